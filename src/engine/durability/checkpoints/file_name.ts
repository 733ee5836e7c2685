/**
 * Names of files made of any text: different texts give different names, also where capitals do not count, and no name
 * leads out of its directory.
 * @module
 */
import { createHash } from "node:crypto";

/** Longest name that every file system takes, with room for an ending. */
const LONGEST = 200;
/** How much of a long text is kept for whoever looks at the directory. */
const KEPT = 120;

/**
 * Makes a name.
 *
 * @param text Well-formed text, not empty.
 * @returns Lower-case letters, digits, `-`, `_` and `%`.
 */
export function fileNameOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let name = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    name += /[a-z0-9_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, "0")}`;
  }
  // No name of the other kind has a tilde.
  return name.length <= LONGEST ? name : `${name.slice(0, KEPT)}~${createHash("sha256").update(bytes).digest("hex")}`;
}
