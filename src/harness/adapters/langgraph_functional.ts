/**
 * LangGraph's functional API as an adapter: tasks that an entrypoint calls, in the language's own loops
 * and `Promise.all`. It is LangGraph's second idiom; the first, a graph, is in `langgraph.ts`, and both
 * run on one engine.
 * @module
 */
import { entrypoint, task } from "@langchain/langgraph";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { LANGGRAPH_FUNCTIONAL } from "./facts.ts";
import { graphOf, graphsOnly } from "./micro_program.ts";

/** LangGraph's functional API, as the harness drives it. */
const langgraphFunctional: Adapter = { ...LANGGRAPH_FUNCTIONAL, supports: graphsOnly, prepare };
export default langgraphFunctional;

function prepare(workload: Workload, work: Work): Prepared {
  const shape = graphOf(workload);
  switch (shape.kind) {
    case "chain": {
      const chain = chainOf(shape.length, work);
      return { run: async (seed) => await chain.invoke(seed) };
    }
    case "fanout": {
      const fanout = forkOf(shape.width, work);
      return { run: async (seed) => await fanout.invoke(seed) };
    }
    case "diamond": {
      const diamond = forkOf(2, work);
      return { run: async (seed) => await diamond.invoke(seed) };
    }
  }
}

function chainOf(length: number, work: Work) {
  const one = task("one", (number: number, value: number) => work.one(number, value));
  return entrypoint("chain", async (seed: number) => {
    let value = seed;
    for (let number = 0; number < length; number++) value = await one(number, value);
    return value;
  });
}

/** A fan-out; of two branches, a diamond. */
function forkOf(width: number, work: Work) {
  const one = task("one", (number: number, value: number) => work.one(number, value));
  const join = task("join", (number: number, values: readonly number[]) => work.join(number, values));
  return entrypoint("fork", async (seed: number) => {
    const produced = await one(0, seed);
    const outputs = await Promise.all(Array.from({ length: width }, (_, i) => one(i + 1, produced)));
    return await join(width + 1, outputs);
  });
}
