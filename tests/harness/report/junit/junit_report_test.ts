import assert from "node:assert/strict";
import fc from "fast-check";
import { inertText } from "../../../../src/harness/report/inert_text.ts";
import { junitReport } from "../../../../src/harness/report/junit/junit_report.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";
import { type ReadElement, readXml } from "./xml_reader.ts";

/** Test cases of a report by the index of their benchmark. */
function casesOf(model: ReportModel): ReadElement[] {
  return readXml(junitReport(model)).elements.flatMap((suite) => suite.elements);
}

function endingOf({ elements }: ReadElement): string {
  return elements.find(({ name }) => name !== "system-out")?.name ?? "passed";
}

Deno.test("junitReport() writes what the golden file shows", async () => {
  await assertGolden("report_junit.xml", junitReport(reportModel()));
});

Deno.test("junitReport() fails what is slower or invalid, errs on what broke, and lets the undecided pass", () => {
  const endings = casesOf(reportModel()).map(endingOf);
  // In order: same, slower, faster, undecided, new, broken rival, invalid, invalid plain code, incomparable.
  assert.deepEqual(endings, [
    "passed",
    "failure",
    "passed",
    "passed",
    "passed",
    "error",
    "failure",
    "failure",
    "passed",
  ]);
});

Deno.test("junitReport() skips a benchmark without a time of the report's own subject", () => {
  const model = reportModel();
  const [suite] = model.suites;
  const [first, second] = suite!.benchmarks;
  const [absent, interrupted] = casesOf({
    ...model,
    suites: [{
      ...suite!,
      benchmarks: [
        { ...first!, cells: [] },
        { ...second!, change: null, cells: [{ status: "interrupted", subject: "puffinflow", reason: "stopped" }] },
      ],
    }],
  });
  assert.equal(absent!.elements[0]!.name, "skipped");
  assert.equal(absent!.elements[0]!.attributes.message, "PuffinFlow did not take part");
  assert.equal(interrupted!.elements[0]!.attributes.message, "PuffinFlow interrupted: stopped");
});

Deno.test("junitReport() says how much slower, with the interval and against what", () => {
  const failure = casesOf(reportModel())[1]!.elements[0]!;
  assert.equal(failure.attributes.type, "slower");
  assert.equal(failure.attributes.message, "slower: +15.4% (95% interval +13.8 … +17.0), against v1.1.3");
});

Deno.test("junitReport() counts in each suite and in all what its cases say", () => {
  const root = readXml(junitReport(reportModel({ benchmarks: 60, samples: 8 })));
  for (const level of [root, ...root.elements]) {
    const cases = level === root ? root.elements.flatMap(({ elements }) => elements) : level.elements;
    const count = (ending: string) => String(cases.filter((element) => endingOf(element) === ending).length);
    const { tests, failures, errors, skipped } = level.attributes;
    assert.deepEqual([tests, failures, errors, skipped], [
      String(cases.length),
      count("failure"),
      count("error"),
      count("skipped"),
    ]);
  }
});

Deno.test("junitReport() is well formed and keeps names whatever they are", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const model = hostileModel(text);
      const cases = casesOf(model);
      assert.equal(cases.length, 9);
      for (const [index, { attributes }] of cases.entries()) {
        assert.equal(attributes.classname, inertText(text));
        assert.equal(attributes.name, inertText(`${text} (${model.suites[0]!.benchmarks[index]!.id})`));
      }
    }),
    { numRuns: 40 },
  );
});
