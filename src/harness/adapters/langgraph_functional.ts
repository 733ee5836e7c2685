/**
 * LangGraph's functional API as an adapter: tasks that an entrypoint calls, in the language's own loops
 * and `Promise.all`. It is LangGraph's second idiom; the first, a graph, is in `langgraph.ts`, and both
 * run on one engine.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { LANGGRAPH_FUNCTIONAL } from "./facts.ts";
import { checkpointed, subgraphs, toolAgent } from "./langgraph_functional/agents.ts";
import { chain, complex, diamond, fanout, loop, records, retry, stages } from "./langgraph_functional/shapes.ts";
import { builtFrom } from "./shape_builders.ts";

/** LangGraph's functional API, as the harness drives it. */
const langgraphFunctional: Adapter = {
  ...LANGGRAPH_FUNCTIONAL,
  ...builtFrom({
    shapes: {
      chain,
      fanout,
      diamond,
      stages,
      loop,
      retry,
      complex,
      isolation: "ends a run in which two tasks have failed, even where the entrypoint catches both",
      records,
      subgraphs,
      "wide-state": "keeps what steps share in the variables of the entrypoint, which has no fields",
      "tool-agent": toolAgent,
    },
    checkpointed,
  }),
};
export default langgraphFunctional;
