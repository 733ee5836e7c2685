import assert from "node:assert/strict";
import { loadFigures } from "../../../../src/harness/compare/metrics/load_figures.ts";
import { LatencyHistogram } from "../../../../src/harness/measure/load/latency_histogram.ts";
import type { ReadingOf } from "../../../../src/harness/session/metrics/metric_reading.ts";

type Verdict = ReadingOf<"load">["open"][number]["verdict"];

/** A process whose runs all took a number of milliseconds. */
function processOf(ms: number, { verdict, runs = 200 }: { verdict: Verdict; runs?: number }): ReadingOf<"load"> {
  const histogram = LatencyHistogram.empty();
  for (let i = 0; i < runs; i++) histogram.record(ms * 1e6);
  const text = histogram.encode();
  return {
    metric: "load",
    pipe: { roundTripNs: 50_000, ratePerS: 20_000 },
    closed: [
      { inFlight: 10, runs, ratePerS: 100, service: text },
      { inFlight: 100, runs, ratePerS: 900, service: text },
    ],
    open: [{
      share: 0.5,
      pattern: "poisson",
      offeredPerS: 450,
      achievedPerS: 450,
      issued: runs,
      answered: runs,
      verdict,
      maxLagMs: 0,
      lateShare: 0,
      latency: text,
      service: text,
    }],
  };
}

const SUBJECT = { seed: 1, of: "control", isWaiting: true };

Deno.test("loadFigures() merges the latencies of valid processes, up to the quantile that they support", () => {
  const processes = [1, 2, 3, 4, 5, 6].map((ms) => processOf(ms, { verdict: "valid" }));
  const { open: [point], closed, scaling } = loadFigures([...processes, processOf(99, { verdict: "void" })], SUBJECT);
  assert.deepEqual([point!.verdict, point!.validForks, point!.forks], ["valid", 6, 7]);
  assert.deepEqual(point!.latency.map(({ share }) => share), [0.5, 0.9, 0.99]);
  assert.ok(Math.abs(point!.latency.at(-1)!.latencyNs.value - 6e6) < 6e3);
  assert.deepEqual(closed.map(({ ratePerS }) => ratePerS.value), [100, 900]);
  assert.equal(scaling?.value, 9);
});

Deno.test("loadFigures() gives no latency where most processes are void or saturated", () => {
  const [good, late, full] = [
    processOf(1, { verdict: "valid" }),
    processOf(1, { verdict: "void" }),
    processOf(1, { verdict: "saturated" }),
  ];
  const verdictOf = (...readings: ReadingOf<"load">[]) => loadFigures(readings, SUBJECT).open[0]!;
  assert.deepEqual([verdictOf(good, late).verdict, verdictOf(good, late).latency], ["void", []]);
  assert.equal(verdictOf(full, full, good).verdict, "saturated");
  assert.equal(verdictOf(full, late).verdict, "void");
});

Deno.test("loadFigures() leaves out quantiles beyond which lie no more requests than the load itself made late", () => {
  const late = (share: number) => {
    const reading = processOf(1, { verdict: "valid" });
    return { ...reading, open: reading.open.map((point) => ({ ...point, lateShare: share })) };
  };
  const sharesOf = (lateShare: number) => {
    const processes = [1, 2, 3, 4, 5, 6].map(() => late(lateShare));
    return loadFigures(processes, SUBJECT).open[0]!.latency.map(({ share }) => share);
  };
  assert.deepEqual([sharesOf(0.005), sharesOf(0.02)], [[0.5, 0.9, 0.99], [0.5, 0.9]]);
});

Deno.test("loadFigures() says what is wrong with the typical process", () => {
  const voided = (share: number) => {
    const reading = processOf(1, { verdict: "void" });
    return { ...reading, open: reading.open.map((point) => ({ ...point, doubt: { kind: "behind" as const, share } })) };
  };
  const [point] = loadFigures([voided(0.2), voided(0.9), voided(0.3)], SUBJECT).open;
  assert.deepEqual(point!.doubt, { kind: "behind", share: 0.3 });
});

Deno.test("loadFigures() scales only what waits", () => {
  assert.equal(loadFigures([processOf(1, { verdict: "valid" })], { ...SUBJECT, isWaiting: false }).scaling, null);
});
