import assert from "node:assert/strict";
import type { SessionAnalysis } from "../../../../src/harness/compare/session_analysis.ts";
import { drawMetricTables } from "../../../../src/harness/report/terminal/metric_tables.ts";
import { estimateOf, MEASURED, NOTHING_MEASURED } from "../../../fixtures/metric_analysis.ts";

const FACE = { width: 80, color: "off", charset: "unicode" } as const;

function drawn(metrics: Partial<SessionAnalysis["metrics"]>): string {
  return drawMetricTables({ ...NOTHING_MEASURED, metrics: { ...NOTHING_MEASURED.metrics, ...metrics } }, FACE).join(
    "\n",
  );
}

Deno.test("drawMetricTables() draws nothing where no metric was measured", () => {
  assert.equal(drawn({}), "");
});

Deno.test("drawMetricTables() shows the parts of a cold start, and of which subject there is none", () => {
  const time = estimateOf(20e6);
  const lost = { subject: "llamaindex", status: "unavailable", reason: "is not there" } as const;
  const text = drawn({
    coldStarts: [
      { ...MEASURED, startNs: time, importNs: time, defineNs: time, firstRunNs: time, totalNs: estimateOf(80e6) },
      { ...MEASURED, subject: "llamaindex", status: "lost", lost },
      { ...MEASURED, subject: "langgraph", status: "lost", lost: null },
    ],
  });
  assert.match(text, /^\ncold start · diamond, 4 states · no-op tasks\n/);
  assert.match(text, / all +start +import +define +first run\n/);
  assert.match(text, /control +80 ms ±8 +20.0 ms ±2.0/);
  assert.match(text, /llamaindex +unavailable {2}is not there\n/);
  assert.match(text, /langgraph +interrupted\n/);
});

Deno.test("drawMetricTables() shows no slope where a line does not describe the points", () => {
  const line = { bytes: estimateOf(2_048), rSquared: 0.999 };
  const text = drawn({
    memory: [{ ...MEASURED, definition: line, runInFlight: line, keptResult: { bytes: null, rSquared: 0.166 } }],
  });
  assert.match(text, /control +2.00 KiB ±0.20 +2.00 KiB ±0.20 +no line R² 0.17\n/);
});

Deno.test("drawMetricTables() compares subjects at the quantile that all of them support, and says void where it is", () => {
  const quantile = (share: number, ns: number) => ({ share, latencyNs: estimateOf(ns) });
  const point = { offeredPerS: estimateOf(100), validForks: 6, forks: 6, service: [] };
  const load = {
    pipeRoundTripNs: estimateOf(50e3),
    pipeRatePerS: estimateOf(2e4),
    closed: [{ inFlight: 10, ratePerS: estimateOf(1_500) }],
    scaling: null,
  };
  const text = drawn({
    loads: [
      {
        ...MEASURED,
        ...load,
        open: [
          { ...point, share: 0.5, verdict: "valid", doubt: null, latency: [quantile(0.9, 4e6), quantile(0.99, 9e6)] },
          { ...point, share: 0.9, verdict: "void", doubt: { kind: "overslept", share: 0.031 }, latency: [] },
        ],
      },
      {
        ...MEASURED,
        ...load,
        subject: "puffinflow",
        open: [
          { ...point, share: 0.5, verdict: "valid", doubt: null, latency: [quantile(0.9, 2e6)] },
          { ...point, share: 0.9, verdict: "saturated", doubt: { kind: "slow", share: 0.92 }, latency: [] },
        ],
      },
    ],
  });
  assert.match(text, / 10 in flight +p90 at 50% +p99 at 90%\n/);
  assert.match(text, /control +1.50 k\/s ±0.15 +4.0 ms ±0.4 +void\n/);
  assert.match(text, /puffinflow +1.50 k\/s ±0.15 +2.00 ms ±0.20 +saturated\n/);
  assert.match(text, /\ncontrol void at 90% \(overslept 3.1%\)\n/);
  assert.match(text, /\npuffinflow saturated at 90% \(92% answered\)$/);
});

Deno.test("drawMetricTables() keeps define, first define, first run and steady run apart", () => {
  const figures = { firstDefineNs: estimateOf(3e6), firstRunNs: estimateOf(1e6), defineNs: estimateOf(30e3) };
  const rest = { defineCpuNs: estimateOf(30e3), defineAllocatedBytes: estimateOf(4_000), steadyRunNs: null };
  const text = drawn({ definitions: [{ ...MEASURED, ...figures, ...rest }] });
  assert.match(text, / define +first define +first run +steady run\n/);
  assert.match(text, /control +30.0 µs ±3.0 +3.00 ms ±0.30 +1.00 ms ±0.10 +–\n/);
});
