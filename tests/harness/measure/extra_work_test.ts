import assert from "node:assert/strict";
import { extraRoundsFor, withExtraWork } from "../../../src/harness/measure/extra_work.ts";

Deno.test("withExtraWork() changes no answer, and no promise", () => {
  const answer = Promise.resolve(7);
  const seeds: number[] = [];
  const slowed = withExtraWork({ run: (seed) => (seeds.push(seed), answer) }, 10);
  assert.equal(slowed.run(3), answer);
  assert.deepEqual(seeds, [3]);
});

Deno.test("extraRoundsFor() is the share of a run in rounds of the kernel, and at least one", () => {
  // 5,000 rounds make 10 µs: a fifth of 100 µs is twice as much.
  assert.equal(extraRoundsFor(100_000, { percent: 20, cpuRounds: 5_000 }), 10_000);
  assert.equal(extraRoundsFor(1, { percent: 1, cpuRounds: 10 }), 1);
});
