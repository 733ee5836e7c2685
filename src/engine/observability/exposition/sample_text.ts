/**
 * Names, labels and numbers of one line, as the text formats of Prometheus and of OpenMetrics both write them.
 * @module
 */

/** Names and values of labels. */
export type Labels = readonly (readonly [name: string, value: string])[];

/**
 * Pairs names and values.
 *
 * @param names Names of the labels.
 * @param values Their values, in the same order.
 * @returns Pairs.
 */
export function labelPairs(names: readonly string[], values: readonly string[]): Labels {
  return names.map((name, i) => [name, values[i]!] as const);
}

/**
 * Writes labels.
 *
 * @param labels Names and values.
 * @returns Them in braces; nothing if there are none.
 */
export function labelText(labels: Labels): string {
  if (labels.length === 0) return "";
  return `{${labels.map(([name, value]) => `${name}="${escapeQuoted(value)}"`).join(",")}}`;
}

/**
 * Writes a text as both formats have it inside quotes.
 *
 * @param text Any text.
 * @returns The text without line breaks and unescaped quotes.
 */
export function escapeQuoted(text: string): string {
  return text.replace(/[\\"\n]/g, (character) => character === "\n" ? "\\n" : `\\${character}`);
}

/**
 * Writes a number.
 *
 * @param value What was recorded, which is finite, or the bound of a bucket.
 * @returns Its shortest text that gives the same number again.
 */
export function numberText(value: number): string {
  return value === Infinity ? "+Inf" : String(value);
}

/**
 * Adds up the counts of buckets: the formats count in each bucket all that is in those before.
 *
 * @param counts Observations per bucket.
 * @returns Observations up to each bucket.
 */
export function addedUp(counts: readonly number[]): readonly number[] {
  let total = 0;
  return counts.map((count) => total += count);
}
