/**
 * Text that does nothing but show itself. Names and reasons come from frameworks and from users' files, so
 * every report makes them harmless first: no control characters, nothing invisible, nothing that turns the
 * direction of writing. What a format needs escaped besides is its own business.
 * @module
 */

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Makes text harmless: line breaks and tabs become one space, other control characters a replacement
 * sign, invisible formatting characters nothing.
 *
 * @param text Text from anywhere.
 * @returns Text that moves the cursor to the right and does nothing else.
 */
export function inertText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed()
    .replace(/\s*[^\S ]\s*/g, " ")
    .replace(/[\p{Cc}\p{Noncharacter_Code_Point}]/gu, "\ufffd")
    .replace(/\p{Cf}/gu, "");
}

/**
 * Shortens harmless text for places where a long name would push everything else away.
 *
 * @param text Harmless text.
 * @param mostCharacters Most code points of the answer, the mark of the cut included; 1 or more.
 * @returns The text, or its beginning with `…`.
 */
export function shortened(text: string, mostCharacters: number): string {
  // A code point has at least one unit: short text needs no counting.
  if (text.length <= mostCharacters) return text;
  const codePoints = Array.from(text);
  if (codePoints.length <= mostCharacters) return text;
  return `${codePoints.slice(0, mostCharacters - 1).join("").trimEnd()}…`;
}
