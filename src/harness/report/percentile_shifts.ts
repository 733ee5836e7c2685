/**
 * Which of a benchmark's runs changed: how each percentile differs between two arms, in the pairs of processes that
 * were alive together. Where all shift alike every run pays; where high ones shift more the tail does.
 * @module
 */
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { quantileOf, valuesNeeded } from "../../stats/quantile.ts";
import { type ComparedReading, couplesOf, type TwoArms } from "../compare/pair_differences.ts";
import type { PercentileModel } from "./model.ts";

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;
/** Samples of a single process that have to lie beyond a percentile; all processes together need as many as any. */
const LEAST_BEYOND_IN_ONE = 5;

/**
 * Compares percentiles.
 *
 * @param arms The processes of both arms.
 * @param reading What to compare.
 * @returns Relative change of each percentile that every process has samples enough for; none where a reading is 0.
 */
export function percentileShifts(arms: TwoArms, reading: ComparedReading): PercentileModel[] {
  const couples = couplesOf(arms).map(({ reference, candidate }) =>
    [reference, candidate].map((fork) => fork[reading].map((total) => total / fork.batch))
  );
  const readings = couples.flat();
  if (couples.length === 0 || readings.some((values) => values.some((value) => value <= 0))) return [];
  const fewest = Math.min(...readings.map((values) => values.length));
  const isSupported = (share: number) =>
    couples.length * fewest >= valuesNeeded(share) && fewest * Math.min(share, 1 - share) >= LEAST_BEYOND_IN_ONE;
  return SHARES.filter(isSupported).map((share) => {
    const logRatios = couples.map(([before, now]) => Math.log(quantileOf(now!, share) / quantileOf(before!, share)));
    const { value, lo, hi, ...rest } = hodgesLehmann(logRatios);
    return { share, estimate: { ...rest, value: Math.expm1(value), lo: Math.expm1(lo), hi: Math.expm1(hi) } };
  });
}
