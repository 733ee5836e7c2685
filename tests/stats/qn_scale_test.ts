import assert from "node:assert/strict";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { robustDeviation } from "../../src/stats/mad.ts";
import { qnScale } from "../../src/stats/qn_scale.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";
import { drawn, normal } from "./noise.ts";

Deno.test("qnScale() equals statsmodels' qn_scale", () => {
  // statsmodels 0.15.0: robust.scale.qn_scale(x).
  const golden: [readonly number[], number][] = [
    [SIX, 9.00750738743342],
    [TEN, 3.8768453820759277],
    [FIFTEEN, 7.032468812706705],
    [TWENTY, 3.6127671906237038],
  ];
  for (const [values, scale] of golden) assertClose(qnScale(values), scale);
});

Deno.test("qnScale() is about the standard deviation of a large normal sample", () => {
  const random = randomFromSeed(1);
  const scale = qnScale(drawn(5_000, () => 3 * normal(random)));
  assert.ok(Math.abs(scale - 3) < 0.2, `${scale}`);
});

Deno.test("qnScale() does not take the distance between two modes for a width, as mad() does", () => {
  const random = randomFromSeed(2);
  const modes = drawn(200, () => normal(random)).map((x, i) => i % 2 === 0 ? x : x + 100);
  assert.ok(qnScale(modes) < 3);
  assert.ok(robustDeviation(modes) > 30);
});

Deno.test("qnScale() is 0 when many values are equal, and rejects what has no distance", () => {
  assert.equal(qnScale([1, 1, 1, 1, 2, 2, 2, 2]), 0);
  assert.throws(() => qnScale([1]), {
    name: "RangeError",
    message: "Cannot measure distances as there must be two values or more: there is 1",
  });
  assert.throws(() => qnScale([]), { name: "RangeError" });
  assert.throws(() => qnScale([1, NaN]), { name: "RangeError" });
});
