import assert from "node:assert/strict";
import { OutputTail, TAIL_BYTES } from "../../../src/harness/session/output_tail.ts";

function tailOf(...chunks: string[]): OutputTail {
  const tail = new OutputTail();
  for (const chunk of chunks) tail.push(new TextEncoder().encode(chunk));
  return tail;
}

Deno.test("OutputTail.text() returns all of a short stream", () => {
  assert.equal(tailOf("one", "", " two").text(), "one two");
});

Deno.test("OutputTail.text() returns the last 16 KiB of a flood", () => {
  const text = tailOf("a".repeat(50_000), "b".repeat(10_000), "c".repeat(10_000)).text();
  assert.equal(text.length, TAIL_BYTES);
  assert.equal(text, "b".repeat(TAIL_BYTES - 10_000) + "c".repeat(10_000));
});

Deno.test("OutputTail.lastWords() quotes the last four lines that are not empty", () => {
  assert.equal(tailOf("1\n2\n\n3\n4\n", "5\n\n").lastWords(), "2 | 3 | 4 | 5");
});

Deno.test("OutputTail.lastWords() takes away what a terminal would act upon", () => {
  assert.equal(tailOf("\x1b[31mred\x1b[0m \x07bell\r\n").lastWords(), "[31mred [0m bell");
});

Deno.test("OutputTail.lastWords() is short however long the lines are", () => {
  assert.equal(tailOf("x".repeat(9_000)).lastWords(), `…${"x".repeat(399)}`);
});

Deno.test("OutputTail.lastWords() is empty when nothing was printed", () => {
  assert.equal(tailOf().lastWords(), "");
});
