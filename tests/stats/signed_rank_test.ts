import assert from "node:assert/strict";
import fc from "fast-check";
import { signedRankCdf, signedRankProbabilities, signedRankTest } from "../../src/stats/signed_rank.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("signedRankCdf() equals the p-values of SciPy's exact test", () => {
  // SciPy 1.17.1: wilcoxon(x, alternative="less", method="exact").pvalue, x chosen to have this rank sum.
  const golden: [w: number, n: number, probability: number][] = [
    [8, 10, 25 / 1024],
    [9, 10, 33 / 1024],
    [25, 15, 0.023956298828125],
    [52, 20, 0.02422046661376953],
    [137, 30, 0.024855060502886772],
    [600, 60, 0.009916129740945072],
  ];
  for (const [w, n, probability] of golden) assertClose(signedRankCdf(w, n), probability);
});

Deno.test("signedRankCdf() is 0 below the smallest rank sum and 1 from the largest on", () => {
  assert.equal(signedRankCdf(-1, 10), 0);
  assert.equal(signedRankCdf(-0.5, 10), 0);
  assert.equal(signedRankCdf(55, 10), 1);
  assert.equal(signedRankCdf(1e9, 10), 1);
});

Deno.test("signedRankProbabilities() is symmetric and sums to 1 up to its limit of observations", () => {
  for (const n of [0, 1, 2, 7, 60, 1_000]) {
    const probabilities = signedRankProbabilities(n);
    assert.equal(probabilities.length, n * (n + 1) / 2 + 1);
    assertClose(probabilities.reduce((sum, p) => sum + p, 0), 1);
    assertClose(
      probabilities[Math.floor(probabilities.length / 3)]!,
      probabilities.toReversed()[Math.floor(probabilities.length / 3)]!,
    );
  }
  for (const n of [-1, 2.5, 1_001, NaN]) {
    assert.throws(() => signedRankProbabilities(n), { name: "RangeError", message: /must be from 0 to 1000/ });
  }
});

Deno.test("signedRankTest() equals SciPy's exact test on samples without ties", () => {
  // SciPy 1.17.1: wilcoxon(x, alternative="greater" and "less", method="exact").
  const golden: [readonly number[], [sum: number, pGreater: number, pLess: number]][] = [
    [SIX, [12, 0.421875, 0.65625]],
    [TEN, [30, 0.4228515625, 0.615234375]],
    [FIFTEEN, [93, 0.0318603515625, 0.972320556640625]],
    [TWENTY, [108, 0.4636392593383789, 0.5508413314819336]],
  ];
  for (const [differences, [sum, pGreater, pLess]] of golden) {
    const test = signedRankTest(differences);
    assert.equal(test.positiveRankSum, sum);
    assertClose(test.pGreater, pGreater);
    assertClose(test.pLess, pLess);
  }
});

Deno.test("signedRankTest() equals SciPy's full permutation test on samples with ties, zeros dropped", () => {
  // SciPy 1.17.1: wilcoxon(x without zeros, method=PermutationMethod(n_resamples=inf)).
  assert.deepEqual(signedRankTest([1, 2, 2, -1, 3, 3, -2, 4]), {
    positiveRankSum: 30.5,
    n: 8,
    pGreater: 0.05078125,
    pLess: 0.97265625,
  });
  assert.deepEqual(signedRankTest([0, 0, 1.5, 1.5, -1.5, 2, 0, -0.5, 4, 4, 7]), {
    positiveRankSum: 32,
    n: 8,
    pGreater: 0.03125,
    pLess: 0.98046875,
  });
});

Deno.test("signedRankTest() is certain of nothing when every difference is 0", () => {
  assert.deepEqual(signedRankTest([0, 0, -0]), { positiveRankSum: 0, n: 0, pGreater: 1, pLess: 1 });
});

Deno.test("signedRankTest() exchanges its probabilities when the differences are negated", () => {
  const differences = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(differences, (sample) => {
    const test = signedRankTest(sample);
    const mirrored = signedRankTest(sample.map((d) => -d));
    assertClose(mirrored.pGreater, test.pLess);
    assertClose(mirrored.pLess, test.pGreater);
    assert.equal(mirrored.positiveRankSum + test.positiveRankSum, test.n * (test.n + 1) / 2);
  }));
});

Deno.test("signedRankTest() counts what trying all signs counts", () => {
  const magnitudes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(magnitudes, fc.nat(255), (sizes, mask) => {
      const signed = (signs: number) => sizes.map((size, i) => (signs >> i) & 1 ? size : -size);
      const observed = signedRankTest(signed(mask));
      const all = Array.from(
        { length: 2 ** sizes.length },
        (_, signs) => signedRankTest(signed(signs)).positiveRankSum,
      );
      assertClose(observed.pGreater, all.filter((sum) => sum >= observed.positiveRankSum).length / all.length);
      assertClose(observed.pLess, all.filter((sum) => sum <= observed.positiveRankSum).length / all.length);
    }),
    { numRuns: 30 },
  );
});
