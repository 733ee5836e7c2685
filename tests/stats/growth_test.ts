import assert from "node:assert/strict";
import { growth } from "../../src/stats/growth.ts";
import { assertClose } from "./close_to.ts";

Deno.test("growth() equals statsmodels' line through logarithms", () => {
  // statsmodels 0.15.0: OLS(log(y), add_constant(log(x))).fit(); params, conf_int(0.05), rsquared.
  const points = [[5, 12.1], [10, 25.9], [50, 270], [100, 820], [200, 2_900]].map(([x, y]) => ({ x: x!, y: y! }));
  const { exponent, costAtOne, rSquared } = growth(points);
  assertClose(exponent.value, 1.482310815932853);
  assertClose(exponent.lo, 1.3024124517784543);
  assertClose(exponent.hi, 1.6622091800872518);
  assertClose(costAtOne, 0.9512153455933007);
  assertClose(rSquared, 0.9956560552021961);
});

Deno.test("growth() tells proportional from quadratic", () => {
  const exponentOf = (cost: (n: number) => number) =>
    growth([5, 20, 50, 200].map((x) => ({ x, y: cost(x) }))).exponent.value;
  assertClose(exponentOf((n) => 3 * n), 1);
  assertClose(exponentOf((n) => 0.2 * n * n), 2);
});

Deno.test("growth() rejects sizes and costs that have no logarithm", () => {
  for (const odd of [{ x: 0, y: 1 }, { x: 1, y: 0 }, { x: -1, y: 1 }, { x: NaN, y: 1 }]) {
    assert.throws(() => growth([{ x: 1, y: 1 }, { x: 2, y: 2 }, odd]), {
      name: "RangeError",
      message: `Cannot fit a power law as its points must be above 0: one of them is (${odd.x}, ${odd.y})`,
    });
  }
});
