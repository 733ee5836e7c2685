/**
 * LlamaIndex Workflows as an adapter, through the package that whoever installs `llamaindex` gets: the
 * engine of `llamaindex.ts` together with agents, memory and tools. Runs cost the same; loading does not.
 * @module
 */
import { createWorkflow, workflowEvent } from "@llamaindex/workflow";
import type { Adapter } from "./adapter.ts";
import { LLAMAINDEX_UMBRELLA } from "./facts.ts";
import { graphsOnly } from "./micro_program.ts";
import { preparedWith } from "./llamaindex_graphs.ts";

/** LlamaIndex Workflows out of the umbrella's package, as the harness drives them. */
const llamaindexUmbrella: Adapter = {
  ...LLAMAINDEX_UMBRELLA,
  supports: graphsOnly,
  prepare: preparedWith({ createWorkflow, workflowEvent }),
};
export default llamaindexUmbrella;
