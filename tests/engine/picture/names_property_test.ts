import assert from "node:assert/strict";
import fc from "fast-check";
import { agent } from "puffinflow";
import { toGraphviz } from "puffinflow/picture";
import { mermaidText } from "../../../src/engine/picture/mermaid_text.ts";
import { visibleText } from "../../../src/engine/picture/visible_text.ts";

const anyText = fc.string({ unit: "binary" });

Deno.test("visibleText() leaves no line break, no control character and no half of a character", () => {
  fc.assert(fc.property(anyText, (text) => {
    const visible = visibleText(text);
    assert.doesNotMatch(visible, /[\p{Cc}\u2028\u2029\ufffe\uffff]/u);
    assert.ok(visible.isWellFormed());
    assert.equal([...visible].length, [...text].length);
  }));
});

Deno.test("mermaidText() gives letters, digits and harmless signs only, and loses nothing", () => {
  fc.assert(fc.property(anyText, (text) => {
    const written = mermaidText(text);
    assert.match(written, /^(?:[\p{L}\p{M}\p{N} _.,-]|#\d+;)*$/u);
    const read = written.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    assert.equal(read, visibleText(text));
  }));
});

Deno.test("toGraphviz() writes any name as one quoted text that reads as the name", () => {
  fc.assert(fc.property(anyText.filter((name) => name !== "" && name !== "__proto__"), (name) => {
    const line = toGraphviz(agent("a").state(name, () => 1)).split("\n").find((line) => line.startsWith("  s0 "))!;
    const [, label] = /^ {2}s0 \[label="((?:[^"\\]|\\["\\])*)"\];$/.exec(line)!;
    assert.equal(label!.replace(/\\(["\\])/g, "$1").replaceAll("&amp;", "&"), visibleText(name));
  }));
});
