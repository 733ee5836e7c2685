import assert from "node:assert/strict";
import fc from "fast-check";
import { randomFromSeed } from "../../../../src/random/xoshiro128.ts";
import { plannedArrivals } from "../../../../src/harness/measure/load/arrivals.ts";

Deno.test("plannedArrivals() at a constant rate is one arrival a gap, the first at once", () => {
  const arrivals = plannedArrivals({ pattern: "constant", ratePerS: 300, durationMs: 1_000 }, randomFromSeed(1));
  assert.equal(arrivals.length, 300);
  assert.equal(arrivals[0], 0);
  for (const [i, at] of arrivals.entries()) assert.ok(Math.abs(at - i * 10 / 3) < 1e-9);
});

Deno.test("plannedArrivals() of strangers has the mean rate, and gaps that vary as much as they are long", () => {
  const arrivals = plannedArrivals({ pattern: "poisson", ratePerS: 500, durationMs: 100_000 }, randomFromSeed(7));
  assert.ok(Math.abs(arrivals.length / 50_000 - 1) < 0.02, `${arrivals.length}`);
  const gaps = Array.from(arrivals).slice(1).map((at, i) => at - arrivals[i]!);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  assert.ok(Math.abs(deviation / mean - 1) < 0.03, `${deviation / mean}`);
});

Deno.test("plannedArrivals() ascends, stays below its duration, and is the same for the same seed", () => {
  const plans = fc.record({
    pattern: fc.constantFrom("constant" as const, "poisson" as const),
    ratePerS: fc.double({ min: 0.1, max: 5_000, noNaN: true }),
    durationMs: fc.double({ min: 0.1, max: 2_000, noNaN: true }),
  });
  fc.assert(fc.property(plans, fc.nat(), (plan, seed) => {
    const arrivals = plannedArrivals(plan, randomFromSeed(seed));
    assert.deepEqual(arrivals, plannedArrivals(plan, randomFromSeed(seed)));
    for (const [i, at] of arrivals.entries()) {
      assert.ok(at >= 0 && at < plan.durationMs);
      assert.ok(i === 0 || at > arrivals[i - 1]!);
    }
  }));
});

Deno.test("plannedArrivals() refuses what is no rate and no duration", () => {
  for (const wrong of [0, -1, NaN, Infinity]) {
    const plan = { pattern: "constant", ratePerS: 1, durationMs: 1 } as const;
    assert.throws(() => plannedArrivals({ ...plan, ratePerS: wrong }, randomFromSeed(1)), {
      name: "RangeError",
      message: `Cannot plan arrivals as 'ratePerS' must be above 0 and finite: current value is ${wrong}`,
    });
    assert.throws(() => plannedArrivals({ ...plan, durationMs: wrong }, randomFromSeed(1)), /'durationMs'/);
  }
});
