/**
 * PuffinFlow against one other framework in one benchmark. There is no score over several: a duel is
 * decided by its own interval or not at all.
 * @module
 */
import { covers, type Estimate } from "../../stats/estimate.ts";

/** How far two subjects may be apart, in either direction, and still count as equally fast. */
export const TIE_MARGIN = 0.05;

/** How a duel ended that could be fought, from PuffinFlow's side. */
export type DuelOutcome =
  /** PuffinFlow is faster: the whole interval is below 1. */
  | "win"
  /** The whole interval is within {@linkcode TIE_MARGIN}, on whichever side of 1. */
  | "tie"
  /** PuffinFlow is slower: the whole interval is above 1. */
  | "lose"
  /** The interval covers 1 and reaches beyond the margin: more processes are needed. */
  | "undecided";

/** Why there was no duel. */
export type NoDuelReason =
  | "puffinflow-not-measured"
  | "rival-not-measured"
  /** The rival is written in another language, and tasks compute: the ratio would be that of the languages. */
  | "other-language"
  /** No pass has both, or a clock too coarse for the sample read 0. */
  | "no-ratio";

/** PuffinFlow against one rival. */
export type Duel =
  | {
    readonly rival: string;
    readonly outcome: DuelOutcome;
    /** PuffinFlow's time divided by the rival's: below 1 where PuffinFlow is faster. */
    readonly ratio: Estimate;
  }
  | { readonly rival: string; readonly outcome: "not-compared"; readonly reason: NoDuelReason };

/**
 * Decides a duel.
 *
 * @param ratio PuffinFlow's time divided by the rival's.
 * @returns The outcome; exchanging the two exchanges "win" and "lose" and nothing else.
 */
export function outcomeOf(ratio: Estimate): DuelOutcome {
  // First, because a difference that is certain but too small to matter is no victory for anyone.
  if (1 / (1 + TIE_MARGIN) <= ratio.lo && ratio.hi <= 1 + TIE_MARGIN) return "tie";
  if (covers(ratio, 1)) return "undecided";
  return ratio.value < 1 ? "win" : "lose";
}
