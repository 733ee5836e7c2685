/**
 * The version of Deno that puffinbench runs on: exactly one, as another would bring another V8 and so
 * other numbers.
 * @module
 */

/** Version of the runtime that everything here is tested and measured with. */
export const DENO_PIN = "2.9.6";

/**
 * Says what is wrong with a runtime.
 *
 * @param version Version of the runtime.
 * @returns A sentence, or null when it is the pinned one.
 */
export function denoComplaint(version: string): string | null {
  if (version === DENO_PIN) return null;
  return `Cannot run on Deno ${version} as it must be Deno ${DENO_PIN}: "npx deno@${DENO_PIN}" gets that version`;
}
