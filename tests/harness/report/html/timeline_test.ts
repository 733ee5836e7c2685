/**
 * Tests of the section on where the time of a run goes.
 * @module
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/timeline.ts";
import { MOST_LANES } from "../../../../src/harness/report/html/svg/lanes.ts";
import { traceOfReport } from "../../../../src/harness/report/perfetto.ts";
import { hostileText } from "../hostile_model.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable } from "./chart_markup.ts";
import { BENCHMARKS, EMPTY, oddNumber, SMALL } from "./section_fixture.ts";

const TIMELINE = SMALL.timelines[0]!;

Deno.test("section() of the timeline looks as it did", async () => {
  await assertGoldenMarkup("html_timeline.html", section(SMALL));
});

Deno.test("section() of the timeline is left out where no run was recorded", () => {
  assert.equal(section(EMPTY), null);
});

Deno.test("section() of the timeline is left out where only others were recorded", () => {
  assert.equal(section({ ...SMALL, timelines: [{ ...TIMELINE, subject: "langgraph" }] }), null);
});

Deno.test("section() of the timeline shows the first benchmark and folds the others", () => {
  const others = BENCHMARKS.slice(2, 4).map(({ id }) => ({ ...TIMELINE, benchmarkId: id }));
  const markup = String(section({ ...SMALL, timelines: [TIMELINE, ...others] }));
  assert.equal(markup.match(/<summary>Two runs of/g)!.length, 2);
  assert(markup.indexOf("Where does the time of a slow run go?") < markup.indexOf("<summary>Two runs of"));
});

Deno.test("section() of the timeline hands out all runs as a trace", () => {
  const packed = /<script\s+type="text\/plain" id="packed-trace">([\s\S]*?)<\/script>/.exec(
    String(section(SMALL)),
  )![1]!;
  const json = inflateRawSync(new Uint8Array(Buffer.from(packed, "base64"))).toString();
  assert.deepEqual(JSON.parse(json), traceOfReport(SMALL));
});

Deno.test("section() of the timeline keeps the critical path where there are too many states", () => {
  const [lane] = TIMELINE.slow.lanes;
  const others = Array.from({ length: MOST_LANES }, () => ({ ...lane!, isCritical: false, name: "branch" }));
  const slow = { ...TIMELINE.slow, lanes: [...others, { ...lane!, name: "join", segments: [] }] };
  const markup = String(section({ ...SMALL, timelines: [{ ...TIMELINE, slow }] }));
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
    rank: fc.integer({ min: 1, max: 100 }),
    runs: fc.constant(100),
    durationMs: oddNumber({ min: 0, max: 1e5 }),
    lanes: fc.array(lane, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(run, run, (typical, slow) => {
      assertDrawable(String(section({ ...SMALL, timelines: [{ ...TIMELINE, typical, slow }] })));
    }),
    { numRuns: 60 },
  );
});

Deno.test("section() of the timeline keeps hostile names of states inert", () => {
  const tags = String(section(SMALL)).match(/<[a-z]/g)!.length;
  fc.assert(
    fc.property(hostileText(), (text) => {
      const renamed = (run: typeof TIMELINE.slow) => ({
        ...run,
        lanes: run.lanes.map((lane) => ({ ...lane, name: text })),
      });
      const timelines = SMALL.timelines.map((timeline) => ({
        ...timeline,
        typical: renamed(timeline.typical),
        slow: renamed(timeline.slow),
      }));
      assert.equal(String(section({ ...SMALL, timelines })).match(/<[a-z]/g)!.length, tags);
    }),
    { numRuns: 60 },
  );
});
