import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { drawLine, drawParagraph, span } from "../../../../src/harness/report/terminal/line.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";

const PLAIN: Face = { width: 40, color: "off", charset: "unicode" };
const FACES: readonly Face[] = [PLAIN, { ...PLAIN, charset: "ascii" }, { ...PLAIN, width: 80, color: "on" }];

Deno.test("drawLine() writes no escape code when colour is off", () => {
  assert.equal(drawLine([span("slower ", "slower"), span("12 µs", "strong")], PLAIN), "slower 12 µs");
});

Deno.test("drawLine() colours each span by its meaning when colour is on", () => {
  const face: Face = { ...PLAIN, color: "on" };
  assert.equal(
    drawLine([span("a", "slower"), span(" b ", "plain"), span("c", "faint")], face),
    "\x1b[31ma\x1b[39m b \x1b[2mc\x1b[22m",
  );
});

Deno.test("drawLine() leaves no space at the end of a line", () => {
  assert.equal(drawLine([span("a  ", "strong"), span("   ")], PLAIN), "a");
});

Deno.test("drawLine() writes ASCII only when the face knows no more", () => {
  assert.equal(drawLine([span("12 µs ±3 図")], { ...PLAIN, charset: "ascii" }), "12 us +-3 ?");
});

Deno.test("drawLine() marks what it cuts off", () => {
  assert.equal(drawLine([span("x".repeat(39)), span("yz")], PLAIN), `${"x".repeat(39)}…`);
  assert.equal(drawLine([span("x".repeat(50))], { ...PLAIN, charset: "ascii" }), `${"x".repeat(38)}..`);
});

Deno.test("drawParagraph() breaks at spaces and sets later lines in", () => {
  assert.deepEqual(
    drawParagraph([span("PuffinFlow is slower than "), span("LangGraph in two benchmarks.")], PLAIN, 2),
    [
      "PuffinFlow is slower than LangGraph in",
      "  two benchmarks.",
    ],
  );
});

Deno.test("drawParagraph() breaks a word that is longer than a line", () => {
  assert.deepEqual(drawParagraph([span(`see ${"x".repeat(75)} there`)], PLAIN, 2), [
    "see",
    `  ${"x".repeat(38)}`,
    `  ${"x".repeat(37)}`,
    "  there",
  ]);
});

Deno.test("drawParagraph() leaves half of a narrow terminal for text, however far lines are set in", () => {
  const face = { ...PLAIN, width: 20 };
  assert.deepEqual(drawParagraph([span("one two three four five six")], face, 60), [
    "one two three four",
    `${" ".repeat(10)}five six`,
  ]);
});

Deno.test("drawParagraph() draws no text as one empty line", () => {
  assert.deepEqual(drawParagraph([], PLAIN), [""]);
});

Deno.test("drawLine() and drawParagraph() stay within the face whatever the text is", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constant("長い名前 ".repeat(20)),
  );
  fc.assert(fc.property(fc.array(text), fc.constantFrom(...FACES), (texts, face) => {
    const spans = texts.map((text) => span(text, "faint"));
    for (const line of [drawLine(spans, face), ...drawParagraph(spans, face, 4)]) {
      const shown = stripVTControlCharacters(line);
      assert.ok(displayWidth(shown) <= face.width, `${JSON.stringify(shown)} takes ${displayWidth(shown)} columns`);
      assert.doesNotMatch(shown, /\p{Cc}/u);
    }
  }));
});
