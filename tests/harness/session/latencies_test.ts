import assert from "node:assert/strict";
import { LatencyHistogram } from "../../../src/harness/measure/load/latency_histogram.ts";
import { encodedLatencies, latencyRuns } from "../../../src/harness/session/latencies.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import { TINY_BENCHMARK, TINY_PROFILE, tinyPlan } from "../../fixtures/tiny_session.ts";

Deno.test("latencyRuns() takes as many runs as there is time for, up to 5,000", () => {
  const profile = { latencyBudgetMs: 500 };
  assert.equal(latencyRuns(25_000, profile), 5_000);
  assert.equal(latencyRuns(1e6, profile), 500);
});

Deno.test("latencyRuns() takes none where runs are shorter than 20 µs, too slow for ten, or no time is given", () => {
  assert.equal(latencyRuns(19_999, { latencyBudgetMs: 500 }), 0);
  assert.equal(latencyRuns(60e6, { latencyBudgetMs: 500 }), 0);
  assert.equal(latencyRuns(25_000, {}), 0);
});

Deno.test("encodedLatencies() keeps all latencies as a histogram", () => {
  const { runs, histogram } = encodedLatencies([21_000, 22_000, 90_000]);
  assert.equal(runs, 3);
  assert.equal(LatencyHistogram.decode(histogram).percentileNs(0.5), 22_000);
});

Deno.test("runSession() times single runs after the samples and proves them, where the profile has time for it", async () => {
  const waiting = { ...TINY_BENCHMARK, id: "tiny/diamond/wait", kernel: "wait", primaryClock: "wall" } as const;
  const profile = { ...TINY_PROFILE, latencyBudgetMs: 600 };
  const { benchmarks: [benchmark] } = await runSession(tinyPlan({ benchmarks: [waiting], profile }));
  const cell = benchmark!.cells[0]!;
  assert.ok(cell.status === "measured");
  const { latencies, provedRuns, warmUp, wallNs, recording } = cell.forks[0]!;
  assert.ok(latencies !== undefined && latencies.runs >= 10);
  assert.equal(provedRuns, 1 + warmUp.iterations + wallNs.length + latencies.runs + Math.ceil(1.2 * recording!.runs));
  assert.ok(LatencyHistogram.decode(latencies.histogram).percentileNs(0.5) >= 30e6, "three waits of 10 ms each");
});
