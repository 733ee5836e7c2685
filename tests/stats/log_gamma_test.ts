import assert from "node:assert/strict";
import { logGamma } from "../../src/stats/log_gamma.ts";
import { assertClose } from "./close_to.ts";

Deno.test("logGamma() equals SciPy's gammaln", () => {
  // SciPy 1.17.1: gammaln(x).
  const golden: [x: number, log: number][] = [
    [0.001, 6.907178885383853],
    [0.5, 0.5723649429247],
    [1, 0],
    [1.5, -0.12078223763524526],
    [2, 0],
    [3, 0.6931471805599453],
    [9.99, 12.779315214350195],
    [10, 12.801827480081469],
    [11, 15.104412573075516],
    [171, 706.5730622457875],
    [1e4, 82099.71749644238],
    [1e6, 12815504.569147611],
  ];
  for (const [x, log] of golden) assertClose(logGamma(x), log);
});

Deno.test("logGamma() is only asked for positive numbers", () => {
  assert.throws(() => logGamma(0), { name: "InvariantError" });
});
