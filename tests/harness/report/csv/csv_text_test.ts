import assert from "node:assert/strict";
import fc from "fast-check";
import { csvText, type CsvValue } from "../../../../src/harness/report/csv/csv_text.ts";
import { inertText } from "../../../../src/harness/report/inert_text.ts";
import { hostileText } from "../hostile_model.ts";
import { readCsv } from "./csv_reader.ts";

Deno.test("csvText() writes what RFC 4180 asks for", () => {
  assert.equal(csvText(["a", "b c"], [["x,y", 'say "hi"'], [1.5, null]]), 'a,"b c"\r\n"x,y","say ""hi"""\r\n1.5,\r\n');
});

Deno.test("csvText() leaves a field empty where a number is not finite", () => {
  assert.equal(csvText(["a", "b", "c"], [[NaN, Infinity, -Infinity]]), "a,b,c\r\n,,\r\n");
});

Deno.test("csvText() guards text that a spreadsheet would calculate, and no number", () => {
  const table: [value: CsvValue, field: string][] = [
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(1)", "'@SUM(1)"],
    ["＝1", "'＝1"],
    [-1, "-1"],
    ["a=1", "a=1"],
    [true, "true"],
  ];
  for (const [value, field] of table) assert.equal(csvText(["x"], [[value]]), `x\r\n${field}\r\n`);
});

Deno.test("csvText() is read back as it was written, whatever the text", () => {
  fc.assert(fc.property(fc.array(fc.tuple(hostileText(), hostileText()), { maxLength: 4 }), (rows) => {
    const [header, ...read] = readCsv(csvText(["a", "b"], rows));
    assert.deepEqual(header, ["a", "b"]);
    assert.equal(read.length, rows.length);
    for (const [index, fields] of read.entries()) {
      for (const [column, field] of fields.entries()) {
        assert.doesNotMatch(field, /^\s*[=+\-@＝＋－＠]|[\p{Cc}\p{Cf}]/u);
        assert.equal(field.replace(/^'/, ""), inertText(rows[index]![column]!).replace(/^'/, ""));
      }
    }
  }));
});
