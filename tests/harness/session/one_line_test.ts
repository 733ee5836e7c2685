import assert from "node:assert/strict";
import { oneLine } from "../../../src/harness/session/one_line.ts";

Deno.test("oneLine() leaves a plain text as it is", () => {
  assert.equal(oneLine("Error: “naïve” – 100 %"), "Error: “naïve” – 100 %");
});

Deno.test("oneLine() makes one space of line breaks, tabs and escapes", () => {
  assert.equal(oneLine("\n first\r\n\tsecond \x1b[31mred\u202e "), "first second [31mred");
});

Deno.test("oneLine() keeps the start of a long text, or its end where that is asked for", () => {
  const long = `${"a".repeat(300)}${"z".repeat(300)}`;
  assert.equal(oneLine(long), `${"a".repeat(300)}${"z".repeat(99)}…`);
  assert.equal(oneLine(long, "end"), `…${"a".repeat(99)}${"z".repeat(300)}`);
});
