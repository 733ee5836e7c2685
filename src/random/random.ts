/**
 * Chance as it is passed in: whoever needs it takes a `Random`, and whoever starts the program decides
 * where it comes from. `xoshiro128.ts` holds the generator that can be replayed from a seed.
 * @module
 */

/** A source of uniformly distributed numbers. Every call moves it on. */
export interface Random {
  /**
   * Draws 32 bits.
   *
   * @returns An integer from 0 to 4,294,967,295.
   */
  uint32(): number;
  /**
   * Draws a fraction with 53 bits, all that a number holds: two draws of 32 bits.
   *
   * @returns A multiple of 2⁻⁵³, at least 0 and below 1.
   */
  float(): number;
  /**
   * Draws an integer below a bound, each with the same probability.
   *
   * @param bound An integer from 1 to 4,294,967,296.
   * @returns An integer from 0 to `bound - 1`.
   * @throws {RangeError} If `bound` is not such an integer.
   */
  below(bound: number): number;
}
