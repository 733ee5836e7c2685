/**
 * Tests of the section that compares typical and bad runs.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/distributions.ts";
import { WHOLE_PAGE } from "../../../../src/harness/report/html/page_extent.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable, tagsOf } from "./chart_markup.ts";
import { BENCHMARKS, cellOf, EMPTY, oddSamples, reportOf, SMALL, withSamples } from "./section_fixture.ts";

Deno.test("section() of distributions looks as it did", async () => {
  await assertGoldenMarkup("html_distributions.html", section(reportOf(BENCHMARKS.slice(0, 1))));
});

Deno.test("section() of distributions is left out where nothing was measured", () => {
  assert.equal(section(EMPTY), null);
  const failed = { status: "failed", subject: "puffinflow", reason: "broke" } as const;
  assert.equal(section(reportOf([{ ...BENCHMARKS[0]!, cells: [failed] }])), null);
});

Deno.test("section() of distributions shows one benchmark at a time without a script, the first one first", () => {
  const radios = tagsOf(String(section(SMALL))).filter(({ name }) => name === "input");
  assert.equal(radios.length, BENCHMARKS.length);
  assert.deepEqual(
    radios.map(({ attributes }) => attributes.has("checked")),
    BENCHMARKS.map((_, index) => index === 0),
  );
});

Deno.test("section() of distributions leaves out benchmarks with one subject where others have two", () => {
  const [first, second] = BENCHMARKS;
  const markup = String(section(reportOf([first!, { ...second!, title: "lonely", cells: [cellOf("puffinflow")] }])));
  assert.equal(markup.includes("lonely"), false);
});

Deno.test("section() of distributions keeps the benchmarks that differ most, and says how many are left out", () => {
  const [same, other] = [cellOf("puffinflow"), cellOf("langgraph")];
  const alike = { ...BENCHMARKS[0]!, title: "alike", cells: [same, { ...same, subject: "langgraph" }] };
  const apart = { ...BENCHMARKS[0]!, title: "apart", cells: [same, other] };
  const markup = String(section(reportOf([alike, ...Array.from({ length: WHOLE_PAGE.panes }, () => apart)])));
  assert.equal(markup.includes("alike"), false);
  assert.match(markup, /1 other left out/);
});

Deno.test("section() of distributions draws any samples", () => {
  fc.assert(
    fc.property(oddSamples(), oddSamples(), (own, other) => {
      const cells = [withSamples(cellOf("puffinflow"), own), withSamples(cellOf("langgraph"), other)];
      assertDrawable(String(section(reportOf([{ ...BENCHMARKS[0]!, cells }])) ?? ""));
    }),
    { numRuns: 60 },
  );
});
