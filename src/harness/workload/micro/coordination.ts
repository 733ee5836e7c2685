/**
 * What the programs of the suite `coordination` must answer.
 * @module
 */
import { allowances, refusals } from "./openings.ts";
import { nextStep, type Oracle, type Oracles, sequence } from "./oracle.ts";
import { turnsOf } from "./turns.ts";
import { deadlocks } from "./wait_graph.ts";

/** Callers of one limiter, and what it lets through. */
export const LIMITED = { callers: 20, limit: 10, periodMs: 1_000 } as const;

/** Parties of the barrier. */
export const PARTIES = 5;

/** Semaphore for which tasks contend. */
export const CONTENDED_SEMAPHORE = { tasks: 10, permits: 3 } as const;

/** Producers, workers and the agents' pool that they share. */
export const POOL_WORK = { producers: 20, workers: 5 } as const;

/**
 * Does the step of a party that goes on.
 *
 * @param value What the step before gave.
 * @param meeting Number of the meeting in the run, from 0.
 * @param place Number of the party, and when it came: both from 0.
 */
export function meetingStep(value: number, meeting: number, place: { party: number; position: number }): number {
  return nextStep(value, (meeting * PARTIES + place.position) * PARTIES + place.party);
}

/**
 * Does the step of a caller that came through.
 *
 * @param value What the step before gave.
 * @param caller Number of the caller, from 0.
 * @param afterMs When, in milliseconds from its call.
 */
export function grantStep(value: number, caller: number, afterMs: number): number {
  return nextStep(value, afterMs * LIMITED.callers + caller);
}

// Whoever comes first goes on first, and comes first to the next meeting.
const meetings: Oracle = (operations, seed) => {
  let value = seed;
  for (let arrival = 0; arrival < operations; arrival++) {
    const party = arrival % PARTIES;
    value = meetingStep(value, Math.floor(arrival / PARTIES), { party, position: party });
  }
  return value;
};

// The bucket is full at first: as many as fit come through at once, the others when each drop has fallen.
const limitedCallers: Oracle = (operations, seed) => {
  const { callers, limit, periodMs } = LIMITED;
  let value = seed;
  for (let call = 0; call < operations; call++) {
    const caller = call % callers;
    value = grantStep(value, caller, Math.max(0, caller - limit + 1) * periodMs / limit);
  }
  return value;
};

/** What a quota of five must answer in each cycle, the first answer in the lowest bit: five times yes, then no. */
export const QUOTA_CYCLE = 0b011111;

/** What a lock must look like in each cycle: free, then taken, then refused to another, then free again. */
export const LOCK_CYCLE = 0b1111;

/**
 * Does the step of a cycle.
 *
 * @param value What the step before gave.
 * @param operation Number of the cycle, from 0.
 * @param seen What was seen in it: up to six answers, the first in the lowest bit.
 */
export function cycleStep(value: number, operation: number, seen: number): number {
  return nextStep(value, operation * 64 + seen);
}

function cycles(seen: number): Oracle {
  return (operations, seed) => {
    let value = seed;
    for (let operation = 0; operation < operations; operation++) value = cycleStep(value, operation, seen);
    return value;
  };
}

/**
 * Does the step of an item.
 *
 * @param value What the step before gave.
 * @param output What working on the item gave.
 * @param times How often it was worked on.
 */
export function itemStep(value: number, output: number, times: number): number {
  return nextStep(nextStep(value, output), times);
}

const items: Oracle = (operations, seed) => {
  let value = seed;
  for (let item = 0; item < operations; item++) value = itemStep(value, nextStep(seed, item), 1);
  return value;
};

const limiters = ["token-bucket", "leaky-bucket", "fixed-window", "sliding-log", "sliding-counter"].flatMap((rule) => [
  [`limiter-${rule}-allow`, allowances] as const,
  [`limiter-${rule}-deny`, refusals] as const,
]);

/** Oracles by scenario. */
export const COORDINATION_ORACLES: Oracles = {
  lock: sequence,
  semaphore: sequence,
  barrier: sequence,
  "lock-contention-10": turnsOf(10),
  "lock-contention-100": turnsOf(100),
  "semaphore-contention": turnsOf(CONTENDED_SEMAPHORE.tasks, [CONTENDED_SEMAPHORE.permits]),
  "barrier-sync": meetings,
  ...Object.fromEntries(limiters),
  "limiter-contention": limitedCallers,
  "coordinator-execution": sequence,
  "pool-creation": sequence,
  "pool-work": items,
  "processor-creation": sequence,
  "enhancement-without": sequence,
  "enhancement-with": sequence,
  "primitive-state": cycles(LOCK_CYCLE),
  quota: cycles(QUOTA_CYCLE),
  "deadlock-1k": deadlocks,
  "deadlock-10k": deadlocks,
};
