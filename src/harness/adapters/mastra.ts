/**
 * Mastra's workflows as an adapter: a step a task with a schema on either side, `then` for a chain and
 * `parallel` for branches, committed once and given a new run each time. No Mastra instance is made, but where steps
 * are to be recorded: it would add storage and logging, which the workflow does without.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { MASTRA } from "./facts.ts";
import { chain, chainWorkflow, diamond, fanout, stages } from "./mastra/graphs.ts";
import { agentWorkflow, CONVERSATION, fanWorkflow, subgraphs, toolAgent } from "./mastra/nested.ts";
import { NUMBERS } from "./mastra/prepared_workflow.ts";
import { complex, loop, records, retry } from "./mastra/routes.ts";
import { wideEnds, wideState, wideWorkflow } from "./mastra/wide_state.ts";
import { builtFrom } from "./shape_builders.ts";

const withStore = async () => (await import("./mastra/checkpointed.ts")).keptFrom;

/** Mastra's workflows, as the harness drives them. */
const mastra: Adapter = {
  ...MASTRA,
  ...builtFrom({
    shapes: {
      chain,
      fanout,
      diamond,
      stages,
      loop,
      retry,
      complex,
      isolation: "ends the workflow when a step beside others fails for good",
      records,
      subgraphs,
      "wide-state": wideState,
      "tool-agent": toolAgent,
    },
    checkpointed: {
      chain: async ({ length }, work) => (await withStore())(chainWorkflow(length, work), NUMBERS),
      subgraphs: async (shape, work) => (await withStore())(fanWorkflow(shape, work), NUMBERS),
      "wide-state": async (shape, work) => (await withStore())(wideWorkflow(shape, work), wideEnds(shape)),
      "tool-agent": async (shape, work) => (await withStore())(agentWorkflow(shape, work), CONVERSATION),
    },
  }),
};
export default mastra;
