/**
 * Finds what somebody meant who misspelled a name.
 * @module
 */

/**
 * Finds the name that a misspelled word is nearest to.
 *
 * @param word What was written.
 * @param names The names there are.
 * @returns The name that the word begins, or else the nearest one within a third of its length in
 * slips of the pen; undefined when there is none. The first wins among equals.
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  if (given !== "") {
    const begun = names.find((name) => name.toLowerCase().startsWith(given));
    if (begun !== undefined) return begun;
  }
  let best: string | undefined;
  let fewest = Infinity;
  for (const name of names) {
    const slips = slipsBetween(given, name.toLowerCase());
    if (slips < fewest && slips <= Math.max(1, Math.floor(name.length / 3))) [best, fewest] = [name, slips];
  }
  return best;
}

/**
 * Counts the slips that turn one word into another (Damerau–Levenshtein, each part touched once).
 *
 * @param from One word.
 * @param to The other.
 * @returns Fewest letters left out, added, mistaken, or exchanged with their neighbour.
 */
export function slipsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const mistaken = from[row - 1] === to[column - 1] ? 0 : 1;
      let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + mistaken);
      const exchanged = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && exchanged) slips = Math.min(slips, beforeLast[column - 2]! + 1);
      current.push(slips);
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length]!;
}
