/**
 * The notes on fairness of all adapters, by id. They are data: no framework is loaded for them.
 * @module
 */
import { control } from "./control/fairness.ts";
import { effect } from "./effect/fairness.ts";
import type { Fairness } from "./fairness.ts";
import { langgraph } from "./langgraph/fairness.ts";
import { langgraphFunctional } from "./langgraph_functional/fairness.ts";
import { llamaindex, llamaindexUmbrella } from "./llamaindex/fairness.ts";
import { mastra } from "./mastra/fairness.ts";
import { pocketflow } from "./pocketflow/fairness.ts";
import { puffinflow } from "./puffinflow/fairness.ts";
import { xstate, xstateInvokes } from "./xstate/fairness.ts";

/** All notes. */
export const FAIRNESS_NOTES: ReadonlyMap<string, Fairness> = new Map(
  [
    control,
    puffinflow,
    langgraph,
    langgraphFunctional,
    llamaindex,
    llamaindexUmbrella,
    mastra,
    effect,
    xstate,
    xstateInvokes,
    pocketflow,
  ].map((note) => [note.adapter, note]),
);
