/**
 * LlamaIndex Workflows as an adapter, through the package that holds the engine and nothing else. How
 * the shapes are built with it is in `llamaindex_graphs.ts`.
 * @module
 */
import { createWorkflow, workflowEvent } from "@llamaindex/workflow-core";
import type { Adapter } from "./adapter.ts";
import { LLAMAINDEX } from "./facts.ts";
import { abilitiesWith } from "./llamaindex_graphs.ts";
import { builtFrom } from "./shape_builders.ts";

/** LlamaIndex Workflows, as the harness drives them. */
const llamaindex: Adapter = {
  ...LLAMAINDEX,
  ...builtFrom(abilitiesWith({ createWorkflow, workflowEvent })),
};
export default llamaindex;
