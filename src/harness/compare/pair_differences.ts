/**
 * How two arms differ in the pairs of processes that were alive together, as logarithms of ratios: one
 * number a pair, on which every decision rests.
 * @module
 */
import { median } from "../../stats/median.ts";
import type { Fork } from "../session/result.ts";

/** What can be compared of two processes, in the names of their readings. */
export type ComparedReading = "cpuNs" | "wallNs" | "allocatedBytes";

/** A process of the reference and one of the candidate that were alive together. */
export interface ForkCouple {
  readonly reference: Fork;
  readonly candidate: Fork;
}

/** The processes of two arms. */
export interface TwoArms {
  readonly reference: readonly Fork[];
  readonly candidate: readonly Fork[];
}

/**
 * Pairs processes by pass.
 *
 * @param arms The processes of both, in any order.
 * @returns A couple for each pass that both have, in the order of passes.
 */
export function couplesOf({ reference, candidate }: TwoArms): ForkCouple[] {
  const byPass = new Map(candidate.map((fork) => [fork.pass, fork]));
  return reference.toSorted((a, b) => a.pass - b.pass).flatMap((fork) => {
    const partner = byPass.get(fork.pass);
    return partner === undefined ? [] : [{ reference: fork, candidate: partner }];
  });
}

/**
 * Compares the processes of a couple.
 *
 * Times are compared round by round, as what disturbs a round disturbs both of its samples. Allocated bytes
 * are compared by their medians: they do not depend on the machine.
 *
 * @param couple The processes.
 * @param reading What to compare.
 * @returns Logarithm of candidate ÷ reference; `null` where a reading is 0, which has no ratio.
 */
export function pairDifference({ reference, candidate }: ForkCouple, reading: ComparedReading): number | null {
  const [a, b] = [reference[reading], candidate[reading]];
  const isMatched = reading !== "allocatedBytes" && a.length === b.length && reference.batch === candidate.batch;
  if (isMatched && [...a, ...b].every((value) => value > 0)) {
    return median(b.map((value, round) => Math.log(value) - Math.log(a[round]!)));
  }
  const [before, after] = [median(a) / reference.batch, median(b) / candidate.batch];
  return before > 0 && after > 0 ? Math.log(after) - Math.log(before) : null;
}
