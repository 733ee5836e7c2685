/**
 * How many times as long one subject takes as another. Estimated on logarithms, where twice and half
 * are equally far from 1, so that exchanging the subjects inverts the answer exactly.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import type { ForkPair } from "./fork_pairs.ts";

/**
 * Estimates the subject's time divided by the reference's.
 *
 * @param pairs Runs of the subject beside runs of the reference.
 * @returns The ratio, above 0; or null where there is none: no pass has both, or a clock too coarse for
 * the sample read 0. Fewer than 6 pairs give bounds of 0 and infinity.
 */
export function pairedRatio(pairs: readonly ForkPair[]): Estimate | null {
  // Leaving out only the pairs with a 0 would favour the slower readings of that subject.
  const hasRatio = pairs.every(({ subjectNs, referenceNs }) => subjectNs > 0 && referenceNs > 0);
  if (pairs.length === 0 || !hasRatio) return null;
  const logRatio = hodgesLehmann(
    pairs.map(({ subjectNs, referenceNs }) => Math.log(subjectNs) - Math.log(referenceNs)),
  );
  return { ...logRatio, value: Math.exp(logRatio.value), lo: Math.exp(logRatio.lo), hi: Math.exp(logRatio.hi) };
}
