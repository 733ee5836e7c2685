/**
 * Which adapters have programs about their features, and the one place that loads them: a framework is imported when it
 * is probed and not before.
 * @module
 */
import type { FeaturePrograms } from "../adapters/feature_programs.ts";
import {
  CONTROL,
  EFFECT,
  LANGGRAPH,
  LANGGRAPH_FUNCTIONAL,
  LLAMAINDEX,
  LLAMAINDEX_UMBRELLA,
  MASTRA,
  POCKETFLOW,
  PUFFINFLOW,
  XSTATE,
  XSTATE_INVOKES,
} from "../adapters/facts.ts";

type Loader = () => Promise<{ readonly default: FeaturePrograms }>;

const LOADERS: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  [CONTROL.id, () => import("../adapters/control/features.ts")],
  [PUFFINFLOW.id, () => import("../adapters/puffinflow/features.ts")],
  [LANGGRAPH.id, () => import("../adapters/langgraph/features.ts")],
  [LANGGRAPH_FUNCTIONAL.id, () => import("../adapters/langgraph_functional/features.ts")],
  [LLAMAINDEX.id, () => import("../adapters/llamaindex/features.ts")],
  [MASTRA.id, () => import("../adapters/mastra/features.ts")],
  [EFFECT.id, () => import("../adapters/effect/features.ts")],
  [XSTATE.id, () => import("../adapters/xstate/features.ts")],
  [POCKETFLOW.id, () => import("../adapters/pocketflow/features.ts")],
]);

/** Adapters that differ from another in speed or size only: what the one can do, the other can. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  [LLAMAINDEX_UMBRELLA.id, LLAMAINDEX.id],
  [XSTATE_INVOKES.id, XSTATE.id],
]);

/** Ids of the adapters that are probed when none is asked for by name, in the order in which they are shown. */
export const PROBED_IDS: readonly string[] = [...LOADERS.keys()];

/**
 * Loads an adapter's programs, and its framework with them.
 *
 * @param adapter Id of an adapter.
 * @returns The programs; `null` for an adapter that has none, as those from outside do.
 */
export async function loadFeaturePrograms(adapter: string): Promise<FeaturePrograms | null> {
  const load = LOADERS.get(ALIKE.get(adapter) ?? adapter);
  return load === undefined ? null : (await load()).default;
}
