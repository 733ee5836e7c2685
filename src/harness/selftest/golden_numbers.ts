/**
 * V5: the statistics beside figures that other programs gave for the same input. The tests of `src/stats` hold many
 * more; these few go with the tool, so that it can be tried where it runs.
 * @module
 */
import { clopperPearson } from "../../stats/clopper_pearson.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { mannWhitneyTest } from "../../stats/mann_whitney.ts";
import { mcnemarTest } from "../../stats/mcnemar.ts";
import { newcombeDifference } from "../../stats/newcombe.ts";
import { signedRankCdf } from "../../stats/signed_rank.ts";
import type { SelftestLine } from "./selftest_line.ts";

/** Largest relative error that rounding excuses. */
const TOLERANCE = 1e-9;

const TEN = [-1.197, -4.102, -1.195, 2.028, 0.675, 1.017, 1.721, -1.072, 10.725, -0.297];
const SIX = [3.355, -1.744, -5.866, 0.92, -0.041, 7.414];

/** What is computed, by name, and what it must be. */
type Golden = readonly [name: string, ours: () => number, theirs: number];

const GOLDEN: readonly Golden[] = [
  // SciPy 1.17.1, wilcoxon(..., method="exact").
  ["signed-rank P(W ≤ 8 | 10)", () => signedRankCdf(8, 10), 25 / 1024],
  ["signed-rank P(W ≤ 25 | 15)", () => signedRankCdf(25, 15), 0.023956298828125],
  ["signed-rank P(W ≤ 600 | 60)", () => signedRankCdf(600, 60), 0.009916129740945072],
  // SciPy 1.17.1: the shifts that the exact signed-rank test does not reject at 5 %.
  ["Hodges–Lehmann estimate", () => hodgesLehmann(TEN).value, 0.263],
  ["Hodges–Lehmann lower bound", () => hodgesLehmann(TEN).lo, -1.196],
  ["Hodges–Lehmann upper bound", () => hodgesLehmann(TEN).hi, 4.764],
  // SciPy 1.17.1, mannwhitneyu(..., method="exact").
  ["Mann–Whitney, exact", () => mannWhitneyTest(SIX, TEN).pGreater, 0.5211038961038961],
  // statsmodels 0.15.0: confint_proportions_2indep(56, 70, 48, 80, method="newcomb").
  ["Newcombe, lower bound", () => newcombe().lo, 0.05243147240236498],
  ["Newcombe, upper bound", () => newcombe().hi, 0.333872654036906],
  // statsmodels 0.15.0: proportion_confint(59, 60, method="beta").
  ["Clopper–Pearson, lower bound", () => clopperPearson({ successes: 59, trials: 60 }).lo, 0.910600949942513],
  // statsmodels 0.15.0: mcnemar([[30, 12], [5, 13]], exact=True).
  ["McNemar, exact", () => mcnemar().pTwoSided, 0.143463134765625],
];

function newcombe() {
  return newcombeDifference({ successes: 56, trials: 70 }, { successes: 48, trials: 80 });
}

function mcnemar() {
  return mcnemarTest({ both: 30, onlyFirst: 12, onlySecond: 5, neither: 13 });
}

/**
 * Compares the statistics with those figures.
 *
 * @returns One line: how many of them differ by more than 1e-9.
 */
export function goldenNumbers(): SelftestLine[] {
  const wrong = GOLDEN.filter(([, ours, theirs]) => !(Math.abs(ours() - theirs) <= TOLERANCE * Math.abs(theirs)));
  return [{
    id: "V5",
    what: "statistics that differ from SciPy or statsmodels by more than 1e-9",
    value: wrong.length,
    unit: "count",
    n: GOLDEN.length,
    pass: { atMost: 0 },
  }];
}
