import assert from "node:assert/strict";
import fc from "fast-check";
import {
  codeMarkdown,
  detailsMarkdown,
  nameMarkdown,
  sentenceMarkdown,
  tableMarkdown,
} from "../../../../src/harness/report/markdown/markdown_text.ts";
import { HOSTILE_TEXTS, hostileText } from "../hostile_model.ts";

/** What must not be left in text: markup of Markdown and HTML, mentions, emoji and addresses. */
const MARKUP = /[<>|`*_~[\]\\!"{}$^]|(?<!&)#|&(?!#\d+;)|[@:]\S|www\.|[\p{Cc}\p{Cf}]/iu;

Deno.test("nameMarkdown() leaves plain names as they are", () => {
  for (const name of ["wide fan-out, 1 to 50 to 1 · no-op tasks", "100 % (p95)", "a/b-c+d=e'f", "GraphError: x"]) {
    assert.equal(nameMarkdown(name), name);
  }
});

Deno.test("nameMarkdown() writes markup as references, and keeps GitHub from reading mentions and emoji", () => {
  const table: [text: string, markdown: string][] = [
    ["a|b", "a&#124;b"],
    ["<i>&", "&#60;i&#62;&#38;"],
    ["@team", "&#64;&#8203;team"],
    ["see #1", "see &#35;&#8203;1"],
    [":tada:", "&#58;&#8203;tada:"],
    ["www.example.org", "www&#8203;.example.org"],
    ["https://example.org", "https&#58;&#8203;//example.org"],
    ["two\nlines", "two lines"],
  ];
  for (const [text, markdown] of table) assert.equal(nameMarkdown(text), markdown);
});

Deno.test("nameMarkdown() and sentenceMarkdown() leave no markup in any text", () => {
  for (const text of HOSTILE_TEXTS) assert.doesNotMatch(nameMarkdown(text), MARKUP, text.slice(0, 80));
  fc.assert(fc.property(hostileText(), (text) => {
    assert.doesNotMatch(nameMarkdown(text), MARKUP);
    assert.doesNotMatch(sentenceMarkdown(text), MARKUP);
    assert.match(codeMarkdown(text), /^<code>[^<]*<\/code>$/);
  }));
});

Deno.test("nameMarkdown() shortens a name of any length", () => {
  assert.equal(nameMarkdown("x".repeat(10_000)), `${"x".repeat(79)}…`);
});

Deno.test("tableMarkdown() writes a row a line, with the alignment of each column", () => {
  const columns = [{ heading: "Name", align: "left" }, { heading: "±", align: "right" }] as const;
  assert.equal(tableMarkdown(columns, [["a", "1"]]), "| Name | ± |\n| :-- | --: |\n| a | 1 |\n");
});

Deno.test("detailsMarkdown() keeps an empty line before Markdown, as else it is not read as such", () => {
  assert.equal(detailsMarkdown("S", "| a |\n"), "<details><summary>S</summary>\n\n| a |\n\n</details>\n");
});
