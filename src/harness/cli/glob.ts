/**
 * Patterns over names that are made of parts, such as `orchestration/deep-chain/noop`.
 * @module
 */

/**
 * Makes a test out of a pattern.
 *
 * @param pattern `*` stands for any characters of a part, `**` for any at all, `?` for one character.
 * @returns Tells whether a name, or some whole parts of it in a row, look like the pattern.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { globTest } from "./glob.ts";
 *
 * const isMeant = globTest("deep-*");
 * assert.equal(isMeant("orchestration/deep-chain/noop"), true);
 * assert.equal(isMeant("orchestration/diamond/noop"), false);
 * ```
 */
export function globTest(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/\*\*|[*?]|[^*?]+/g, (token) => {
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    return RegExp.escape(token);
  });
  const expression = new RegExp(`(?:^|/)${source}(?:/|$)`);
  return (name) => expression.test(name);
}
