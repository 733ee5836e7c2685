import assert from "node:assert/strict";
import fc from "fast-check";
import { inertText, shortened } from "../../../src/harness/report/inert_text.ts";

Deno.test("inertText() takes the power out of control and formatting characters", () => {
  const table: [text: string, inert: string][] = [
    ["two\r\n\tlines", "two lines"],
    ["\x1b[2Jcleared", "\ufffd[2Jcleared"],
    ["two  spaces µ", "two  spaces µ"],
    ["bell\x07", "bell\ufffd"],
    ["c1\x9b31m", "c1\ufffd31m"],
    ["abc\u202edef\u200b", "abcdef"],
    ["lone \ud800", "lone \ufffd"],
    ["one\u2028two", "one two"],
    ["no\uffffcharacter", "no\ufffdcharacter"],
  ];
  for (const [text, inert] of table) assert.equal(inertText(text), inert);
});

Deno.test("inertText() leaves neither control nor formatting characters in any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.doesNotMatch(inertText(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  }));
});

Deno.test("shortened() marks what it cut off, and cuts no code point in two", () => {
  const table: [text: string, most: number, short: string][] = [
    ["short", 5, "short"],
    ["longer", 5, "long…"],
    ["🚀🚀🚀", 3, "🚀🚀🚀"],
    ["🚀🚀🚀🚀", 3, "🚀🚀…"],
    ["a b c", 3, "a…"],
  ];
  for (const [text, most, short] of table) assert.equal(shortened(text, most), short);
});
