/**
 * What a framework said, made fit for a cell's reason: on one line, without what a terminal would act
 * upon, and not longer than somebody reads.
 * @module
 */

/** Longest text that is kept, in characters. */
const LONGEST = 400;

/** Which part of a long text says most. */
export type KeptPart = "start" | "end";

/**
 * Puts a text on one line.
 *
 * @param text Any text.
 * @param kept Which part stays when it is too long: an error's message says it first, a log says it last.
 * @returns At most 400 characters; whatever is not printed has become a space.
 */
export function oneLine(text: string, kept: KeptPart = "start"): string {
  const clean = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  if (clean.length <= LONGEST) return clean;
  return kept === "start" ? `${clean.slice(0, LONGEST - 1)}…` : `…${clean.slice(1 - LONGEST)}`;
}
