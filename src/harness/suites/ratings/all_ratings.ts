/**
 * The limits of all suites in one table.
 * @module
 */
import { COORDINATION_RATINGS } from "./coordination.ts";
import { CORE_AGENT_RATINGS } from "./core_agent.ts";
import { DURABILITY_RATINGS } from "./durability.ts";
import { OBSERVABILITY_RATINGS } from "./observability.ts";
import { ORCHESTRATION_RATINGS } from "./orchestration.ts";
import type { Ratings } from "./rating_limits.ts";
import { RESOURCES_RATINGS } from "./resources.ts";

/** Limits by id of the benchmark, whichever suite it is of. */
export const ALL_RATINGS: Ratings = {
  ...ORCHESTRATION_RATINGS,
  ...CORE_AGENT_RATINGS,
  ...RESOURCES_RATINGS,
  ...COORDINATION_RATINGS,
  ...OBSERVABILITY_RATINGS,
  ...DURABILITY_RATINGS,
};
