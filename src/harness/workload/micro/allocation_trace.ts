/**
 * The requests on which ways of sharing things out are compared: 5,000 of them, one a step, from four users who together
 * want twice what there is, for 16 nodes. It is the same for all ways, and in all runs, as the quality of their
 * decisions is compared too.
 * @module
 */
import { randomFromSeed } from "../../../random/xoshiro128.ts";

/** Nodes that requests are for: each has so much of everything. */
export const ALLOCATION_NODES = 16;

/** What a node has of processors, and of memory in GB. */
export const NODE_CAPACITY = 64;

/** Most requests of one user that wait at a time: a user goes away with one more. */
export const USER_LINE = 8;

/** Wait that counts as much as one level of priority, in steps. */
export const AGING_STEPS = 200;

/** Users, with how often each asks compared with the others, and with their weights where those count. */
export const ALLOCATION_USERS = [
  { name: "ada", asks: 2, weight: 1 },
  { name: "grace", asks: 2, weight: 2 },
  { name: "edsger", asks: 1, weight: 1 },
  { name: "barbara", asks: 1, weight: 1 },
] as const;

/** A request. */
export interface AllocationRequest {
  /** Number of the user in {@linkcode ALLOCATION_USERS}. */
  readonly user: number;
  readonly cpu: number;
  readonly memory: number;
  /** How important it is: 0 to 3. */
  readonly priority: number;
  /** How long it is held once it is there: up to {@linkcode LONGEST_HOLD_STEPS}. */
  readonly holdSteps: number;
}

const SHORTEST_HOLD_STEPS = 100;

/** Longest hold. */
export const LONGEST_HOLD_STEPS = 255;

const TRACE_SEED = 16_000;

/**
 * Draws the requests.
 *
 * @param requests How many.
 * @returns The first is asked for at step 0, the next at step 1, and so on.
 */
export function allocationTrace(requests: number): readonly AllocationRequest[] {
  const random = randomFromSeed(TRACE_SEED);
  const asking = ALLOCATION_USERS.flatMap(({ asks }, user) => new Array<number>(asks).fill(user));
  return Array.from({ length: requests }, () => {
    const user = asking[random.below(asking.length)]!;
    // Processors and memory are wanted in unlike shares: what is left over of one is of no use without the other.
    const isWide = random.below(2) === 0, much = 4 + random.below(29), little = 1 + random.below(8);
    return {
      user,
      cpu: isWide ? much : little,
      memory: isWide ? little : much,
      priority: random.below(4),
      holdSteps: SHORTEST_HOLD_STEPS + random.below(LONGEST_HOLD_STEPS - SHORTEST_HOLD_STEPS + 1),
    };
  });
}
