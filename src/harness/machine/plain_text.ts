/**
 * Cleans what the system calls itself: names end up in result files and on terminals, where a control
 * character could do harm.
 * @module
 */

/** Longest name kept; processors and distributions need less than half of it. */
const LONGEST = 120;

/**
 * Makes one clean line of a text.
 *
 * @param text Any text.
 * @returns The text without control characters and double spaces, cut to 120 characters; `null` when
 * nothing is left.
 */
export function plainText(text: string): string | null {
  const clean = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return clean === "" ? null : [...clean].slice(0, LONGEST).join("");
}
