/**
 * Text as Mermaid takes it: what could mean something to it, to Markdown or to HTML becomes a number.
 * @module
 */
import { visibleText } from "./visible_text.ts";

/**
 * Writes text so that every Mermaid diagram shows it as it is.
 *
 * @param text Any text.
 * @returns Letters, digits, single blanks and a few signs between them as they are, `#…;` for all other characters.
 */
export function mermaidText(text: string): string {
  const characters = [...visibleText(text)];
  return characters.map((character, at) =>
    isHarmless(character, characters[at - 1], characters[at + 1]) ? character : `#${character.codePointAt(0)};`
  ).join("");
}

/** Signs begin something only where a word or line begins or ends. */
function isHarmless(character: string, before = " ", after = " "): boolean {
  if (isPlain(character)) return true;
  if (character === " ") return before !== " " && after !== " ";
  if (character === ",") return isPlain(before);
  return "_-.".includes(character) && isPlain(before) && isPlain(after);
}

function isPlain(character: string): boolean {
  return /^[\p{L}\p{M}\p{N}]$/u.test(character);
}
