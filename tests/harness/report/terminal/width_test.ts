import assert from "node:assert/strict";
import fc from "fast-check";
import { inertText } from "../../../../src/harness/report/inert_text.ts";
import { beginning, displayWidth } from "../../../../src/harness/report/terminal/width.ts";

Deno.test("displayWidth() counts columns, not code units", () => {
  const table: [text: string, columns: number][] = [
    ["", 0],
    ["plain", 5],
    ["11.2 µs ±0.1", 12],
    ["e\u0301", 1],
    ["図書館", 6],
    ["ﾊﾝｶｸ", 4],
    ["한국어", 6],
    ["🚀", 2],
    ["❤️", 2],
    ["❤", 1],
    ["👩‍🚀", 2],
    ["🇳🇱", 2],
    ["▁▂▃█", 4],
    ["\ufffd", 1],
  ];
  for (const [text, columns] of table) assert.equal(displayWidth(text), columns, text);
});

Deno.test("beginning() never cuts a character in two", () => {
  assert.equal(beginning("図書館", 5), "図書");
  assert.equal(beginning("👩‍🚀x", 1), "");
  assert.equal(beginning("e\u0301a", 1), "e\u0301");
});

Deno.test("beginning() never takes more columns than it may", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, columns) => {
    assert.ok(displayWidth(beginning(inertText(text), columns)) <= columns);
  }));
});
