/**
 * Tests of the section on what changed.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/baseline.ts";
import { WHOLE_PAGE } from "../../../../src/harness/report/html/page_extent.ts";
import type { BenchmarkModel, ChangeModel } from "../../../../src/harness/report/model.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable } from "./chart_markup.ts";
import { BENCHMARKS, EMPTY, oddEstimate, oddNumber, oddSamples, reportOf, SMALL } from "./section_fixture.ts";

const CHANGED = BENCHMARKS[1]!;

/** A benchmark with this change. */
function changed(title: string, change: Partial<ChangeModel>): BenchmarkModel {
  return { ...CHANGED, title, change: { ...CHANGED.change!, ...change } };
}

function certain(value: number): NonNullable<ChangeModel["change"]> {
  return { value, lo: value - 0.01, hi: value + 0.01, confidence: 0.95, n: 12 };
}

Deno.test("section() of the baseline looks as it did", async () => {
  await assertGoldenMarkup("html_baseline.html", section(SMALL));
});

Deno.test("section() of the baseline is left out where nothing was compared", () => {
  assert.equal(section(EMPTY), null);
  assert.equal(section(reportOf([{ ...CHANGED, change: null }])), null);
});

Deno.test("section() of the baseline lists slower, then undecided, then faster, and folds what is the same", () => {
  const rows = [
    changed("same-row", { verdict: "same", change: certain(0.001) }),
    changed("faster-row", { verdict: "faster", change: certain(-0.2) }),
    changed("slow-row", { verdict: "slower", change: certain(0.1) }),
    changed("unsure-row", { verdict: "undecided", change: certain(0.05) }),
    changed("slowest-row", { verdict: "slower", change: certain(0.3) }),
  ];
  const markup = String(section(reportOf(rows)));
  const order = [...markup.matchAll(/<th scope="row"><a [^>]*><bdi>([\w-]+)</g)].map(([, title]) => title);
  assert.deepEqual(order, ["slowest-row", "slow-row", "unsure-row", "faster-row", "same-row"]);
  assert(markup.indexOf("1 benchmark is the same within ±5%") < markup.indexOf("same-row"));
});

Deno.test("section() of the baseline looks closer at the one that got slower most", () => {
  const markup = String(
    section(reportOf([
      changed("slow-row", { verdict: "slower", change: certain(0.1) }),
      changed("slowest-row", { verdict: "slower", change: certain(0.3) }),
    ])),
  );
  assert.match(markup, /Which of its runs got slower\? <span class="muted"><bdi>slowest-row/);
});

Deno.test("section() of the baseline looks closer at what got faster where nothing got slower", () => {
  const markup = String(section(reportOf([changed("fast-row", { verdict: "faster", change: certain(-0.3) })])));
  assert.match(markup, /Which of its runs got faster\?/);
});

Deno.test("section() of the baseline says that nothing changed", () => {
  const markup = String(section(reportOf([changed("same-row", { verdict: "same", change: certain(0) })])));
  assert.match(markup, /Nothing changed\./);
  assert.equal(markup.includes("<figure"), false);
});

Deno.test("section() of the baseline says that sides measured apart are a hint only", () => {
  const gate = { ...SMALL.gate!, isPaired: false };
  assert.match(String(section({ ...SMALL, gate })), /take it as a hint/);
});

Deno.test("section() of the baseline lists as many that are the same as it is asked for", () => {
  const rows = Array.from({ length: 5 }, () => changed("alike", { verdict: "same", change: certain(0) }));
  const some = String(section(reportOf(rows), { ...WHOLE_PAGE, sameRows: 4 }));
  assert.equal(some.match(/<th scope="row"><a/g)!.length, 4);
  assert.match(some, /The first 4 are shown/);
  const none = String(section(reportOf(rows), { ...WHOLE_PAGE, sameRows: 0 }));
  assert.equal(none.includes('<th scope="row"><a'), false);
  assert.match(none, /5 benchmarks are the same within ±5%\./);
});

Deno.test("section() of the baseline draws any changes and samples", () => {
  const value = oddEstimate(oddNumber({ min: -0.99, max: 50 }));
  const change = fc.record({
    verdict: fc.constantFrom("slower", "faster", "same", "undecided", "invalid", "new", "missing", "incomparable"),
    change: fc.option(value),
    shifts: fc.array(fc.record({ share: fc.constantFrom(0.1, 0.5, 0.999), estimate: value }), { maxLength: 4 }),
    beforeSamples: oddSamples(),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.boolean(), (changes, isGated) => {
      const model = reportOf(changes.map((one) => changed("row", one)));
      assertDrawable(String(section(isGated ? model : { ...model, gate: null })));
    }),
    { numRuns: 60 },
  );
});
