import { createTraceState, ROOT_CONTEXT, type SpanContext, trace, TraceFlags } from "@opentelemetry/api";
import assert from "node:assert/strict";
import { Agent, agent, state } from "puffinflow";
import { traceHeaders, traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";
import { randomFromSeed } from "../../../../src/random/xoshiro128.ts";
import { recording, spanNamed, withContextManager } from "./recording.ts";
import { treesOf } from "./span_tree.ts";

Deno.test("traceRuns() has a state's span active in its function, across its own waits", async () => {
  using _ = withContextManager();
  const { clock, recorder, after, instruments } = recording();
  const own = async (name: string) => {
    const span = recorder.startSpan(`${name} before`);
    await after(5);
    span.end();
    recorder.startSpan(`${name} after`).end();
  };
  const inner = agent("inner").state("deep", () => own("deep"));
  const busy = agent("busy", { instruments })
    .state("a", () => own("a")).state("b", () => own("b"))
    .subagent("child", inner, { after: ["a"], input: () => {} })
    .state("tried", { after: ["a", "b"], retry: { maxAttempts: 2 } }, async ({ attempt }) => {
      await own(`tried ${attempt}`);
      if (attempt === 1) throw new Error("again");
    });
  const running = busy.run(undefined, { clock });
  await clock.runAll();
  await running;
  assert.equal(new Set(recorder.spans.map((span) => span.traceId)).size, 1);
  assert.deepEqual(treesOf(recorder.spans), [[
    "agent busy",
    ["state a", ["a before"], ["a after"]],
    ["state b", ["b before"], ["b after"]],
    ["state child", ["agent inner", ["state deep", ["deep before"], ["deep after"]]]],
    [
      "state tried",
      ["attempt 1", ["tried 1 before"], ["tried 1 after"]],
      ["attempt 2", ["tried 2 before"], ["tried 2 after"]],
    ],
  ]]);
});

Deno.test("traceRuns() works with an agent that is a class", async () => {
  using _ = withContextManager();
  const { recorder, instruments } = recording();
  class Doubled extends Agent<number> {
    @state()
    twice(context: { readonly input: number }) {
      recorder.startSpan("own").end();
      return context.input * 2;
    }
  }
  const { twice } = (await new Doubled().run(21, { instruments })).unwrap();
  assert.equal(twice, 42);
  assert.deepEqual(treesOf(recorder.spans), [["agent Doubled", ["state twice", ["own"]]]]);
});

Deno.test("traceRuns() makes a run part of what is active when it is started, from start() too", async () => {
  using _ = withContextManager();
  const { recorder, instruments } = recording();
  const single = agent("single", { instruments }).state("a", () => 1);
  await recorder.startActiveSpan("request", async (span) => {
    await single.run();
    await single.start().result;
    span.end();
  });
  const expected = ["agent single", ["state a"]] as const;
  assert.deepEqual(treesOf(recorder.spans), [["request", expected, expected]]);
});

const REMOTE: SpanContext = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
};
const TRACEPARENT = `00-${REMOTE.traceId}-${REMOTE.spanId}-01`;

Deno.test("traceRuns() makes a run part of 'parent', headers or a context", async () => {
  const single = agent("single").state("a", (context) => traceHeaders(context));
  const remote = { ...REMOTE, traceState: createTraceState("puffin=1") };
  const parents = [
    new Headers({ traceparent: TRACEPARENT, tracestate: "puffin=1" }),
    { Traceparent: TRACEPARENT, tracestate: ["puffin=1"] },
    trace.setSpanContext(ROOT_CONTEXT, remote),
  ];
  for (const parent of parents) {
    const { recorder } = recording();
    const run = await single.run(undefined, { instruments: [traceRuns({ tracer: recorder, parent })] });
    const root = spanNamed(recorder, "agent single"), inside = spanNamed(recorder, "state a");
    assert.deepEqual([root.traceId, root.parentSpanId], [REMOTE.traceId, REMOTE.spanId]);
    assert.deepEqual(run.unwrap().a, {
      traceparent: `00-${REMOTE.traceId}-${inside.spanId}-01`,
      tracestate: "puffin=1",
    });
  }
});

Deno.test("traceRuns() begins a trace where the headers name none", async () => {
  const { recorder } = recording(), instruments = [traceRuns({ tracer: recorder, parent: new Headers() })];
  await agent("single").state("a", () => 1).run(undefined, { instruments });
  assert.equal(spanNamed(recorder, "agent single").parentSpanId, undefined);
});

Deno.test("traceRuns() traces the share of runs that 'sampleRatio' says, and those inside a sampled trace always", async () => {
  const { recorder } = recording(), random = randomFromSeed(7);
  const single = agent("single", { instruments: [traceRuns({ tracer: recorder, sampleRatio: 0.25, random })] })
    .state("a", () => 1);
  for (let i = 0; i < 1_000; i++) await single.run();
  const share = recorder.spans.filter((span) => span.name === "agent single").length / 1_000;
  assert.ok(Math.abs(share - 0.25) < 0.05, `${share} of the runs`);
  recorder.clear();
  const inside = traceRuns({ tracer: recorder, sampleRatio: 0, parent: { traceparent: TRACEPARENT } });
  await agent("single").state("a", () => 1).run(undefined, { instruments: [inside] });
  assert.deepEqual(treesOf(recorder.spans), [["agent single", ["state a"]]]);
});

Deno.test("traceRuns() lets nothing inside a run that is not sampled begin a trace, and tells others that it is not", async () => {
  using _ = withContextManager();
  const { recorder } = recording(), unsampled = traceRuns({ tracer: recorder, sampleRatio: 0 });
  const remote = traceRuns({ tracer: recorder, parent: { traceparent: TRACEPARENT.replace(/1$/, "0") } });
  const inner = agent("inner").state("deep", async (context) => {
    await Promise.resolve();
    recorder.startSpan("own").end();
    return traceHeaders(context);
  });
  const outer = agent("outer").subagent("child", inner, { input: () => {} });
  const first = (await outer.run(undefined, { instruments: [unsampled] })).unwrap().child.deep;
  assert.match(first["traceparent"]!, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  const second = (await outer.run(undefined, { instruments: [remote] })).unwrap().child.deep;
  assert.deepEqual(second, { traceparent: `00-${REMOTE.traceId}-${REMOTE.spanId}-00` });
  assert.deepEqual(recorder.spans, []);
});
