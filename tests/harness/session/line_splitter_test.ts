import assert from "node:assert/strict";
import fc from "fast-check";
import { LineSplitter, LONGEST_LINE } from "../../../src/harness/session/line_splitter.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("LineSplitter.push() gives the same lines wherever the stream is cut", () => {
  const text = fc.string({ unit: "grapheme" }).map((line) => line.replaceAll("\n", ""));
  fc.assert(fc.property(fc.array(text), fc.integer({ min: 1, max: 7 }), (lines, chunkBytes) => {
    const stream = bytes(lines.map((line) => `${line}\n`).join(""));
    const splitter = new LineSplitter();
    const received: string[] = [];
    for (let i = 0; i < stream.length; i += chunkBytes) {
      received.push(...splitter.push(stream.subarray(i, i + chunkBytes)));
    }
    assert.deepEqual(received, lines);
  }));
});

Deno.test("LineSplitter.push() keeps back a line until it ends", () => {
  const splitter = new LineSplitter();
  assert.deepEqual(splitter.push(bytes("one\ntw")), ["one"]);
  assert.deepEqual(splitter.push(bytes("o\n")), ["two"]);
});

Deno.test("LineSplitter.push() refuses a line that outgrows the limit", () => {
  const splitter = new LineSplitter();
  splitter.push(bytes("x".repeat(LONGEST_LINE)));
  assert.throws(() => splitter.push(bytes("x")), {
    name: "RangeError",
    message: "Cannot read a line as it must not exceed 1048576 characters",
  });
});
