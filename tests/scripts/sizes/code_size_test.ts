import assert from "node:assert/strict";
import { codeSize } from "../../../scripts/sizes/code_size.ts";

Deno.test("codeSize() counts lines with code, not blank ones and not comments", () => {
  const source = "/**\n * Says.\n */\nconst a = 1; // one\n\n// two\nconst b = `x\ny`;\n";
  assert.deepEqual(codeSize([source]), { files: 1, lines: 3, tokens: 10 });
});

Deno.test("codeSize() takes a string, a template, a name and a sign of several characters as one token", () => {
  assert.equal(codeSize(['\'a // b\' + "c\\"d" + `e ${1} f`']).tokens, 5);
  assert.equal(codeSize(["#x ??= await y?.z"]).tokens, 6);
  assert.equal(codeSize(["(a) => ({ ...a, b: 0x1f })"]).tokens, 14);
});

Deno.test("codeSize() takes a regular expression as one token, and a division as a sign", () => {
  assert.equal(codeSize(['f(/[/"]x/g)']).tokens, 4);
  assert.equal(codeSize(["a / b / c"]).tokens, 5);
});

Deno.test("codeSize() adds up files", () => {
  assert.deepEqual(codeSize(["a;\n", "b;\n"]), { files: 2, lines: 2, tokens: 4 });
});
