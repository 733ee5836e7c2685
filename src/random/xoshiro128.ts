/**
 * The generator behind everything that is drawn and must be drawn again the same way: xoshiro128++ 1.0
 * of Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021). 32-bit arithmetic
 * suits this runtime, its period is 2¹²⁸ − 1, and it passes the usual test batteries. It is no
 * source of secrets.
 * @module
 */
import { invariant } from "../invariant.ts";
import type { Random } from "./random.ts";
import { splitmix32 } from "./splitmix32.ts";
import { unbiasedBelow } from "./unbiased_below.ts";

/** How many values 32 bits have. */
const UINT32_VALUES = 2 ** 32;

/** The four words that a generator goes on from. */
export type Xoshiro128State = readonly [number, number, number, number];

/** xoshiro128++, started from a state. {@linkcode randomFromSeed} starts it from a seed. */
export class Xoshiro128 implements Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /**
   * Starts a generator.
   *
   * @param state Four integers, of which the low 32 bits count; not all 0, or it would draw nothing else.
   */
  constructor(state: Xoshiro128State) {
    [this.#a, this.#b, this.#c, this.#d] = state;
    invariant((this.#a | this.#b | this.#c | this.#d) !== 0, "A xoshiro128++ state has a bit that is set");
  }

  /** Draws 32 bits: one step of the generator. */
  uint32(): number {
    const drawn = (rotated(this.#a + this.#d, 7) + this.#a) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotated(this.#d, 11);
    return drawn;
  }

  /** Draws a fraction of 53 bits: 27 from a first draw above 26 from a second. */
  float(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Draws an integer below `bound`. */
  below(bound: number): number {
    return unbiasedBelow(bound, () => this.uint32());
  }
}

/**
 * Starts a generator from a seed: equal seeds give equal numbers, on any machine.
 *
 * @param seed An integer from 0 to 4,294,967,295.
 * @returns A generator of its own, which nobody else moves on.
 * @throws {RangeError} If `seed` is not such an integer.
 */
export function randomFromSeed(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed >= UINT32_VALUES) {
    throw new RangeError(
      `Cannot start a generator as 'seed' must be an integer from 0 to ${UINT32_VALUES - 1}: current value is ${seed}`,
    );
  }
  const [a, b, c, d] = splitmix32(seed, 4);
  return new Xoshiro128([a!, b!, c!, d!]);
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
