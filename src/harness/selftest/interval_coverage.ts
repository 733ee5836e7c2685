/**
 * V3: how often the interval of a ratio holds the ratio that was put into the data. Pairs are drawn as a noisy host
 * gives them: heavy tails, and a drift that both arms of a pair share.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { covers, type Estimate } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { median } from "../../stats/median.ts";
import type { Effort, SelftestLine } from "./selftest_line.ts";
import { correlated, drawn, heavyTailed } from "./synthetic_noise.ts";

/** Pairs of one comparison: those of the gate. */
const PAIRS = 15;
/** Deviation of one process, as a logarithm. */
const PROCESS_NOISE = 0.04;
/** Deviation of the host from pair to pair. */
const HOST_NOISE = 0.1;
/** Changes that are put in. */
const TRUE_CHANGES: readonly number[] = [0, 0.02, 0.05, 0.1, 0.2];

/** Share of the 95 % intervals that have to hold the truth: fewer is a false promise, more is a blunt method. */
export const COVERAGE_LIMITS = { atLeast: 0.92, atMost: 0.98 } as const;
/** Largest median error of an estimated change. */
export const ERROR_LIMIT = 0.01;

/**
 * Measures the coverage of the intervals and the error of the estimates.
 *
 * @param random Where chance comes from.
 * @param effort How thorough to be.
 * @param estimate The method that is tried. @default {hodgesLehmann}
 * @returns A line for the coverage, one for the error.
 */
export function intervalCoverage(
  random: Random,
  effort: Effort,
  estimate: (logRatios: readonly number[]) => Estimate = hodgesLehmann,
): SelftestLine[] {
  const perChange = effort === "full" ? 800 : 200, errors: number[] = [];
  let covered = 0;
  for (const change of TRUE_CHANGES) {
    const truth = Math.log1p(change);
    for (let i = 0; i < perChange; i++) {
      const found = estimate(logRatios(random, truth));
      if (covers(found, truth)) covered++;
      errors.push(Math.abs(Math.expm1(found.value) - change));
    }
  }
  const n = TRUE_CHANGES.length * perChange;
  return [
    {
      id: "V3",
      what: "95 % intervals that hold the true ratio",
      value: covered / n,
      unit: "share",
      n,
      pass: COVERAGE_LIMITS,
    },
    {
      id: "V3",
      what: "median error of the estimated change",
      value: median(errors),
      unit: "share",
      n,
      pass: { atMost: ERROR_LIMIT },
    },
  ];
}

/** What the pairs of one comparison give: the host moves both arms of a pair alike. */
function logRatios(random: Random, truth: number): number[] {
  const host = correlated(random, 0.5);
  return drawn(PAIRS, () => {
    const level = HOST_NOISE * host(random);
    const first = level + PROCESS_NOISE * heavyTailed(random);
    const second = level + truth + PROCESS_NOISE * heavyTailed(random);
    return second - first;
  });
}
