/**
 * PuffinFlow's locks, limiters and the like, one by one: programs of the suite `coordination`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { agents } from "./coordination/agents.ts";
import { contention } from "./coordination/contention.ts";
import { deadlocks } from "./coordination/deadlocks.ts";
import { limiters } from "./coordination/limiters.ts";
import { poolWork } from "./coordination/pool_work.ts";
import { uncontended } from "./coordination/uncontended.ts";

/** Programs by scenario. */
export const coordination: MicroPrograms = {
  ...uncontended,
  ...contention,
  ...limiters,
  ...agents,
  ...poolWork,
  ...deadlocks,
};
