/**
 * Compares markup with a file that a person has looked at, an element a line so that differences can be read.
 * @module
 */
import assert from "node:assert/strict";
import type { Html } from "../../../../src/harness/report/html/markup.ts";
import { assertGolden } from "../../../golden/golden.ts";

/**
 * Fails unless markup is what the golden file says.
 *
 * @param name Name of the file.
 * @param markup The markup.
 */
export async function assertGoldenMarkup(name: string, markup: Html | null): Promise<void> {
  assert.notEqual(markup, null);
  await assertGolden(name, `${String(markup).replaceAll("><", ">\n<")}\n`);
}
