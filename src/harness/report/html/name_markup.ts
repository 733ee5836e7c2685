/**
 * Names from results as they are set everywhere: harmless, in their own direction, and not so long that they push
 * away what they name. The data that a page carries has them in full.
 * @module
 */
import { inertText, shortened } from "../inert_text.ts";
import { type Html, html } from "./markup.ts";

/** Most characters of a name, a sentence's length. */
const LONGEST_NAME = 120;

/**
 * Sets a name.
 *
 * @param name Text from anywhere.
 * @param mostCharacters Where it is cut off. @default {120}
 * @returns The name.
 */
export function nameHtml(name: string, mostCharacters: number = LONGEST_NAME): Html {
  return html`<bdi>${shortened(inertText(name), mostCharacters)}</bdi>`;
}
