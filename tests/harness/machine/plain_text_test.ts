import assert from "node:assert/strict";
import * as fc from "fast-check";
import { plainText } from "../../../src/harness/machine/plain_text.ts";

Deno.test("plainText() joins lines and drops double spaces", () => {
  assert.equal(plainText("  Imaginary   9000\r\n@ 3.7 GHz\n"), "Imaginary 9000 @ 3.7 GHz");
});

Deno.test("plainText() is null when nothing can be seen", () => {
  for (const text of ["", " \n\t", "\u0000\u001b\u200b"]) assert.equal(plainText(text), null);
});

Deno.test("plainText() leaves nothing that could steer a terminal, and never more than 120 characters", () => {
  fc.assert(fc.property(fc.uint16Array({ maxLength: 300 }), (units) => {
    const plain = plainText(`\u001b[31m${String.fromCharCode(...units)}`) ?? "";
    assert.doesNotMatch(plain, /\p{C}/u);
    assert([...plain].length <= 120);
  }));
});
