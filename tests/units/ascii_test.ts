import assert from "node:assert/strict";
import fc from "fast-check";
import { asciiText } from "../../src/units/ascii.ts";

Deno.test("asciiText() spells the signs of reports in the customary way", () => {
  const table: [text: string, ascii: string][] = [
    ["11.23 µs ±0.08", "11.23 us +-0.08"],
    ["≤ resolution", "<= resolution"],
    ["1.60× 1.59–1.62", "1.60x 1.59-1.62"],
    ["−3.0 … 3.0", "-3.0 .. 3.0"],
    ["can’t tell", "can't tell"],
    ["▲ ▼ ✓ ✗ ≈", "^ v ok x ~"],
    ["Müller", "Muller"],
    ["図 🚀", "? ?"],
  ];
  for (const [text, ascii] of table) assert.equal(asciiText(text), ascii);
});

Deno.test("asciiText() gives nothing but ASCII and leaves ASCII alone", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const ascii = asciiText(text);
    assert.match(ascii, /^[\0-\x7f]*$/);
    assert.equal(asciiText(ascii), ascii);
  }));
});
