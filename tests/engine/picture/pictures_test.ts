import assert from "node:assert/strict";
import { Agent, agent, state } from "puffinflow";
import { type RunTrace, toGraphviz, toMermaid, toMermaidTimeline } from "puffinflow/picture";
import { assertGolden } from "../../golden/golden.ts";
import { everyKind, everyKindTrace } from "./every_kind.ts";
import { HOSTILE_NAMES } from "./hostile_names.ts";

/** An agent whose name and states have names from anywhere. */
function hostileAgent() {
  return HOSTILE_NAMES.reduce(
    (hostile, [name]) => hostile.state(name, () => 1),
    agent('name: "x" \\ %%{init}%%\n---').state("0" as string, () => 1),
  );
}

function lineOf(picture: string, start: string): string | undefined {
  return picture.split("\n").find((line) => line.trimStart().startsWith(start))?.trim();
}

Deno.test("toMermaid() draws every kind of edge, entries, routes and what is special about a state", async () => {
  await assertGolden("picture_definition.mmd", toMermaid(everyKind));
});

Deno.test("toMermaid() draws a run on the definition: outcomes, durations, attempts, visits and tasks", async () => {
  await assertGolden("picture_run.mmd", toMermaid(everyKind, { trace: await everyKindTrace() }));
});

Deno.test("toMermaidTimeline() draws a bar for each attempt, by state, in the order of their starts", async () => {
  await assertGolden("picture_timeline.mmd", toMermaidTimeline(await everyKindTrace()));
});

Deno.test("toGraphviz() draws every kind of edge, entries, routes and what is special about a state", async () => {
  await assertGolden("picture_definition.dot", toGraphviz(everyKind));
});

Deno.test("toGraphviz() draws a run on the definition: outcomes, durations, attempts, visits and tasks", async () => {
  await assertGolden("picture_run.dot", toGraphviz(everyKind, { trace: await everyKindTrace() }));
});

Deno.test("pictures are the same of an agent, of its description and of a class's definition", () => {
  class Pair extends Agent.over(agent("pair")) {
    @state()
    first() {}

    @state({ after: ["first"] })
    second() {}
  }
  const built = agent("pair").state("first", () => {}).state("second", { after: ["first"] }, () => {});
  for (const draw of [toMermaid, toGraphviz]) {
    assert.equal(draw(built.describe()), draw(built));
    assert.equal(draw(new Pair().definition), draw(built));
  }
});

Deno.test("pictures show names of states as they are, whatever they mean to Mermaid, Markdown, HTML or DOT", () => {
  const hostile = hostileAgent(), graphviz = toGraphviz(hostile), mermaid = toMermaid(hostile);
  for (const [at, [, dotText, mermaidText]] of HOSTILE_NAMES.entries()) {
    assert.equal(lineOf(graphviz, `s${at + 1} `), `s${at + 1} [label="${dotText}"];`);
    assert.equal(lineOf(mermaid, `s${at + 1}(`), `s${at + 1}("${mermaidText}")`);
  }
});

Deno.test("pictures show the name of an agent as it is", () => {
  const hostile = hostileAgent();
  assert.equal(lineOf(toMermaid(hostile), "title:"), String.raw`title: "name: \"x\" \\ %%{init}%%␊---"`);
  assert.match(toGraphviz(hostile), /graph \[label="name: \\"x\\" \\\\ %%\{init\}%%␊---", labelloc=t/);
});

Deno.test("toMermaidTimeline() shows names as they are and draws nothing shorter than a millisecond", () => {
  const task = { path: ["a:b"], state: "c # d", visit: 1, index: undefined, outcome: "cancelled" } as const;
  const trace: RunTrace = {
    agent: "x; y",
    status: "timed-out",
    durationMs: 0.5,
    tasks: [{ ...task, attempts: [{ startMs: 0.1, endMs: 0.1004 }] }],
    outcomes: {},
    missedEvents: 0,
  };
  assert.deepEqual(toMermaidTimeline(trace).split("\n"), [
    "gantt",
    "  title x#59; y#58; timed-out in 500 µs",
    "  dateFormat x",
    "  axisFormat %Q ms",
    "  section a#58;b #47; c #35; d",
    "  cancelled, 0.4 µs :active, 0, 1ms",
    "",
  ]);
});

Deno.test("pictures refuse the run of another agent", async () => {
  const trace = await everyKindTrace(), other = agent("other").state("s", () => 1);
  for (const draw of [toMermaid, toGraphviz]) {
    assert.throws(
      () => draw(other, { trace }),
      /Cannot draw agent "other" with the run of another: current value of 'trace' is a run of "every kind"/,
    );
  }
});

Deno.test("pictures refuse a definition that is wrong", () => {
  const wrong = agent("wrong");
  assert.throws(() => toMermaid(wrong), /must have at least one state/);
  assert.throws(() => toGraphviz(wrong), /must have at least one state/);
});
