/**
 * What the reading of an open loop may be used for, and what is wrong with it if it may not. Thresholds and
 * arithmetic alone; the loop itself is `open_loop.ts`, wording is left to reports.
 * @module
 */
import type { OpenLoopReading } from "./open_loop.ts";

/** Share of waits that the generator may oversleep by more than a millisecond. */
export const OVERSLEPT_SHARE = 0.01;
/**
 * Share of requests that may be issued more than a millisecond late. One pause makes many requests late, which a
 * generator that is awake makes up for; one that never catches up is too slow for the rate.
 */
export const LATE_SHARE = 0.1;
/** Share of the offered rate below which the system counts as saturated. */
export const SATURATED_SHARE = 0.99;

/** What is wrong with a reading. */
export type LoadDoubt =
  /** The generator overslept this share of its waits. */
  | { readonly kind: "overslept"; readonly share: number }
  /** The generator issued this share of its requests late: it could not keep the rate. */
  | { readonly kind: "behind"; readonly share: number }
  /** So much had piled up that the loop was stopped. */
  | { readonly kind: "backlog" }
  /** So many requests failed. */
  | { readonly kind: "errors"; readonly count: number }
  /** The system answered at this share of the offered rate. */
  | { readonly kind: "slow"; readonly share: number };

/** What a reading may be used for. */
export type LoadVerdict =
  | { readonly verdict: "valid"; readonly doubt: null }
  /** The system did not keep up: its percentiles depend on how long one waits. */
  | { readonly verdict: "saturated"; readonly doubt: LoadDoubt }
  /** The generator did not keep up: the reading says nothing about the system. */
  | { readonly verdict: "void"; readonly doubt: LoadDoubt };

/**
 * Judges a reading.
 *
 * @param reading The reading.
 * @returns What it may be used for, and what is wrong with it if not for everything.
 */
export function loadVerdict(reading: OpenLoopReading): LoadVerdict {
  const { oversleptShare, lateShare, isOverrun, errors, achievedPerS, offeredPerS } = reading;
  if (oversleptShare > OVERSLEPT_SHARE) {
    return { verdict: "void", doubt: { kind: "overslept", share: oversleptShare } };
  }
  if (lateShare > LATE_SHARE) return { verdict: "void", doubt: { kind: "behind", share: lateShare } };
  if (isOverrun) return { verdict: "saturated", doubt: { kind: "backlog" } };
  if (errors > 0) return { verdict: "saturated", doubt: { kind: "errors", count: errors } };
  const share = offeredPerS === 0 ? 1 : achievedPerS / offeredPerS;
  if (share < SATURATED_SHARE) return { verdict: "saturated", doubt: { kind: "slow", share } };
  return { verdict: "valid", doubt: null };
}
