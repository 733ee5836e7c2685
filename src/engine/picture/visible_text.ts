/**
 * Text that may come from anywhere, such as names of states, made fit to be drawn.
 * @module
 */

/**
 * Makes what cannot be seen visible, on one line.
 *
 * @param text Any text.
 * @returns The text with a sign of its own for each control character, `␊` for a line break, and `�` for what is none.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "␡";
    return character === "\u2028" || character === "\u2029" ? "␤" : "�";
  });
}
