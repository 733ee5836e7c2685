import assert from "node:assert/strict";
import { systemRandom } from "../../src/random/system_random.ts";

Deno.test("systemRandom stays within its bounds", () => {
  for (let i = 0; i < 1_000; i++) {
    const [bits, fraction, die] = [systemRandom.uint32(), systemRandom.float(), systemRandom.below(6)];
    assert.ok(Number.isInteger(bits) && bits >= 0 && bits < 2 ** 32);
    assert.ok(fraction >= 0 && fraction < 1);
    assert.ok(Number.isInteger(die) && die >= 0 && die < 6);
  }
  assert.throws(() => systemRandom.below(0), RangeError);
});
