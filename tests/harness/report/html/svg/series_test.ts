/**
 * Tests of how subjects are told apart.
 * @module
 */
import assert from "node:assert/strict";
import { legend, marker, seriesIcon, seriesOf } from "../../../../../src/harness/report/html/svg/series.ts";
import { reportModel } from "../../../../golden/report_model.ts";
import { assertDrawable } from "../chart_markup.ts";

const MODEL = reportModel({ samples: 8 });

/** A report with so many subjects besides its own. */
function withOthers(count: number) {
  const [first] = MODEL.subjects;
  const others = Array.from({ length: count }, (_, index) => ({ ...first!, id: `s${index}`, title: `S${index}` }));
  return { subject: "s0", subjects: others };
}

Deno.test("seriesOf() puts the report's own subject first", () => {
  assert.equal(seriesOf(MODEL)[0]!.subject, MODEL.subject);
  assert.equal(seriesOf(MODEL).length, MODEL.subjects.length);
});

Deno.test("seriesOf() gives seventeen subjects different pairs of colour and shape", () => {
  const pairs = seriesOf(withOthers(17)).map(({ look, outline }) => `${look} ${outline}`);
  assert.equal(new Set(pairs).size, 17);
});

Deno.test("seriesOf() names a subject that the report does not list by its id", () => {
  assert.equal(seriesOf({ subject: "gone", subjects: [] })[0]!.title, "gone");
});

Deno.test("marker(), seriesIcon() and legend() can be drawn", () => {
  const all = seriesOf(withOthers(6));
  for (const series of all) assertDrawable(String(marker([0.5, 12], series)) + seriesIcon(series));
  assertDrawable(String(legend(all)));
});
