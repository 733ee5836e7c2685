import assert from "node:assert/strict";
import { REPORT_FORMATS } from "../../../src/harness/report/format_names.ts";
import { reportWriters } from "../../../src/harness/report/formats.ts";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { reportModel } from "../../golden/report_model.ts";

Deno.test("reportWriters write a text that ends with a line break in each form", () => {
  const model = reportModel({ samples: 8 });
  assert.deepEqual(Object.keys(reportWriters).toSorted(), REPORT_FORMATS.toSorted());
  for (const [name, { write, extension, mediaType }] of Object.entries(reportWriters)) {
    const text = write(model, { width: 80, color: "off", charset: "unicode" });
    assert.match(text, /[^\n]\n$/, name);
    assert.match(extension, /^[a-z.]+$/);
    assert.match(mediaType, /^[a-z]+\/[a-z-]+(;[a-z]+=[\w.-]+)*$/);
  }
});

Deno.test("reportWriters write results from before metrics, recordings and rules were kept", () => {
  const model = buildModel(exampleResult());
  for (const [name, { write, unmet }] of Object.entries(reportWriters)) {
    if (unmet !== undefined) assert.match(unmet(model)!, /must have recorded runs/);
    else assert.match(write(model, { width: 80, color: "off", charset: "unicode" }), /[^\n]\n$/, name);
  }
});
