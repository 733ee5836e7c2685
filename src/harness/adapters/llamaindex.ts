/**
 * LlamaIndex Workflows as an adapter, through the package that holds the engine and nothing else. How
 * the shapes are built with it is in `llamaindex_graphs.ts`.
 * @module
 */
import { createWorkflow, workflowEvent } from "@llamaindex/workflow-core";
import type { Adapter } from "./adapter.ts";
import { LLAMAINDEX } from "./facts.ts";
import { graphsOnly } from "./micro_program.ts";
import { preparedWith } from "./llamaindex_graphs.ts";

/** LlamaIndex Workflows, as the harness drives them. */
const llamaindex: Adapter = {
  ...LLAMAINDEX,
  supports: graphsOnly,
  prepare: preparedWith({ createWorkflow, workflowEvent }),
};
export default llamaindex;
