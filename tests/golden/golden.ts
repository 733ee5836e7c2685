/**
 * Compares text with a file that a person has looked at. `UPDATE_GOLDEN=1 deno test -A tests/` writes
 * the files anew; the diff is then to be read like any other change.
 * @module
 */
import assert from "node:assert/strict";

/**
 * Fails unless a text is what the golden file says.
 *
 * @param name Name of the file in this folder.
 * @param actual The text.
 */
export async function assertGolden(name: string, actual: string): Promise<void> {
  const path = new URL(name, import.meta.url);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") await Deno.writeTextFile(path, actual);
  assert.equal(actual, await Deno.readTextFile(path), `${name} differs; UPDATE_GOLDEN=1 writes it anew`);
}
