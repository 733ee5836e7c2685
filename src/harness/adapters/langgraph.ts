/**
 * LangGraph as an adapter: a `StateGraph` for each shape, compiled once. The graphs are in the folder of the same name.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { LANGGRAPH } from "./facts.ts";
import { chain, diamond, fanout, isolation, keptChain, stages } from "./langgraph/graphs.ts";
import {
  complex,
  keptSubgraphs,
  keptToolAgent,
  loop,
  records,
  retry,
  subgraphs,
  toolAgent,
} from "./langgraph/routes.ts";
import { keptWideState, wideState } from "./langgraph/wide_state.ts";
import { builtFrom } from "./shape_builders.ts";

/** LangGraph's graph API, as the harness drives it. */
const langgraph: Adapter = {
  ...LANGGRAPH,
  ...builtFrom({
    shapes: {
      chain,
      fanout,
      diamond,
      stages,
      loop,
      retry,
      complex,
      isolation,
      records,
      subgraphs,
      "wide-state": wideState,
      "tool-agent": toolAgent,
    },
    checkpointed: {
      chain: keptChain,
      subgraphs: keptSubgraphs,
      "wide-state": keptWideState,
      "tool-agent": keptToolAgent,
    },
  }),
};
export default langgraph;
