/**
 * What the programs of the suite `resources` must answer.
 * @module
 */
import { allocationOracle, ALLOCATORS } from "./allocation_oracle.ts";
import { allowances, refusals } from "./openings.ts";
import { nextStep, type Oracle, type Oracles, sequence } from "./oracle.ts";
import { preemptions } from "./preemption.ts";
import { turnsOf, turnStep } from "./turns.ts";

/** Jobs that contend for a pool in which only some of them have room. */
export const CONTENDED_POOL = { jobs: 20, unitsPerJob: 4, capacity: 8 } as const;

/** Tasks that hold what they got for one round: so many fit into a round. */
export const CONCURRENT = { tasks: 10, unitsPerTask: 4, capacity: 8 } as const;

/** Fewest rounds in which all tasks of {@linkcode CONCURRENT} can have their turn. */
export const IDEAL_ROUNDS = Math.ceil(CONCURRENT.tasks * CONCURRENT.unitsPerTask / CONCURRENT.capacity);

/** Leases that are looked through for those that were left behind. */
export const LEAKED = 10;

/** Levels at which usage is counted. */
export const QUOTA_SCOPES = 5;

/**
 * Draws a name for a lease that is left behind: 0 to 1,023, another one for each of a run.
 *
 * @param seed The run's seed.
 * @param leak Number of the lease, from 0 to `LEAKED - 1`.
 */
export function leakName(seed: number, leak: number): number {
  return ((seed >>> 8) + leak * 97) & 1_023;
}

const PEAK_INSIDE = Math.floor(CONTENDED_POOL.capacity / CONTENDED_POOL.unitsPerJob);

// In each batch all tasks come at once, and are served in the order in which they came.
const batches: Oracle = (operations, seed) => {
  const { tasks } = CONCURRENT;
  let value = seed;
  for (let turn = 0; turn < operations; turn++) {
    value = turnStep(value, turn % tasks, turn);
    if (turn % tasks === tasks - 1) value = nextStep(value, IDEAL_ROUNDS);
  }
  return value;
};

// Allowed one after the other until the limit is reached at every level; then given back.
const allowedCharges: Oracle = (operations, seed) => {
  let value = allowances(operations, seed);
  for (let scope = 0; scope < QUOTA_SCOPES; scope++) value = nextStep(value, operations);
  for (let scope = 0; scope < QUOTA_SCOPES; scope++) value = nextStep(value, 0);
  return value;
};

// Exactly those are found that were left behind, and what they held is there again.
const leaks: Oracle = (operations, seed) => {
  let value = seed;
  for (let leak = 0; leak < LEAKED; leak++) value = nextStep(value, leakName(seed, leak));
  return nextStep(value, operations - LEAKED);
};

/** Oracles by scenario. */
export const RESOURCES_ORACLES: Oracles = {
  single: sequence,
  complex: sequence,
  contention: turnsOf(CONTENDED_POOL.jobs, [PEAK_INSIDE]),
  "concurrent-10": batches,
  "quota-allow": allowedCharges,
  "quota-deny": refusals,
  ...Object.fromEntries(ALLOCATORS.map((allocator) => [`allocator-${allocator}`, allocationOracle(allocator)])),
  "can-allocate": refusals,
  preemption: preemptions,
  "leak-detection": leaks,
};
