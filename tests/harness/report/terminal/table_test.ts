import assert from "node:assert/strict";
import fc from "fast-check";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { span } from "../../../../src/harness/report/terminal/line.ts";
import { type Column, drawRow, layOut, type Row } from "../../../../src/harness/report/terminal/table.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";

const FACE: Face = { width: 40, color: "off", charset: "unicode" };
const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "right", gap: 2 },
  { align: "left", gap: 2 },
];

const cells = (...texts: string[]): Row => ({ kind: "cells", cells: texts.map((text) => [span(text)]) });

function draw(rows: readonly Row[], face: Face = FACE): string[] {
  const layout = layOut(COLUMNS, rows, face);
  return rows.map((row) => drawRow(COLUMNS, row, { layout, face }));
}

Deno.test("drawRow() lines cells up on the side of their column", () => {
  assert.deepEqual(draw([cells("name", "9 ms", "fastest"), cells("longer name", "11.2 ms", "2× slower")]), [
    "name            9 ms  fastest",
    "longer name  11.2 ms  2× slower",
  ]);
});

Deno.test("drawRow() lines up cells of wide characters", () => {
  assert.deepEqual(draw([cells("図書", "1", ""), cells("abcd", "2", "")]), ["図書  1", "abcd  2"]);
});

Deno.test("drawRow() writes a note in place of numbers", () => {
  const failed: Row = { kind: "note", name: [span("name")], note: [span("failed: it threw")] };
  assert.deepEqual(draw([cells("other name", "1", "x"), failed]), ["other name  1  x", "name        failed: it threw"]);
});

Deno.test("layOut() shortens names before it leaves out a column", () => {
  const number = "123.45 ms";
  assert.deepEqual(draw([cells("a name of thirty characters ok", number, "12.3× slower")]), [
    "a name of thir…  123.45 ms  12.3× slower",
  ]);
});

Deno.test("layOut() leaves out the last column whole when it does not fit", () => {
  assert.deepEqual(draw([cells("a name", "123.45 ms", "y".repeat(26))]), ["a name  123.45 ms"]);
});

Deno.test("drawRow() stays within the face whatever the names are", () => {
  const name = fc.oneof(fc.string({ unit: "grapheme" }), fc.constant("長い名前".repeat(20)));
  fc.assert(fc.property(name, name, fc.constantFrom<Face["charset"]>("unicode", "ascii"), (first, second, charset) => {
    const rows: Row[] = [
      cells(first, "123.4 ms", "≤ resolution"),
      { kind: "note", name: [span(second)], note: [span(first + second)] },
    ];
    for (const line of draw(rows, { ...FACE, charset })) assert.ok(displayWidth(line) <= 40, line);
  }));
});
