import assert from "node:assert/strict";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { hodgesLehmann } from "../../../src/stats/hodges_lehmann.ts";
import { allocationCounter } from "../../../src/harness/selftest/allocation_counter.ts";
import { coordinatedOmission } from "../../../src/harness/selftest/omission.ts";
import { goldenNumbers } from "../../../src/harness/selftest/golden_numbers.ts";
import { intervalCoverage } from "../../../src/harness/selftest/interval_coverage.ts";
import { oddSamples } from "../../../src/harness/selftest/odd_samples.ts";
import { passes, type SelftestLine } from "../../../src/harness/selftest/selftest_line.ts";
import { trendAlarms } from "../../../src/harness/selftest/trend_alarms.ts";

const SEED = 20_251_123;

function assertPass(lines: readonly SelftestLine[]): void {
  for (const line of lines) assert.ok(passes(line), `${line.id} ${line.what}: ${line.value}`);
}

Deno.test("passes() holds a figure to both bounds, and lets no figure that is none pass", () => {
  const line = (value: number, pass: SelftestLine["pass"]): SelftestLine => (
    { id: "V3", what: "it", unit: "share", n: 1, value, pass }
  );
  assert.ok(passes(line(0.95, { atLeast: 0.92, atMost: 0.98 })));
  assert.ok(!passes(line(0.91, { atLeast: 0.92, atMost: 0.98 })));
  assert.ok(!passes(line(0.99, { atLeast: 0.92, atMost: 0.98 })));
  assert.ok(!passes(line(NaN, {})));
});

Deno.test("intervalCoverage() finds that our intervals hold the truth as often as they say", () => {
  assertPass(intervalCoverage(randomFromSeed(SEED), "reduced"));
});

Deno.test("intervalCoverage() fails a method whose intervals are half as wide, or which is biased by 2 %", () => {
  const halved = intervalCoverage(randomFromSeed(SEED), "reduced", (logRatios) => {
    const found = hodgesLehmann(logRatios), { value, lo, hi } = found;
    return { ...found, lo: (value + lo) / 2, hi: (value + hi) / 2 };
  });
  assert.deepEqual(halved.map(passes), [false, true]);
  const biased = intervalCoverage(randomFromSeed(SEED), "reduced", (logRatios) => {
    const found = hodgesLehmann(logRatios);
    return { ...found, value: found.value + 0.02, lo: found.lo + 0.02, hi: found.hi + 0.02 };
  });
  assert.deepEqual(biased.map(passes), [false, false]);
});

Deno.test("oddSamples() finds that two kinds of process are noticed, and that drift and spikes move no estimate", () => {
  assertPass(oddSamples(randomFromSeed(SEED), "reduced"));
});

Deno.test("trendAlarms() finds that trends are told from noise", () => {
  assertPass(trendAlarms(randomFromSeed(SEED), "reduced"));
});

Deno.test("goldenNumbers() finds the statistics as other programs compute them", () => {
  assertPass(goldenNumbers());
});

Deno.test("allocationCounter() finds the counter right within one percent", () => {
  assertPass(allocationCounter());
});

Deno.test("coordinatedOmission() finds that open-loop load tells of a stop, and that a closed loop hides it", async () => {
  const lines = await coordinatedOmission();
  assertPass(lines);
  assert.equal(lines.length, 4);
});
