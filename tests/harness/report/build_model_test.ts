/**
 * Tests of the model that reports read.
 * @module
 */
import assert from "node:assert/strict";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { htmlReport } from "../../../src/harness/report/html/html_report.ts";
import { noiseOf } from "../../../src/harness/report/noise_model.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { sessionResult } from "../../golden/session_result.ts";

Deno.test("buildModel() puts PuffinFlow's cell first and keeps cells without a time", () => {
  const { suites, subject, findings } = buildModel(sessionResult());
  const [suite] = suites;
  assert.equal(subject, "puffinflow");
  assert.equal(suite?.title, "Orchestration");
  assert.deepEqual(suite.benchmarks.map(({ cells }) => cells[0]?.subject), ["puffinflow", "puffinflow", "puffinflow"]);
  assert.deepEqual(suite.benchmarks[2]?.cells.map(({ status }) => status).toSorted(), [
    "failed",
    "measured",
    "measured",
    "measured",
    "not-applicable",
  ]);
  assert.equal(findings[0]?.kind, "lost");
});

Deno.test("buildModel() sorts samples and keeps their order in time apart", () => {
  const cell = buildModel(sessionResult()).suites[0]!.benchmarks[0]!.cells[0]!;
  assert(cell.status === "measured");
  assert.deepEqual(cell.samples, cell.samples.toSorted((a, b) => a - b));
  assert(cell.inOrder.length <= 64 && cell.inOrder.length > 0);
  assert(cell.inOrder.every(([p10, p50, p90]) => p10 <= p50 && p50 <= p90));
  assert.deepEqual(Object.keys(cell.ratioTo).toSorted(), ["control", "langgraph", "llamaindex"]);
});

Deno.test("buildModel() rates engines by the limits of the suite, and never plain code", () => {
  const ratings = buildModel(sessionResult()).suites[0]!.benchmarks[0]!.cells.flatMap((cell) =>
    cell.status === "measured" ? [[cell.subject, cell.rating?.limits.length]] : []
  );
  assert.deepEqual(ratings.toSorted(), [
    ["control", undefined],
    ["langgraph", 4],
    ["llamaindex", 4],
    ["puffinflow", 4],
  ]);
});

Deno.test("buildModel() takes a result of one process and cells of every status", () => {
  const model = buildModel(exampleResult());
  assert.equal(model.suites[0]?.benchmarks[0]?.cells.length, 6);
  assert.equal(htmlReport(model).includes("Infinity"), false);
});

Deno.test("noiseOf() finds the stretch in which the loop was slower", () => {
  const wallNs = [20, 20, 20, 26, 25, 20, 20].map((ms) => ms * 1e6);
  const reference = wallNs.map((ns, index) => ({ startedMs: 1_000 * index, wallNs: ns, cpuNs: ns }));
  const phases = ["a/x/noop", "a/x/noop", "a/y/noop"].map((benchmark, index) => ({
    pass: 0,
    benchmark,
    startedMs: 1_000 * index,
    endedMs: 1_000 * index + 900,
  }));
  const noise = noiseOf({ referenceRounds: 1, reference, phases, passes: [], grade: null });
  assert.deepEqual(noise?.bursts.map(({ startMs, endMs }) => [startMs, endMs]), [[3_000, 5_000]]);
  assert.equal(Math.round(100 * noise!.bursts[0]!.worst), 30);
  assert.deepEqual(noise!.phases.map(({ label }) => label), ["x/noop", "y/noop"]);
});

Deno.test("noiseOf() has a phase for each metric after those of the benchmarks", () => {
  const reference = [1, 2, 3].map((second) => ({ startedMs: 1_000 * second, wallNs: 2e7, cpuNs: 2e7 }));
  const metricPhases = (["cold-start", "cold-start", "load"] as const).map((metric, index) => ({
    metric,
    graph: "diamond/noop",
    startedMs: 2_000 + 10 * index,
    endedMs: 2_009 + 10 * index,
  }));
  const phases = [{ pass: 0, benchmark: "a/x/noop", startedMs: 1_000, endedMs: 1_900 }];
  const noise = noiseOf({ referenceRounds: 1, reference, phases, metricPhases, passes: [], grade: null });
  assert.deepEqual(noise!.phases, [
    { label: "x/noop", startMs: 1_000, endMs: 1_900 },
    { label: "cold-start", startMs: 2_000, endMs: 2_019 },
    { label: "load", startMs: 2_020, endMs: 2_029 },
  ]);
});

Deno.test("noiseOf() says nothing where the loop hardly ran", () => {
  assert.equal(noiseOf({ referenceRounds: null, reference: [], phases: [], passes: [], grade: null }), null);
});

Deno.test("buildModel() says first that the runs were settled beforehand", () => {
  const result = sessionResult();
  const profile = { ...result.session.profile, iterations: 50 };
  const { findings } = buildModel({ ...result, session: { ...result.session, profile } });
  assert.deepEqual(findings[0], { kind: "fixed-plan", iterations: 50 });
});
