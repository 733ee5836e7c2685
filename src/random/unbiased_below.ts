/**
 * Integers below a bound from 32 random bits, each with the same probability.
 * @module
 */

/** How many values 32 bits have. */
const UINT32_VALUES = 2 ** 32;

/**
 * Draws an integer below a bound by rejection.
 *
 * @param bound An integer from 1 to 4,294,967,296.
 * @param uint32 Draws 32 bits.
 * @returns An integer from 0 to `bound - 1`.
 * @throws {RangeError} If `bound` is not such an integer.
 */
export function unbiasedBelow(bound: number, uint32: () => number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > UINT32_VALUES) {
    throw new RangeError(
      `Cannot draw a number as 'bound' must be an integer from 1 to ${UINT32_VALUES}: current value is ${bound}`,
    );
  }
  // As many of the lowest values are thrown away as leave a multiple of `bound`: no remainder is favoured.
  const unfair = UINT32_VALUES % bound;
  let drawn = uint32();
  while (drawn < unfair) drawn = uint32();
  return drawn % bound;
}
