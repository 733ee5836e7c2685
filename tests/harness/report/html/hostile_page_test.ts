/**
 * Tests of pages whose every text comes from somebody who means harm.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { htmlReport } from "../../../../src/harness/report/html/html_report.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

/** All tags with the names of their attributes, in order; what stands in scripts is left out. */
function skeleton(page: string): readonly string[] {
  const markup = page.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, "$1");
  return [...markup.matchAll(/<\/?([a-zA-Z][\w-]*)((?:[^"'>]|"[^"]*")*)>/g)].map(([, name, attributes]) =>
    [name, ...attributes!.replace(/="[^"]*"/g, "").match(/[\w-]+/g) ?? []].join(" ")
  );
}

const draw = (text: string) => htmlReport(hostileModel(text), { budgetBytes: Infinity });
const PLAIN = skeleton(draw("plain"));

Deno.test("htmlReport() has the same elements and attributes whatever names and reasons say", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const page = draw(text);
      assert.deepEqual(skeleton(page), PLAIN);
      assert.equal(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.exec(page), null);
    }),
    { numRuns: 25 },
  );
});

Deno.test("htmlReport() carries data that is read back as JSON whatever names say", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const data = [...draw(text).matchAll(/<script type="application\/json" id="[^"]*">([\s\S]*?)<\/script>/g)];
      assert(data.length >= 2);
      for (const [, json] of data) JSON.parse(json!);
    }),
    { numRuns: 10 },
  );
});
