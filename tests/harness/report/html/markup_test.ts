/**
 * Tests of the tag that makes markup.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { html, inert, jsonHtml, raw } from "../../../../src/harness/report/html/markup.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("</script>", "<!--", '" onload="x', "' x='", "\u202egnp.exe", "\u0000", "<svg/onload=x>", "`"),
);

Deno.test("html`` escapes text whatever it is", () => {
  fc.assert(fc.property(hostile, (text) => {
    const markup = String(html`<p title="${text}">${text}</p>`);
    const inside = markup.slice('<p title="'.length, -"</p>".length);
    assert.equal(inside.split('"').length, 2);
    assert.equal(inside.replace('">', "").match(/[<>"'`]/), null);
    assert.equal(/(?![\n\t])\p{Cc}|\p{Cf}/u.test(markup), false);
  }));
});

Deno.test("html`` keeps markup, joins lists, and leaves nothing for null and false", () => {
  const items = [html`<li>${1}</li>`, html`<li>${"a & b"}</li>`];
  assert.equal(String(html`<ul>${items}${null}${false}${undefined}</ul>`), "<ul><li>1</li><li>a &amp; b</li></ul>");
  assert.equal(String(html`${raw("<br>")}`), "<br>");
});

Deno.test("html`` takes line breaks of the template for what a formatter made", () => {
  const markup = html`
    <p
      class="a">x</p>
  `;
  assert.equal(String(markup), '<p class="a">x</p>');
});

Deno.test("inert() keeps thin spaces", () => {
  assert.equal(inert("11.23\u202fms"), "11.23\u202fms");
});

Deno.test("jsonHtml() ends no script element and reads back as what it was", () => {
  fc.assert(fc.property(hostile, (text) => {
    const json = String(jsonHtml([text]));
    assert.equal(json.includes("<"), false);
    assert.deepEqual(JSON.parse(json), [inert(text)]);
  }));
});
