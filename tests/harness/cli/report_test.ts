import assert from "node:assert/strict";
import { join } from "node:path";
import { report, type ReportOptions } from "../../../src/harness/cli/report.ts";
import { schema } from "../../../src/harness/cli/schema.ts";
import { reportDocumentSchema } from "../../../src/harness/report/json/report_document.ts";
import { MARKDOWN_MARKER } from "../../../src/harness/report/markdown/markdown_report.ts";
import { writeResult } from "../../../src/harness/session/result_file.ts";
import type { Result } from "../../../src/harness/session/result.ts";
import { sessionResult } from "../../golden/session_result.ts";
import { type FakeIo, fakeIo } from "./fake_io.ts";

const OPTIONS: Omit<ReportOptions, "files"> = { format: "html", open: false, color: "auto", ascii: false };

/** A directory with saved results, removed afterwards. */
async function withResults(
  results: readonly Result[],
  body: (paths: string[], directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    const paths: string[] = [];
    for (const result of results) paths.push(await writeResult(directory, result));
    await body(paths, directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function sessionOn(day: string): Result {
  const result = sessionResult();
  return { ...result, session: { ...result.session, id: day, startedAt: `${day}T06:41:13.000Z` } };
}

async function reported(given: Partial<ReportOptions>, io: FakeIo = fakeIo()): Promise<FakeIo> {
  const exitCode = await report({ ...OPTIONS, files: [], ...given }, io);
  assert.equal(exitCode, 0);
  return io;
}

Deno.test("report() writes HTML beside the result, by the result's time, and says where", async () => {
  await withResults([sessionResult()], async (files) => {
    const { written } = await reported({ files });
    const path = files[0]!.replace("benchmark_results_", "benchmark_report_").replace(/json$/, "html");
    assert.equal(written.stdout.replaceAll(/\s+/g, ""), `Report${path}`);
    assert.match(await Deno.readTextFile(path), /^<!doctype html>/i);
  });
});

Deno.test("report() names the report of a file of any name by the time of its session", async () => {
  await withResults([sessionResult()], async ([path], directory) => {
    const other = join(directory, "baseline.json");
    await Deno.rename(path!, other);
    await reported({ files: [other] });
    const names = [...Deno.readDirSync(directory)].map(({ name }) => name).toSorted();
    assert.match(names[1]!, /^benchmark_report_\d{8}_\d{6}\.html$/);
  });
});

Deno.test("report() writes other forms to the standard output, and nothing else there", async () => {
  await withResults([sessionResult()], async (files, directory) => {
    assert.ok((await reported({ files, format: "md" })).written.stdout.startsWith(MARKDOWN_MARKER));
    assert.match((await reported({ files, format: "junit" })).written.stdout, /^<\?xml /);
    assert.match((await reported({ files, format: "openmetrics" })).written.stdout, /# EOF\n$/);
    assert.match((await reported({ files, format: "terminal" })).written.stdout, /^puffinbench 0\.1\.0 /);
    assert.equal([...Deno.readDirSync(directory)].length, 1);
  });
});

/** The first benchmark's second subject recorded the same run twice. */
function withRecording(result: Result): Result {
  const [first, ...others] = result.benchmarks;
  const tasks = Array.from({ length: first!.tasks }, (_, task) => task);
  const startedNs = tasks.map((task) => 1_000 * task), endedNs = startedNs.map((ns) => ns + 900);
  const run = { rank: 1, durationNs: 1_000 * first!.tasks, startedNs, endedNs };
  const cells = first!.cells.map((cell, index) => {
    if (cell.status !== "measured" || index !== 1) return cell;
    return { ...cell, forks: [{ ...cell.forks[0]!, recording: { runs: 1, typical: run, slow: run } }] };
  });
  return { ...result, benchmarks: [{ ...first!, cells }, ...others] };
}

Deno.test("report() writes recorded runs as a trace, and says where to look at it", async () => {
  await withResults([withRecording(sessionResult())], async ([path]) => {
    const { written } = await reported({ files: [path!], format: "perfetto" });
    const tracePath = path!.replace("benchmark_results_", "benchmark_report_").replace(/json$/, "trace.json");
    const { traceEvents } = JSON.parse(await Deno.readTextFile(tracePath));
    assert.equal(traceEvents.filter(({ ph, pid }: { ph: string; pid: number }) => ph === "X" && pid === 1).length, 40);
    assert.match(written.stdout, /ui\.perfetto\.dev/);
  });
});

Deno.test("report() refuses a trace of a result without recorded runs", async () => {
  await withResults([sessionResult()], async (files) => {
    await assert.rejects(reported({ files, format: "perfetto" }), {
      name: "UsageError",
      message: "Cannot write --format perfetto as the result must have recorded runs of a graph: there is none",
    });
  });
});

Deno.test("report() names the result by its digest", async () => {
  await withResults([sessionResult()], async (files) => {
    const { written } = await reported({ files, format: "json" });
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(files[0]!));
    const { resultSha256 } = reportDocumentSchema.parse(JSON.parse(written.stdout));
    assert.equal(resultSha256, new Uint8Array(digest).toHex());
  });
});

Deno.test("report() writes to the file or the stream that --output names, whatever the form", async () => {
  await withResults([sessionResult()], async (files, directory) => {
    const output = join(directory, "new", "summary.md");
    await reported({ files, format: "md", output });
    assert.ok((await Deno.readTextFile(output)).startsWith(MARKDOWN_MARKER));
    assert.match((await reported({ files, output: "-" })).written.stdout, /^<!doctype html>/i);
  });
});

Deno.test("report() writes a terminal's report into a file without colour, unless it is asked for", async () => {
  await withResults([sessionResult()], async (files, directory) => {
    const output = join(directory, "report.txt");
    const io = fakeIo({ columns: 120 });
    await reported({ files, format: "terminal", output }, io);
    assert.ok(!(await Deno.readTextFile(output)).includes("\x1b["));
    await reported({ files, format: "terminal", output, color: "always" }, io);
    assert.ok((await Deno.readTextFile(output)).includes("\x1b["));
  });
});

Deno.test("report() opens what it wrote, and says so where that fails", async () => {
  await withResults([sessionResult()], async (files) => {
    const opened: string[] = [];
    const open = (path: string) => {
      opened.push(path);
      return Promise.resolve("there is no desktop");
    };
    const io = fakeIo();
    assert.equal(await report({ ...OPTIONS, files, open: true }, io, { open }), 0);
    assert.equal(opened.length, 1);
    assert.match(io.written.stderr, /^puffinbench: Cannot open .*: there is no desktop\n$/);
  });
});

Deno.test("report() refuses to open what goes to the standard output", async () => {
  await withResults([sessionResult()], async (files) => {
    await assert.rejects(report({ ...OPTIONS, files, output: "-", open: true }, fakeIo()), /Cannot use --open/);
  });
});

Deno.test("report() reports the newest of several results, with the others as its history", async () => {
  await withResults([sessionOn("2025-01-02"), sessionOn("2025-01-03"), sessionOn("2025-01-01")], async (files) => {
    const { written } = await reported({ files, format: "json" });
    assert.equal(reportDocumentSchema.parse(JSON.parse(written.stdout)).session.id, "2025-01-03");
  });
});

Deno.test("report() says which field of which file does not fit", async () => {
  await withResults([sessionResult()], async ([path], directory) => {
    const cases: [content: string, complaint: RegExp][] = [
      ["not JSON", /it must be JSON/],
      ['{"schema":"vitest/1"}', /'schema' must be "puffinbench\/\d+" or older: current value is "vitest\/1"/],
      ['{"schema":"puffinbench/99"}', /a newer puffinbench reads/],
      [(await Deno.readTextFile(path!)).replace('"seed":7', '"seed":"x"'), /'session\.seed' does not fit/],
    ];
    for (const [content, message] of cases) {
      const file = join(directory, "other.json");
      await Deno.writeTextFile(file, content);
      await assert.rejects(report({ ...OPTIONS, files: [file] }, fakeIo()), { name: "UsageError", message });
    }
    await assert.rejects(report({ ...OPTIONS, files: [join(directory, "none.json")] }, fakeIo()), {
      name: "UsageError",
      message: /the file must exist/,
    });
  });
});

Deno.test("report() refuses results that make no history", async () => {
  const other = sessionOn("2025-01-01");
  const elsewhere = { ...other, session: { ...other.session, hostFingerprint: "another" } };
  await withResults([elsewhere, sessionOn("2025-01-02")], async (files) => {
    await assert.rejects(report({ ...OPTIONS, files }, fakeIo()), { name: "UsageError", message: /of one machine/ });
  });
});

Deno.test("report() says why it cannot write", async () => {
  await withResults([sessionResult()], async (files, directory) => {
    await assert.rejects(report({ ...OPTIONS, files, output: directory }, fakeIo()), {
      name: "UsageError",
      message: /--output must be a file to write to/,
    });
  });
});

Deno.test("report() annotates a workflow run of GitHub, on the stream for messages", async () => {
  await withResults([sessionResult()], async (files) => {
    const io = fakeIo({ env: { LANG: "C.UTF-8", GITHUB_ACTIONS: "true" } });
    await reported({ files, format: "md" }, io);
    assert.match(
      io.written.stderr,
      /^::error title=puffinbench::LangGraph has no time \(failed\) in diamond\/cpu\.\n$/,
    );
    assert.ok(io.written.stdout.startsWith(MARKDOWN_MARKER));
  });
});

Deno.test("schema() prints a JSON Schema", () => {
  const io = fakeIo();
  assert.equal(schema("result", io), 0);
  assert.match(JSON.parse(io.written.stdout).$id, /^urn:puffinbench:\d+$/);
});
