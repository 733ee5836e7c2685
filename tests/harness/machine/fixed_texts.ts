/**
 * Files that hold what a test says and nothing else.
 * @module
 */
import type { TextSource, Unreadable } from "../../../src/harness/machine/text_source.ts";

/** Texts by path. A path that is not listed does not exist. */
export type Texts = Readonly<Record<string, string>>;

export const REFUSED: Unreadable = { kind: "refused", why: "no permission" };

/** Files with fixed texts. */
export function fixedTexts(texts: Texts): TextSource {
  return { read: (path) => texts[path] ?? { kind: "absent", why: "not on this system" } };
}

/** Files of which none may be read. */
export const refusedTexts: TextSource = { read: () => REFUSED };

/** Files that all hold the same. */
export function sameTextEverywhere(text: string): TextSource {
  return { read: () => text };
}
