import assert from "node:assert/strict";
import fc from "fast-check";
import { csvReport } from "../../../../src/harness/report/csv/csv_report.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";
import { readCsv } from "./csv_reader.ts";

/** Rows as records, by the names of their columns. */
function recordsOf(text: string): Record<string, string>[] {
  const [header, ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(header!.map((name, index) => [name, row[index]!])));
}

Deno.test("csvReport() writes what the golden file shows", async () => {
  await assertGolden("report.csv", csvReport(reportModel()));
});

Deno.test("csvReport() has a row for each cell and for each figure of a metric, and in each row a field for each column", () => {
  const model = reportModel();
  const rows = readCsv(csvReport(model));
  const cells = model.suites.flatMap(({ benchmarks }) => benchmarks.flatMap((benchmark) => benchmark.cells));
  const figures = model.metrics.flatMap((table) =>
    table.rows.map((row) => row.status === "measured" ? row.cells.length : 1)
  );
  assert.equal(rows.length, 1 + cells.length + figures.reduce((sum, count) => sum + count, 0));
  assert.deepEqual([...new Set(rows.map((row) => row.length))], [rows[0]!.length]);
});

Deno.test("csvReport() gives a cell without a time its reason and no number", () => {
  const row = recordsOf(csvReport(reportModel())).find(({ status }) => status === "failed")!;
  assert.equal(row.subject, "langgraph");
  assert.match(row.reason!, /^GraphRecursionError/);
  assert.deepEqual([row.value, row.wall_ns, row.average_ns, row.verdict], ["", "", "", ""]);
});

Deno.test("csvReport() names the figure of a metric, or why there is none", () => {
  const rows = recordsOf(csvReport(reportModel())).filter(({ suite, subject }) =>
    suite === "open-loop" && subject === "langgraph"
  );
  const told = (metric: string) => rows.filter((row) => row.metric === metric).map((row) => [row.value, row.reason]);
  assert.deepEqual(told("latency-p99-at-50%"), [["1620000", ""]]);
  assert.deepEqual(told("latency-p99.9-at-50%"), [["", "unsupported"]]);
  assert.deepEqual(told("latency-p50-at-90%"), [["", "void"]]);
  assert.equal(rows[0]?.benchmark, "open-loop/diamond/noop");
});

Deno.test("csvReport() tells of a change in the row of the report's own subject only", () => {
  const rows = recordsOf(csvReport(reportModel())).filter(({ benchmark }) =>
    benchmark === "orchestration/scenario-1/noop"
  );
  assert.deepEqual(rows.map(({ subject, verdict }) => [subject, verdict]), [
    ["puffinflow", "slower"],
    ["langgraph", ""],
    ["llamaindex", ""],
    ["control", ""],
  ]);
});

Deno.test("csvReport() keeps a benchmark that nobody took part in", () => {
  const model = reportModel();
  const [suite] = model.suites;
  const lost = { ...suite!.benchmarks[7]!, cells: [] };
  const [row] = recordsOf(csvReport({ ...model, suites: [{ ...suite!, benchmarks: [lost] }] }));
  assert.deepEqual([row!.benchmark, row!.subject, row!.verdict], [lost.id, "", "missing"]);
});

Deno.test("csvReport() is a table without formulas whatever names are", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const rows = readCsv(csvReport(hostileModel(text)));
      for (const row of rows) {
        assert.equal(row.length, rows[0]!.length);
        for (const field of row) assert.match(field, /^(?!\s*[=+@＝＋－＠])(?:-[\d.e-]+$|(?!\s*-))/);
      }
    }),
    { numRuns: 40 },
  );
});
