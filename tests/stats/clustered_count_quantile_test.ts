import assert from "node:assert/strict";
import fc from "fast-check";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { clusteredCountQuantile } from "../../src/stats/clustered_count_quantile.ts";
import { clusteredQuantile } from "../../src/stats/clustered_quantile.ts";

const forks = fc.array(
  fc.array(fc.record({ value: fc.integer({ min: 1, max: 50 }), count: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 8,
  }),
  { minLength: 1, maxLength: 7 },
);

Deno.test("clusteredCountQuantile() says what clusteredQuantile() says of the values one by one", () => {
  fc.assert(fc.property(forks, fc.constantFrom(0.5, 0.9, 0.99), fc.nat(1_000), (counted, quantile, seed) => {
    const values = counted.map((fork) => fork.flatMap(({ value, count }) => new Array<number>(count).fill(value)));
    const options = () => ({ quantile, random: randomFromSeed(seed), resamples: 60 });
    assert.deepEqual(clusteredCountQuantile(counted, options()), clusteredQuantile(values, options()));
  }));
});

Deno.test("clusteredCountQuantile() refuses to say anything of no process", () => {
  assert.throws(() => clusteredCountQuantile([], { quantile: 0.5, random: randomFromSeed(1) }), RangeError);
});
