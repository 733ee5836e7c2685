/**
 * Digests that prove work was done: FNV-1a with 32 bits, over the text that seeds a run and over the
 * outputs of tasks and runs. The same algorithm in any language gives the same number, so a worker
 * written in another one can be proved too. What is digested, and when, is decided elsewhere.
 * @module
 */

const FNV_PRIME = 0x01000193;

/** The fold of no values: where {@linkcode foldNext} starts. */
export const EMPTY_FOLD = 0x811c9dc5;

/**
 * Draws the seed of one task of one iteration, so that no two iterations compute the same and a
 * remembered answer is a wrong one.
 *
 * @param name Seed name of the workload; ASCII, as bytes and characters are taken for the same.
 * @param iteration Number of the iteration, from 0.
 * @param task Number of the task, 0 for the run as a whole.
 * @returns A 32-bit unsigned integer.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(seedOf("single", 0, 0), 4249601);
 * ```
 */
export function seedOf(name: string, iteration: number, task: number): number {
  const text = `${name}/${iteration}/${task}`;
  let hash = EMPTY_FOLD;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

/**
 * Continues a fold by one value, for streams too long to be kept.
 *
 * @param folded Fold of the values so far, {@linkcode EMPTY_FOLD} for none.
 * @param value The next value, a 32-bit unsigned integer.
 * @returns Fold of the values including this one, a 32-bit unsigned integer.
 */
export function foldNext(folded: number, value: number): number {
  let hash = Math.imul(folded ^ (value & 0xff), FNV_PRIME);
  hash = Math.imul(hash ^ ((value >>> 8) & 0xff), FNV_PRIME);
  hash = Math.imul(hash ^ ((value >>> 16) & 0xff), FNV_PRIME);
  hash = Math.imul(hash ^ (value >>> 24), FNV_PRIME);
  return hash >>> 0;
}

/**
 * Digests values in their order: each counts as four bytes, the lowest first.
 *
 * @param values 32-bit unsigned integers.
 * @returns A 32-bit unsigned integer; {@linkcode EMPTY_FOLD} if there are no values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(fold([1, 2]), foldNext(foldNext(EMPTY_FOLD, 1), 2));
 * ```
 */
export function fold(values: readonly number[]): number {
  let folded = EMPTY_FOLD;
  for (const value of values) folded = foldNext(folded, value);
  return folded;
}
