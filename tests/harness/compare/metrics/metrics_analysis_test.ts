import assert from "node:assert/strict";
import { analyseMetrics } from "../../../../src/harness/compare/metrics/metrics_analysis.ts";
import type { MetricCell, Result } from "../../../../src/harness/session/result.ts";

const GRAPH: MetricCell["graph"] = {
  id: "diamond/noop",
  title: "diamond, 4 states",
  workload: { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } },
  tasks: 4,
};

function analysed(cell: Pick<MetricCell, "metric" | "readings" | "lost">) {
  const session = { seed: 1 } as Result["session"];
  return analyseMetrics({ session, benchmarks: [], metrics: [{ ...cell, graph: GRAPH, subject: "control" }] });
}

function points(bytes: readonly number[]) {
  return [0, 100, 200, 500, 1_000].map((count, index) => ({ count, heapUsedBytes: bytes[index]!, externalBytes: 5 }));
}

Deno.test("analyseMetrics() finds what stays per thing as the median of slopes, and no number without a line", () => {
  const readings = [100, 110, 120, 130, 140, 150].map((slope): MetricCell["readings"][number] => ({
    metric: "memory",
    definitions: points([0, 100, 200, 500, 1_000].map((count) => 7_000 + count * slope)),
    inFlight: points([0, 1, 2, 5, 10].map((count) => count * slope)),
    finished: points([900, 100, 800, 300, 700]),
  }));
  const [row] = analysed({ metric: "memory", readings, lost: null }).memory;
  assert.ok(row?.status === "measured");
  assert.deepEqual(row.definition, {
    bytes: { value: 125, lo: 100, hi: 150, confidence: row.definition.bytes!.confidence, n: 6 },
    rSquared: 1,
  });
  assert.equal(row.runInFlight.bytes!.value, 1.25);
  assert.equal(row.keptResult.bytes, null);
  assert.ok(row.keptResult.rSquared < 0.9);
});

Deno.test("analyseMetrics() keeps cold start, definition and first run apart", () => {
  const readings: MetricCell["readings"] = [{
    metric: "cold-start",
    startNs: 1,
    importNs: 2,
    defineNs: 3,
    firstRunNs: 4,
    totalNs: 11,
  }];
  const [row] = analysed({ metric: "cold-start", readings, lost: null }).coldStarts;
  assert.ok(row?.status === "measured");
  const values = [row.startNs, row.importNs, row.defineNs, row.firstRunNs, row.totalNs].map(({ value }) => value);
  assert.deepEqual(values, [1, 2, 3, 4, 11]);
});

Deno.test("analyseMetrics() says how a subject was lost", () => {
  const lost = { subject: "control", status: "unavailable", reason: "is not there" } as const;
  const { definitions, memory } = analysed({ metric: "define", readings: [], lost });
  assert.deepEqual(definitions, [{ graph: GRAPH, subject: "control", status: "lost", lost }]);
  assert.deepEqual(memory, []);
});
