/**
 * Tests of the section on where the time of a run goes.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/timeline.ts";
import { MOST_LANES } from "../../../../src/harness/report/html/svg/lanes.ts";
import { traceOf } from "../../../../src/harness/report/trace_events.ts";
import { hostileText } from "../hostile_model.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable } from "./chart_markup.ts";
import { EMPTY, oddNumber, SMALL } from "./section_fixture.ts";

const TIMELINE = SMALL.timeline!;

Deno.test("section() of the timeline looks as it did", async () => {
  await assertGoldenMarkup("html_timeline.html", section(SMALL));
});

Deno.test("section() of the timeline is left out where no run was recorded", () => {
  assert.equal(section(EMPTY), null);
});

Deno.test("section() of the timeline hands out both runs as a trace", () => {
  const json = /<script type="application\/json" id="trace">([\s\S]*?)<\/script>/.exec(String(section(SMALL)))![1]!;
  assert.deepEqual(JSON.parse(json), traceOf(TIMELINE));
});

Deno.test("section() of the timeline keeps the critical path where there are too many states", () => {
  const [lane] = TIMELINE.slow.lanes;
  const others = Array.from({ length: MOST_LANES }, () => ({ ...lane!, isCritical: false, name: "branch" }));
  const slow = { ...TIMELINE.slow, lanes: [...others, { ...lane!, name: "join", segments: [] }] };
  const markup = String(section({ ...SMALL, timeline: { ...TIMELINE, slow } }));
  assert.match(markup, /1 shorter state not drawn/);
  assert.match(markup, /<bdi class="lane-name">join</);
});

Deno.test("section() of the timeline draws any segments", () => {
  const ms = oddNumber({ min: -10, max: 1e5 });
  const kind = fc.constantFrom("waiting", "running", "overhead", "back-off", "failed", "checkpoint");
  const lane = fc.record({
    name: fc.string(),
    isCritical: fc.boolean(),
    segments: fc.array(fc.record({ startMs: ms, endMs: ms, kind }), { maxLength: 5 }),
  });
  const run = fc.record({
    label: fc.string(),
    durationMs: oddNumber({ min: 0, max: 1e5 }),
    lanes: fc.array(lane, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(run, run, (typical, slow) => {
      assertDrawable(String(section({ ...SMALL, timeline: { ...TIMELINE, typical, slow } })));
    }),
    { numRuns: 60 },
  );
});

Deno.test("section() of the timeline keeps hostile names of states and runs inert", () => {
  const tags = String(section(SMALL)).match(/<[a-z]/g)!.length;
  fc.assert(
    fc.property(hostileText(), (text) => {
      const renamed = (run: typeof TIMELINE.slow) => ({
        ...run,
        label: text,
        lanes: run.lanes.map((lane) => ({ ...lane, name: text })),
      });
      const timeline = { ...TIMELINE, typical: renamed(TIMELINE.typical), slow: renamed(TIMELINE.slow) };
      assert.equal(String(section({ ...SMALL, timeline })).match(/<[a-z]/g)!.length, tags);
    }),
    { numRuns: 60 },
  );
});
