/**
 * PocketFlow.js as an adapter: a node a task, joined by `next`, and one `ParallelBatchNode` for all
 * branches, as a flow has no other way of running tasks side by side. Nodes speak through the shared
 * store, one for each run.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { POCKETFLOW } from "./facts.ts";
import {
  chain,
  complex,
  diamond,
  fanout,
  isolation,
  loop,
  records,
  retry,
  stages,
  toolAgent,
  wideState,
} from "./pocketflow/shapes.ts";
import { subgraphs } from "./pocketflow/subgraphs.ts";
import { builtFrom } from "./shape_builders.ts";

/** PocketFlow.js, as the harness drives it. */
const pocketflow: Adapter = {
  ...POCKETFLOW,
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
    checkpointed: "has nothing that records steps",
  }),
};
export default pocketflow;
