/**
 * Tests of the section on earlier sessions.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { MOST_BENCHMARKS, MOST_SESSIONS, section } from "../../../../src/harness/report/html/history.ts";
import type { HistoryModel } from "../../../../src/harness/report/model.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable, tagsOf } from "./chart_markup.ts";
import { EMPTY, oddEstimate, oddNumber, SMALL } from "./section_fixture.ts";

const [FIRST] = SMALL.history as [HistoryModel];

function withHistory(...history: readonly HistoryModel[]) {
  return { ...SMALL, history };
}

Deno.test("section() of the history looks as it did", async () => {
  await assertGoldenMarkup("html_history.html", section(withHistory(FIRST)));
});

Deno.test("section() of the history is left out where there is no earlier session", () => {
  assert.equal(section(EMPTY), null);
  assert.equal(section(withHistory({ ...FIRST, points: FIRST.points.slice(0, 1), changes: [] })), null);
});

Deno.test("section() of the history tells since when, by release where there is one, else by day", () => {
  const released = FIRST.points.map((point, index) => index === 11 ? { ...point, label: "v9" } : point);
  assert.match(String(section(withHistory({ ...FIRST, points: released }))), /▲ \+8\.5% since v9</);
  assert.match(String(section(withHistory(FIRST))), /▲ \+8\.5% since 2025-11-03</);
  assert.match(String(section(withHistory({ ...FIRST, changes: [] }))), /no change of level/);
});

Deno.test("section() of the history draws a noisy session hollow and off the line", () => {
  const markup = String(section(withHistory(FIRST)));
  const hollow = tagsOf(markup).filter(({ attributes }) => attributes.get("class") === "hollow same");
  assert.equal(hollow.length, FIRST.points.filter(({ isNoisy }) => isNoisy).length);
  const line = /<path d="([^"]*)" class="trace"/.exec(markup)![1]!;
  const steps = line.match(/[\d.]+[ -][\d.]+/g)!.length;
  assert.equal(steps, FIRST.points.filter(({ isNoisy }) => !isNoisy).length);
});

Deno.test("section() of the history keeps the latest sessions and the changes within them", () => {
  const points = Array.from({ length: MOST_SESSIONS + 10 }, () => FIRST.points[0]!);
  const changes = [{ index: 5, change: 0.2 }, { index: 100, change: 0.1 }];
  const markup = String(section(withHistory({ ...FIRST, points, changes })));
  assert.match(markup, /The last 120 sessions/);
  assert.equal(markup.match(/class="step /g)!.length, 1);
});

Deno.test("section() of the history keeps the benchmarks whose level changed most", () => {
  const calm = { ...FIRST, title: "calm", changes: [] };
  const markup = String(section(withHistory(calm, ...Array.from({ length: MOST_BENCHMARKS }, () => FIRST))));
  assert.equal(markup.includes("calm"), false);
  assert.match(markup, /1 other left out/);
});

Deno.test("section() of the history draws any numbers", () => {
  const point = fc.record({
    at: fc.constant("2025-10-01T00:00:00.000Z"),
    label: fc.option(fc.string()),
    value: oddEstimate(oddNumber({ min: 0, max: 1e12 })),
    isNoisy: fc.boolean(),
  });
  const change = fc.record({
    index: fc.integer({ min: 0, max: 5 }),
    change: oddNumber({ min: -0.9, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 2, maxLength: 20 }),
      fc.array(change, { maxLength: 3 }),
      (points, changes) => {
        assertDrawable(String(section(withHistory({ ...FIRST, points, changes })) ?? ""));
      },
    ),
    { numRuns: 60 },
  );
});
