/**
 * Stretches one 32-bit seed to as many well-mixed words as a larger generator needs to start from.
 *
 * The scheme is that of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014),
 * at 32 bits: a counter that grows by the golden ratio, each value scrambled by the finalizer of
 * Appleby's MurmurHash3.
 * @module
 */

/** 2³² divided by the golden ratio, made odd: the counter visits every 32-bit value before any twice. */
const GOLDEN_GAMMA = 0x9e3779b9;

/**
 * Lists the first words that a seed gives. The scrambling is one-to-one, so no word comes twice within
 * 2³² of them, and at most one is 0.
 *
 * @param seed An integer; only its low 32 bits count.
 * @param count How many words.
 * @returns `count` integers from 0 to 4,294,967,295.
 */
export function splitmix32(seed: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => scrambled(seed + Math.imul(i + 1, GOLDEN_GAMMA)));
}

function scrambled(counter: number): number {
  let word = counter | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
