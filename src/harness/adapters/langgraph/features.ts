/**
 * What LangGraph's graphs can do, as small programs that `features/` judges.
 * @module
 */
import { Annotation, Command, END, interrupt, MemorySaver, Send, START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";
import { type FeaturePrograms, has, lacks } from "../feature_programs.ts";

const Value = Annotation.Root({ value: Annotation<number> });
const Sum = Annotation.Root({
  value: Annotation<number>,
  sum: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
});
const START_VALUE = { value: 0 };
const THREAD = { configurable: { thread_id: "run" } };

/** LangGraph's programs. */
const langgraph: FeaturePrograms = {
  retries: has("retryPolicy of addNode", async ({ task }) => {
    const retryPolicy = { maxAttempts: 3, initialInterval: 1, jitter: false, retryOn: () => true, logWarning: false };
    const graph = new StateGraph(Value)
      .addNode("task", async ({ value }) => ({ value: await task(value) }), { retryPolicy })
      .addEdge(START, "task").addEdge("task", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  timeouts: has("timeout of addNode", async ({ task, limitMs }) => {
    const graph = new StateGraph(Value)
      .addNode("task", async (_state, { signal }) => ({ value: await task(signal) }), { timeout: limitMs })
      .addEdge(START, "task").addEdge("task", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  cancellation: has("signal of invoke", async ({ task, started }) => {
    const graph = new StateGraph(Value)
      .addNode("task", async (_state, { signal }) => ({ value: await task(signal) }))
      .addEdge(START, "task").addEdge("task", END).compile();
    const controller = new AbortController();
    const run = graph.invoke(START_VALUE, { signal: controller.signal });
    void started.then(() => controller.abort());
    return (await run).value;
  }),

  isolation: has("errorHandler of addNode", async ({ good, bad }) => {
    const graph = new StateGraph(Value)
      .addNode("good", async ({ value }) => ({ value: await good(value) }))
      .addNode("bad", async ({ value }) => void await bad(value), { errorHandler: () => ({}) })
      .addEdge(START, "good").addEdge(START, "bad").addEdge("good", END).addEdge("bad", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  resumption: has("a checkpointer and invoke(null)", async ({ first, second }) => {
    const graph = new StateGraph(Value)
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("second", async ({ value }) => ({ value: await second(value, "fails") }))
      .addEdge(START, "first").addEdge("first", "second").addEdge("second", END)
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke(START_VALUE, THREAD).catch(() => {});
    return (await graph.invoke(null, THREAD)).value;
  }),

  streaming: has("stream()", async ({ first, second, seen }) => {
    const graph = new StateGraph(Value)
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("second", async ({ value }) => ({ value: await second(value) }))
      .addEdge(START, "first").addEdge("first", "second").addEdge("second", END).compile();
    let value = 0;
    for await (const update of await graph.stream(START_VALUE, { streamMode: "updates" })) {
      seen(update);
      if (update.second !== undefined) value = update.second.value!;
    }
    return value;
  }),

  approval: has("interrupt() and Command({ resume })", async ({ before, after, answer }) => {
    const graph = new StateGraph(Value)
      .addNode("before", async ({ value }) => ({ value: await before(value) }))
      .addNode("after", async ({ value }) => ({ value: await after(value, interrupt<string, number>("well?")) }))
      .addEdge(START, "before").addEdge("before", "after").addEdge("after", END)
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke(START_VALUE, THREAD);
    return (await graph.invoke(new Command({ resume: answer() }), THREAD)).value;
  }),

  typing: has("the types of a state's annotation", async ({ first, second }) => {
    const graph = new StateGraph(Value)
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("second", async ({ value }) => {
        // @ts-expect-error -- The output is a number.
        const _wrong: string = value;
        return { value: await second(value) };
      })
      .addEdge(START, "first").addEdge("first", "second").addEdge("second", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  checkedInput: has("a zod schema as the state", async ({ task, right, wrong }) => {
    const graph = new StateGraph(z.object({ value: z.number() }))
      .addNode("task", async ({ value }) => ({ value: await task(value) }))
      .addEdge(START, "task").addEdge("task", END).compile();
    await graph.invoke({ value: right });
    return (await graph.invoke({ value: wrong as number })).value;
  }),

  timeTravel: has("updateState() at an earlier checkpoint", async ({ first, second, instead }) => {
    const graph = new StateGraph(Value)
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("second", async ({ value }) => ({ value: await second(value) }))
      .addEdge(START, "first").addEdge("first", "second").addEdge("second", END)
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke(START_VALUE, THREAD);
    for await (const { next, config } of graph.getStateHistory(THREAD)) {
      if (!next.includes("second")) continue;
      return (await graph.invoke(null, await graph.updateState(config, { value: instead }, "first"))).value;
    }
    return undefined;
  }),

  routing: has("addConditionalEdges()", async ({ first, left, right }) => {
    const graph = new StateGraph(Value)
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("left", async ({ value }) => ({ value: await left(value) }))
      .addNode("right", async ({ value }) => ({ value: await right(value) }))
      .addEdge(START, "first")
      .addConditionalEdges("first", ({ value }) => value % 2 === 0 ? "left" : "right", ["left", "right"])
      .addEdge("left", END).addEdge("right", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  dynamicFanOut: has("Send() out of an edge", async ({ count, task }) => {
    const graph = new StateGraph(Sum)
      .addNode("count", async () => ({ value: await count() }))
      .addNode("task", async ({ value }: typeof Value.State) => ({ sum: await task(value) }))
      .addEdge(START, "count")
      .addConditionalEdges(
        "count",
        ({ value }) => numbersBelow(value).map((number) => new Send("task", { value: number })),
      )
      .addEdge("task", END).compile();
    return (await graph.invoke(START_VALUE)).sum;
  }),

  subGraphs: has("a compiled graph as a node", async ({ before, inside, after }) => {
    const inner = new StateGraph(Value)
      .addNode("inside", async ({ value }) => ({ value: await inside(value) }))
      .addEdge(START, "inside").addEdge("inside", END).compile();
    const graph = new StateGraph(Value)
      .addNode("before", async ({ value }) => ({ value: await before(value) }))
      .addNode("inner", inner)
      .addNode("after", async ({ value }) => ({ value: await after(value) }))
      .addEdge(START, "before").addEdge("before", "inner").addEdge("inner", "after").addEdge("after", END).compile();
    return (await graph.invoke(START_VALUE)).value;
  }),

  concurrencyLimit: has("maxConcurrency of invoke", async ({ count, task, limit }) => {
    const graph = new StateGraph(Sum)
      .addNode("task", async ({ value }: typeof Value.State) => ({ sum: await task(value) }))
      .addConditionalEdges(START, () => numbersBelow(count).map((number) => new Send("task", { value: number })))
      .addEdge("task", END).compile();
    return (await graph.invoke(START_VALUE, { maxConcurrency: limit })).sum;
  }),

  stepLimit: has("recursionLimit of invoke", async ({ task, limit }) => {
    const graph = new StateGraph(Value)
      .addNode("task", async ({ value }) => ({ value: await task(value) }))
      .addEdge(START, "task").addEdge("task", "task").compile();
    return (await graph.invoke(START_VALUE, { recursionLimit: limit })).value;
  }),

  deadlock: lacks("a join whose tasks never run ends the run as if all were well", async ({ first, second }) => {
    const graph = new StateGraph(Value)
      .addNode("start", () => ({}))
      .addNode("first", async ({ value }) => ({ value: await first(value) }))
      .addNode("second", async ({ value }) => ({ value: await second(value) }))
      .addEdge(START, "start")
      .addEdge(["start", "second"], "first").addEdge(["start", "first"], "second").compile();
    return (await graph.invoke(START_VALUE)).value;
  }),
};

export default langgraph;

function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}
