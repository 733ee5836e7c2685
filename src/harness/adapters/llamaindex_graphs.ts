/**
 * The shapes as LlamaIndex Workflows. Two packages bring the one engine, `@llamaindex/workflow-core` and
 * `@llamaindex/workflow`. Each has an adapter of its own and hands its door to {@linkcode abilitiesWith}, so they
 * differ in nothing else. The workflows are in the folder of the same name.
 * @module
 */
import type { LlamaindexDoor } from "./llamaindex_graphs/door.ts";
import { graphBuilders } from "./llamaindex_graphs/graphs.ts";
import { routeBuilders } from "./llamaindex_graphs/routes.ts";
import { wideState } from "./llamaindex_graphs/wide_state.ts";
import type { Abilities } from "./shape_builders.ts";

const NO_RETRIES = "has no retries: a handler that throws ends the run";

/**
 * Says what an adapter can build with the package that it measures.
 *
 * @param door Functions of the package.
 */
export function abilitiesWith(door: LlamaindexDoor): Abilities {
  return {
    shapes: {
      ...graphBuilders(door),
      ...routeBuilders(door),
      "wide-state": wideState(door),
      retry: NO_RETRIES,
      complex: NO_RETRIES,
      isolation: "ends the run when a handler throws, whatever the others do",
    },
    checkpointed: "takes a snapshot when it is asked for one, and records no steps",
  };
}
