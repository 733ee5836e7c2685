/** Tests of the section on start, memory and load. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/metrics.ts";
import { hostileText } from "../hostile_model.ts";
import { assertDrawable } from "./chart_markup.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { EMPTY, SMALL } from "./section_fixture.ts";

Deno.test("section() of the metrics looks as it did", async () => {
  await assertGoldenMarkup("html_metrics.html", section(SMALL));
});

Deno.test("section() of the metrics is left out where none was measured", () => {
  assert.equal(section(EMPTY), null);
});

Deno.test("section() of the metrics draws marks within their charts", () => {
  assertDrawable(String(section(SMALL)));
});

Deno.test("section() of the metrics says void and saturated, and R² with each slope", () => {
  const markup = String(section(SMALL));
  for (const text of ["saturated", "void", "no line", "R² 0.999", "has no fan-in", "p99.9"]) {
    assert.ok(markup.includes(text), text);
  }
});

Deno.test("section() of the metrics keeps hostile names and reasons inert", () => {
  const tags = String(section(SMALL)).match(/<[a-z]/g)!.length;
  fc.assert(
    fc.property(hostileText(), (text) => {
      const metrics = SMALL.metrics.map((table) => ({
        ...table,
        graph: { id: text, title: text },
        rows: table.rows.map((row) => row.status === "measured" ? row : { ...row, reason: text }),
      }));
      assert.equal(String(section({ ...SMALL, metrics })).match(/<[a-z]/g)!.length, tags);
    }),
    { numRuns: 40 },
  );
});
