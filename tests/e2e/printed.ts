/**
 * What holds for everything that is printed to a file or a pipe.
 */
import assert from "node:assert/strict";

/** Asserts that a text fits into 80 columns and has no escape sequences in it. */
export function assertPlain(text: string): void {
  assert.ok(!text.includes("\x1b"), text);
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const line of text.split("\n")) {
    const columns = [...segmenter.segment(line)].length;
    assert.ok(columns <= 80, `${columns} columns: ${line}`);
  }
}
