/**
 * A large sample told by a few of its values, evenly spaced by rank: it keeps the shape and lets
 * methods whose cost grows with the square of the sample finish.
 * @module
 */

/**
 * Picks values evenly by rank.
 *
 * @param ordered Values in ascending order.
 * @param most How many to keep at most, 1 or more.
 * @returns The values themselves if there are no more than that; else `most` of them, in ascending order.
 */
export function thinned(ordered: Float64Array, most: number): Float64Array {
  if (ordered.length <= most) return ordered;
  // The middle of each of `most` equal stretches, so that neither end is favoured.
  return Float64Array.from({ length: most }, (_, i) => ordered[Math.floor((i + 0.5) * ordered.length / most)]!);
}
