/**
 * The arithmetic inside a task: xorshift with 32 bits, which no compiler can skip and every language
 * computes alike. How many rounds make how much time is calibrated elsewhere.
 *
 * The loop is written out sixteen times, not for speed but so that the function is too large to be inlined.
 * A kernel that is inlined into a framework's code is compiled with it, as well or as badly as that, and the
 * same work then takes 10 to 20 % longer in one framework than in another.
 * @module
 */

/** Stands in for 0, which xorshift would never leave. */
const SEED_FOR_ZERO = 0x9e3779b9;

/**
 * Steps a xorshift32 generator.
 *
 * @param seed Where to start, a 32-bit integer; its sign does not matter, only its bits.
 * @param rounds Steps to take; 0 returns the seed, or the stand-in for a seed of 0.
 * @returns The state reached, a 32-bit unsigned integer other than 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(xorshift32(1, 1), 270369);
 * ```
 */
export function xorshift32(seed: number, rounds: number): number {
  // Signed 32-bit values stay unboxed in the loop; the sign is dropped once, at the end.
  let state = seed === 0 ? SEED_FOR_ZERO | 0 : seed | 0;
  let left = rounds;
  for (; left >= 16; left -= 16) {
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
  }
  for (; left > 0; left--) {
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
  }
  return state >>> 0;
}

/**
 * Has the kernel compiled before anything is measured, by running it for some milliseconds.
 *
 * @param rounds Rounds of one task; with 0 there is nothing to compile.
 * @returns Something that depends on all of it, so that none of it can be left out.
 */
export function heatKernel(rounds: number): number {
  let state = 1;
  for (let call = 0; call < 500; call++) state = xorshift32(state, rounds);
  return state;
}
