/**
 * Holders of a full pool, and who of them has to go when something more important comes.
 * @module
 */
import { nextStep } from "./oracle.ts";

/** Units of the pool; each is held by a lease of its own. */
export const SLOTS = 16;

/** Slots that may never be taken away, with their priorities: above and equal to that of a request. */
export const PROTECTED_PRIORITIES = [9, 9, 9, 9, 5, 5, 5, 5] as const;

/** Priority of the requests that preempt. */
export const CONTENDER_PRIORITY = 5;

/** Draws of one request. */
function drawn(seed: number, operation: number, salt: number): number {
  let word = Math.imul(seed ^ operation, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 15), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/**
 * Draws the priority of a lease that may be taken away: 0 to 3.
 *
 * @param seed The run's seed.
 * @param operation Number of the request after which it is made, from 0; -1 for those there are at first.
 * @param slot Number of its slot.
 */
export function slotPriority(seed: number, operation: number, slot: number): number {
  return drawn(seed, operation, slot + 1) & 3;
}

/**
 * Draws how many units a request needs: 1 to 4.
 *
 * @param seed The run's seed.
 * @param operation Number of the request, from 0.
 */
export function contenderUnits(seed: number, operation: number): number {
  return 1 + (drawn(seed, operation, 0) & 3);
}

/**
 * Does the step of a request.
 *
 * @param value What the step before gave.
 * @param victims Slots that were taken away for it, a bit for each.
 * @param held Leases that were held once it was met.
 * @returns A 32-bit unsigned integer.
 */
export function preemptionStep(value: number, victims: number, held: number): number {
  return nextStep(value, victims * 32 + held);
}

/**
 * Answers for a program that preempts: an oracle. As few as are needed go: the least important, and of equal ones the
 * youngest.
 *
 * @param operations Requests of the run.
 * @param seed The run's seed.
 */
export function preemptions(operations: number, seed: number): number {
  const leases: { slot: number; priority: number; made: number }[] = [];
  let value = seed, made = 0;
  for (let slot = PROTECTED_PRIORITIES.length; slot < SLOTS; slot++) {
    leases.push({ slot, priority: slotPriority(seed, -1, slot), made: made++ });
  }
  for (let operation = 0; operation < operations; operation++) {
    const units = contenderUnits(seed, operation);
    leases.sort((a, b) => a.priority - b.priority || b.made - a.made);
    const victims = leases.splice(0, units).sort((a, b) => a.slot - b.slot);
    value = preemptionStep(value, victims.reduce((mask, { slot }) => mask | 1 << slot, 0), SLOTS - units + 1);
    for (const { slot } of victims) leases.push({ slot, priority: slotPriority(seed, operation, slot), made: made++ });
  }
  return value;
}
