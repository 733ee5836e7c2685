/**
 * What it costs to record a run: a chain of a hundred states on each store and with each durability, beside the same
 * bytes inserted into SQLite by hand; and sixty-four runs at once, beside a commit for each of their records. Every
 * iteration proves its work. A hundred steps an iteration: milliseconds read as ten microseconds a step.
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { agent, type BuiltAgent } from "puffinflow";
import {
  type CheckpointStore,
  type Durability,
  durable,
  exportRun,
  fileCheckpoints,
  memoryCheckpoints,
  sqliteCheckpoints,
} from "puffinflow/durability";

/** States of the chain. */
const STEPS = 100;
/** Runs at once. */
const RUNS = 64;
/** Bytes of an output. */
const OUTPUT_BYTES = 1_000;

type Chain = BuiltAgent<void, Readonly<Record<string, string>>>;

function chainOf(steps: number): Chain {
  let chain = agent("chain").state("s0", () => "x".repeat(OUTPUT_BYTES)) as never as Chain;
  for (let i = 1; i < steps; i++) {
    chain = chain.state(`s${i}`, { after: [`s${i - 1}`] }, () => "x".repeat(OUTPUT_BYTES)) as never;
  }
  return chain;
}

const directory = Deno.makeTempDirSync({ prefix: "puffinflow-bench-" });
globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The lines that a run of the chain is recorded in. */
async function linesOf(chain: Chain): Promise<string[]> {
  const store = memoryCheckpoints();
  await durable(chain as never, { store }).run(undefined as never, { id: "r" });
  return (await exportRun(store, "r")).trimEnd().split("\n");
}

const chain = chainOf(STEPS), lines = await linesOf(chain), short = chainOf(4), shortLines = await linesOf(short);

/** A table by hand, as a program without an engine would have it. */
function byHand(name: string, synchronous: string): (lines: readonly string[], run: string) => number {
  const database = new DatabaseSync(`${directory}/${name}.db`);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  database.exec("CREATE TABLE record (run TEXT, state TEXT, line TEXT, PRIMARY KEY (run, state))");
  const insert = database.prepare("INSERT INTO record VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  return (lines, run) => {
    let inserted = 0;
    // One commit each: what follows from a step must not begin before it is kept.
    for (const [i, line] of lines.entries()) inserted += Number(insert.run(run, `s${i}`, line).changes);
    return inserted;
  };
}

function prove(count: number, expected: number): void {
  if (count !== expected) throw new Error(`${count} instead of ${expected}`);
}

// Only what is declared async is waited for.
async function runChain(store: CheckpointStore, durability: Durability): Promise<void> {
  const chains = durable(chain as never, { store, durability });
  const { status } = await chains.run(undefined as never);
  if (status !== "completed") throw new Error(status);
}

let runs = 0;
for (const [durability, synchronous] of [["full", "FULL"], ["normal", "NORMAL"]] as const) {
  const raw = byHand(`raw-${durability}`, synchronous), group = `a chain of ${STEPS}, ${durability}`;
  const sqlite = sqliteCheckpoints(`${directory}/${durability}.db`),
    files = fileCheckpoints(`${directory}/${durability}`);
  Deno.bench({
    name: `SQLite by hand, ${durability}`,
    group,
    baseline: true,
    n: 20,
    warmup: 2,
    fn: () => prove(raw(lines, `run ${runs++}`), lines.length),
  });
  Deno.bench({
    name: `sqliteCheckpoints, ${durability}`,
    group,
    n: 20,
    warmup: 2,
    async fn() {
      await runChain(sqlite, durability);
    },
  });
  Deno.bench({
    name: `fileCheckpoints, ${durability}`,
    group,
    n: 20,
    warmup: 2,
    async fn() {
      await runChain(files, durability);
    },
  });
}

const group = `a chain of ${STEPS}, nobody waits`;
const memory = memoryCheckpoints(), unawaited = sqliteCheckpoints(`${directory}/off.db`);
Deno.bench({
  name: "memoryCheckpoints",
  group,
  baseline: true,
  n: 50,
  async fn() {
    await runChain(memory, "full");
  },
});
Deno.bench({
  name: "sqliteCheckpoints, off",
  group,
  n: 50,
  async fn() {
    await runChain(unawaited, "off");
  },
});

const crowd = sqliteCheckpoints(`${directory}/crowd.db`), shorts = durable(short as never, { store: crowd });
const rawCrowd = byHand("raw-crowd", "FULL");
Deno.bench({
  name: "a commit for each record",
  group: `${RUNS} runs of four states at once, full`,
  baseline: true,
  n: 5,
  warmup: 1,
  fn() {
    let inserted = 0;
    for (let i = 0; i < RUNS; i++) inserted += rawCrowd(shortLines, `run ${runs++}`);
    prove(inserted, RUNS * shortLines.length);
  },
});
Deno.bench({
  name: "sqliteCheckpoints: a commit for each turn of the event loop",
  group: `${RUNS} runs of four states at once, full`,
  n: 5,
  warmup: 1,
  async fn() {
    const results = await Promise.all(Array.from({ length: RUNS }, () => shorts.run(undefined as never)));
    prove(results.filter(({ status }) => status === "completed").length, RUNS);
  },
});
