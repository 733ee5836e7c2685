import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonReport } from "../../../../src/harness/report/json/json_report.ts";
import { schemaText } from "../../../../src/harness/report/json/published_schema.ts";
import { reportDocumentSchema } from "../../../../src/harness/report/json/report_document.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

Deno.test("jsonReport() writes what the golden file shows", async () => {
  const model = reportModel();
  const suites = model.suites.map((suite) => ({ ...suite, benchmarks: suite.benchmarks.slice(0, 2) }));
  await assertGolden("report.json", jsonReport({ ...model, suites }));
});

Deno.test("jsonReport() fits its schema, also for all that can be missing", () => {
  const model = reportModel();
  for (const candidate of [model, { ...model, noise: null, gate: null, grade: null, resultSha256: null, suites: [] }]) {
    assert.equal(reportDocumentSchema.safeParse(JSON.parse(jsonReport(candidate))).success, true);
  }
});

Deno.test("jsonReport() writes null for bounds that are infinite", () => {
  const model = reportModel();
  const [suite] = model.suites;
  const [benchmark] = suite!.benchmarks;
  const cells = benchmark!.cells.map((cell) =>
    cell.status === "measured" ? { ...cell, value: { ...cell.value, lo: -Infinity, hi: Infinity } } : cell
  );
  const text = jsonReport({ ...model, suites: [{ ...suite!, benchmarks: [{ ...benchmark!, cells }] }] });
  const [cell] = reportDocumentSchema.parse(JSON.parse(text)).suites[0]!.benchmarks[0]!.cells;
  assert.ok(cell?.status === "measured");
  assert.deepEqual([cell.value.lo, cell.value.hi], [null, null]);
});

Deno.test("jsonReport() keeps no sample: those are in the result", () => {
  assert.doesNotMatch(jsonReport(reportModel()), /"samples"|"inOrder"|"beforeSamples"/);
});

Deno.test("jsonReport() is read back with its names whatever they are", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const [suite] = reportDocumentSchema.parse(JSON.parse(jsonReport(hostileModel(text)))).suites;
      assert.equal(suite!.title, text);
    }),
    { numRuns: 40 },
  );
});

Deno.test("schemaText() writes what is published", async () => {
  await assertGolden("schema_report.json", schemaText("report"));
  await assertGolden("schema_result.json", schemaText("result"));
});

Deno.test("schemaText() describes every field of a report, and admits no other", () => {
  const schema = JSON.parse(schemaText("report"));
  assert.deepEqual(Object.keys(schema.properties).toSorted(), Object.keys(reportDocumentSchema.shape).toSorted());
  assert.equal(schema.additionalProperties, false);
  assert.equal(schema.$id, "urn:puffinbench-report:1");
});
