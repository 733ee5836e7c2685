/**
 * Whole numbers as the kernel writes them: digits and nothing else.
 * @module
 */

/**
 * Reads a whole number of 0 or more.
 *
 * @param text Decimal digits, with or without space around them.
 * @returns The number, or `null` where the text is anything else or too large to be exact.
 */
export function parseWholeNumber(text: string): number | null {
  const digits = text.trim();
  const value = /^\d+$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/**
 * Makes a reader of one entry among lines of `name number`, as in the kernel's `*.stat` files.
 *
 * @param name Name of the entry.
 * @returns A function that finds the entry's number in a text, or `null` where there is none.
 */
export function entryOf(name: string): (text: string) => number | null {
  return (text) => {
    const line = text.split("\n").find((line) => line.startsWith(`${name} `));
    return line === undefined ? null : parseWholeNumber(line.slice(name.length));
  };
}
