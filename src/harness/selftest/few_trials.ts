/**
 * What a pass line is worth where there were only a few trials. The method's limits are for the full self-test;
 * the reduced one widens them by what chance does to so few trials, so that it fails a method that is wrong and
 * hardly ever one that is right.
 * @module
 */
import { incompleteBeta } from "../../stats/incomplete_beta.ts";
import type { Effort, PassLine, SelftestLine } from "./selftest_line.ts";

/** Probability that a method which just keeps a limit is failed by chance; one that is right keeps it with room. */
const FAILED_BY_CHANCE = 0.005;

/**
 * Widens the limits of a share.
 *
 * @param pass Limits of the true share.
 * @param trials Trials that the measured share rests on, 1 or more.
 * @returns Limits of the measured share, as far away as chance takes one of so many trials in 200 self-tests.
 */
export function widened({ atLeast, atMost }: PassLine, trials: number): PassLine {
  return {
    ...(atLeast === undefined ? {} : { atLeast: 1 - mostByChance(1 - atLeast, trials) / trials }),
    ...(atMost === undefined ? {} : { atMost: mostByChance(atMost, trials) / trials }),
  };
}

/** Trials that a share was measured by. */
export interface Trials {
  readonly effort: Effort;
  /** Trials that were made, 1 or more. */
  readonly n: number;
  /** Trials that this effort asks for. */
  readonly planned: number;
}

/**
 * Writes down what a share rests on, and the limits that it therefore has to keep.
 *
 * @param pass Limits of the true share.
 * @param trials The trials.
 * @returns The limits as they are after a full self-test, else widened; how many trials are missing, if any.
 */
export function heldTo(
  pass: PassLine,
  { effort, n, planned }: Trials,
): Pick<SelftestLine, "n" | "pass"> & { readonly planned?: number } {
  if (n < planned) return { n, planned, pass: widened(pass, n) };
  return { n, pass: effort === "full" ? pass : widened(pass, n) };
}

/** Largest count that is still to be expected of so many trials. */
function mostByChance(share: number, trials: number): number {
  let most = Math.floor(share * trials);
  while (most < trials && probabilityOfMore(most, { share, trials }) > FAILED_BY_CHANCE) most++;
  return most;
}

/** A binomial tail is a beta tail (DLMF 8.17.5). */
function probabilityOfMore(count: number, { share, trials }: { share: number; trials: number }): number {
  return incompleteBeta(share, { a: count + 1, b: trials - count });
}
