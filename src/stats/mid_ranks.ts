/**
 * Ranks of a sample in which equal values share the middle of the ranks that they take up together.
 * @module
 */

/**
 * Ranks numbers by size.
 *
 * @param values The numbers, in any order.
 * @returns The rank of each value, in the order of `values`: 1 for the smallest, halves where an even number tie.
 */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  let first = 0;
  while (first < order.length) {
    let next = first + 1;
    while (next < order.length && values[order[next]!] === values[order[first]!]) next += 1;
    // Positions `first` to `next - 1` hold equal values; their ranks are one more.
    for (let i = first; i < next; i++) ranks[order[i]!] = (first + 1 + next) / 2;
    first = next;
  }
  return ranks;
}
