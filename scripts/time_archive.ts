/**
 * Says how long the archive takes to answer: 10,000 sessions of 100 benchmarks by default, each of them with a file
 * that has to be looked at; any query within 1 s, changes of level over 120 sessions of all benchmarks within 2 s.
 * The index is filled directly: sessions that were measured would take weeks. `--sessions=1000` makes it smaller.
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { Archive, INDEX_NAME } from "../src/harness/archive/archive.ts";
import { archivedHistory } from "../src/harness/report/archived_history.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { randomFromSeed } from "../src/random/xoshiro128.ts";
import { fail, print } from "./print.ts";

const BENCHMARKS = 100, LAST = 120;
const QUERY_LIMIT_MS = 1_000, CHANGES_LIMIT_MS = 2_000;
const NOISE = 0.02;
const SUBJECT = "puffinflow", HOST = "host";

/** Makes files that are empty, and an index that says they were read. */
function fill(directory: string, sessions: number): void {
  new Archive(directory)[Symbol.dispose]();
  const database = new DatabaseSync(`${directory}/${INDEX_NAME}`), random = randomFromSeed(1);
  const session = database.prepare("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, 'gate', 'A')");
  const file = database.prepare("INSERT INTO files VALUES (?, ?, 0, ?, NULL)");
  const series = database.prepare("INSERT INTO series VALUES (?, ?, ?, 'cpu', 'ns', 'lower', 'work', ?)");
  const point = database.prepare("INSERT INTO points VALUES (?, ?, ?, ?, ?, 15)");
  database.exec("BEGIN");
  for (let id = 1; id <= BENCHMARKS; id++) series.run(id, `suite/benchmark-${id}`, SUBJECT, `benchmark ${id}`);
  for (let id = 1; id <= sessions; id++) {
    const at = new Date(Date.UTC(2026, 0, 1) + id * 3_600_000),
      name = `benchmark_results_${String(id).padStart(8, "0")}.json`;
    Deno.writeTextFileSync(`${directory}/${name}`, "");
    session.run(id, `session ${id}`, at.toISOString(), at.getTime(), HOST, `0.${Math.floor(id / 500)}.0`, `c${id}`);
    file.run(name, Deno.statSync(`${directory}/${name}`).mtime!.getTime(), id);
    for (let of = 1; of <= BENCHMARKS; of++) {
      const value = 1_000 * of * Math.exp(NOISE * normalQuantile(random.float() + 2 ** -54));
      point.run(of, id, value, value * 0.99, value * 1.01);
    }
  }
  database.exec("COMMIT");
  database.close();
}

async function timed<T>(what: string, limitMs: number, work: () => T | Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const found = await work();
  const tookMs = performance.now() - startedMs;
  const text = `${tookMs.toFixed(0).padStart(6)} ms of at most ${limitMs}: ${what}`;
  if (tookMs > limitMs) fail(text);
  else print(text);
  return found;
}

if (import.meta.main) {
  const asked = Deno.args.map((arg) => /^--sessions=(\d+)$/.exec(arg)?.[1]).find((count) => count !== undefined);
  const sessions = Number(asked ?? 10_000), directory = await Deno.makeTempDir({ prefix: "puffinbench-" });
  try {
    fill(directory, sessions);
    print(`${sessions} sessions × ${BENCHMARKS} benchmarks`);
    const archive = await timed("open the index", QUERY_LIMIT_MS, () => new Archive(directory));
    await timed("look at all files", QUERY_LIMIT_MS, () => archive.sync());
    const query = { subject: SUBJECT, isMeant: () => true } as const;
    const latest = await timed(
      `the latest ${LAST} sessions of all benchmarks`,
      QUERY_LIMIT_MS,
      () => archive.series({ ...query, last: LAST }),
    );
    await timed(
      "one benchmark over all sessions",
      QUERY_LIMIT_MS,
      () => archive.series({ ...query, isMeant: (id) => id.endsWith("-7"), last: sessions }),
    );
    await timed(
      `changes of level of all benchmarks over ${LAST} sessions`,
      CHANGES_LIMIT_MS,
      () => latest.map(archivedHistory),
    );
    archive[Symbol.dispose]();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
