import assert from "node:assert/strict";
import { clopperPearson } from "../../src/stats/clopper_pearson.ts";
import { wilsonInterval } from "../../src/stats/wilson.ts";
import { assertClose } from "./close_to.ts";

Deno.test("clopperPearson() equals statsmodels' exact interval", () => {
  // statsmodels 0.15.0: proportion_confint(successes, trials, 1 - confidence, method="beta").
  const golden: [successes: number, trials: number, confidence: number, lo: number, hi: number][] = [
    [59, 60, 0.95, 0.910600949942513, 0.999578125547658],
    [0, 20, 0.95, 0, 0.1684334709830853],
    [20, 20, 0.95, 0.8315665290169147, 1],
    [7, 23, 0.95, 0.13210287969809992, 0.5291916660085065],
    [7, 23, 0.9, 0.15247968742967719, 0.49643508371406275],
    [1, 1, 0.95, 0.025, 1],
    [300, 10_000, 0.99, 0.02578061964857887, 0.03467336390386947],
  ];
  for (const [successes, trials, confidence, lo, hi] of golden) {
    const estimate = clopperPearson({ successes, trials }, { confidence });
    assert.equal(estimate.value, successes / trials);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.deepEqual([estimate.confidence, estimate.n], [confidence, trials]);
  }
});

Deno.test("clopperPearson() is never shorter than the score interval", () => {
  for (let successes = 0; successes <= 12; successes++) {
    const exact = clopperPearson({ successes, trials: 12 });
    const score = wilsonInterval({ successes, trials: 12 });
    assert.ok(exact.hi - exact.lo >= score.hi - score.lo);
  }
});
