/**
 * What a stretch of iterations leaves behind to be checked: small enough to be sent, and impossible
 * to get right without having done the work. Who recomputes it, and what follows from a difference,
 * is decided in `session/`.
 * @module
 */
import { EMPTY_FOLD, foldNext } from "../workload/digest.ts";

/** What a worker proves of a stretch of iterations, for the parent to recompute. */
export interface Proof {
  /** Number of the first iteration; iteration `i` ran with seed `seedOf(name, i, 0)`. */
  readonly firstIteration: number;
  /** How many there were, from 1. */
  readonly iterations: number;
  /** `fold()` of the digests of all iterations, in order. */
  readonly digestFold: number;
  /** `fold()` of the numbers of task bodies executed in each iteration, in order. */
  readonly taskFold: number;
}

/**
 * Folds the first values of a buffer that is usually longer than what it holds.
 *
 * @param values The buffer.
 * @param count How many of its values count, from the first.
 * @returns Their fold, a 32-bit unsigned integer.
 */
export function foldFirst(values: Uint32Array, count: number): number {
  let folded = EMPTY_FOLD;
  for (let i = 0; i < count; i++) folded = foldNext(folded, values[i]!);
  return folded;
}
