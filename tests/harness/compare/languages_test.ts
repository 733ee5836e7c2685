import assert from "node:assert/strict";
import { analyseBenchmark, type MeasuredRow } from "../../../src/harness/compare/benchmark_analysis.ts";
import { controlFor, haveRatio, type Languages, languagesOf } from "../../../src/harness/compare/languages.ts";
import type { BenchmarkResult } from "../../../src/harness/session/result.ts";
import { benchmarkOf, measured } from "./benchmark_fixture.ts";

const LANGUAGES: Languages = new Map([["raw-python", "python"], ["langgraph-python", "python"], ["prefect", "python"]]);
const NS = [100, 101, 102, 103, 104, 105];
const CELLS = [
  measured("control", NS),
  measured("puffinflow", NS.map((ns) => 2 * ns)),
  measured("raw-python", NS.map((ns) => 100 * ns)),
  measured("langgraph-python", NS.map((ns) => 300 * ns)),
  measured("prefect", NS.map((ns) => 3_000 * ns)),
];

function analysed(kernel: BenchmarkResult["workload"]["kernel"]) {
  const benchmark = benchmarkOf(CELLS);
  return analyseBenchmark({ ...benchmark, workload: { ...benchmark.workload, kernel } }, { languages: LANGUAGES });
}

function row(rows: ReturnType<typeof analysed>["rows"], subject: string): MeasuredRow {
  const found = rows.find((candidate) => candidate.subject === subject);
  assert.ok(found?.status === "measured");
  return found;
}

Deno.test("languagesOf() knows those subjects that are not in the tool's own language", () => {
  const subjects = [{ id: "control" }, { id: "prefect", language: "python" as const }];
  assert.deepEqual([...languagesOf(subjects)], [["prefect", "python"]]);
});

Deno.test("controlFor() names plain code of the subject's own language", () => {
  assert.deepEqual(["puffinflow", "prefect"].map((id) => controlFor(id, LANGUAGES)), ["control", "raw-python"]);
});

Deno.test("haveRatio() lets languages be compared where tasks wait and nowhere else", () => {
  const between = (kernel: BenchmarkResult["workload"]["kernel"], a: string, b: string) =>
    haveRatio(a, b, { kernel, languages: LANGUAGES });
  assert.equal(between({ kind: "cpu", rounds: 5 }, "puffinflow", "prefect"), false);
  assert.equal(between({ kind: "noop" }, "puffinflow", "prefect"), false);
  assert.equal(between({ kind: "wait", waitMs: 10 }, "puffinflow", "prefect"), true);
  assert.equal(between({ kind: "cpu", rounds: 5 }, "langgraph-python", "prefect"), true);
});

Deno.test("analyseBenchmark() takes each engine's overhead against plain code of its own language", () => {
  const { rows, tasks } = analysed({ kind: "noop" });
  assert.equal(row(rows, "puffinflow").overheadNsPerTask?.value, 102.5 / tasks);
  assert.equal(row(rows, "langgraph-python").overheadNsPerTask?.value, 200 * 102.5 / tasks);
  assert.equal(row(rows, "raw-python").overheadNsPerTask, null);
});

Deno.test("analyseBenchmark() gives no ratio across languages unless tasks wait", () => {
  const { rows, duels, fastest } = analysed({ kind: "noop" });
  assert.equal(fastest, "puffinflow");
  assert.equal(row(rows, "puffinflow").isFastest, true);
  assert.equal(row(rows, "langgraph-python").isFastest, true);
  assert.ok(Math.abs(row(rows, "prefect").ratioToFastest!.value - 10) < 1e-9);
  assert.deepEqual(duels.map(({ outcome }) => outcome), ["not-compared", "not-compared"]);
  assert.ok(duels.every((duel) => duel.outcome === "not-compared" && duel.reason === "other-language"));

  const waiting = analysed({ kind: "wait", waitMs: 10 });
  assert.ok(Math.abs(row(waiting.rows, "langgraph-python").ratioToFastest!.value - 150) < 1e-9);
  assert.deepEqual(waiting.duels.map(({ outcome }) => outcome), ["win", "win"]);
});
