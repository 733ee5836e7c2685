/**
 * LlamaIndex Workflows as an adapter, through the package that whoever installs `llamaindex` gets: the
 * engine of `llamaindex.ts` together with agents, memory and tools. Runs cost the same; loading does not.
 * @module
 */
import { createWorkflow, workflowEvent } from "@llamaindex/workflow";
import type { Adapter } from "./adapter.ts";
import { LLAMAINDEX_UMBRELLA } from "./facts.ts";
import { abilitiesWith } from "./llamaindex_graphs.ts";
import { builtFrom } from "./shape_builders.ts";

/** LlamaIndex Workflows out of the umbrella's package, as the harness drives them. */
const llamaindexUmbrella: Adapter = {
  ...LLAMAINDEX_UMBRELLA,
  ...builtFrom(abilitiesWith({ createWorkflow, workflowEvent })),
};
export default llamaindexUmbrella;
