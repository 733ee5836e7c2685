/**
 * A graph of waits that a seed decides: everybody holds one lock and asks for one more, one after the other. Where
 * that closes circles is found by plain graph theory, without locks and lines.
 * @module
 */
import { nextStep } from "./oracle.ts";
import { stronglyConnected } from "./strongly_connected.ts";

/**
 * Draws whose lock somebody asks for: never its own.
 *
 * @param seed The run's seed.
 * @param owner Who asks, from 0 to `owners - 1`.
 * @param owners How many there are, 2 or more.
 * @returns The number of another owner.
 */
export function wantedBy(seed: number, owner: number, owners: number): number {
  // One-to-one scrambling, the finalizer of MurmurHash3: neighbours ask for locks that are far apart.
  let word = Math.imul(seed ^ owner, 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (owner + 1 + ((word ^ (word >>> 16)) >>> 0) % (owners - 1)) % owners;
}

/**
 * Does the steps of a deadlock that was found.
 *
 * @param value What the step before gave.
 * @param circle Who waits for whom, each for the next, the last for the first; the first closed it.
 * @returns A 32-bit unsigned integer.
 */
export function deadlockStep(value: number, circle: readonly number[]): number {
  return circle.reduce(nextStep, nextStep(value, circle.length));
}

/**
 * Answers for a program that finds deadlocks: an oracle. Every circle of the graph is one, closed by whoever of it asks
 * last, and found once: with that one turned away it is none.
 *
 * @param operations Owners.
 * @param seed The run's seed.
 */
export function deadlocks(operations: number, seed: number): number {
  const wanted = Array.from({ length: operations }, (_, owner) => [wantedBy(seed, owner, operations)]);
  const circles = stronglyConnected(operations, (owner) => wanted[owner]!).filter(({ length }) => length > 1);
  const closers = circles.map((circle) => Math.max(...circle)).sort((a, b) => a - b);
  let value = seed;
  for (const closer of closers) {
    const circle = [closer];
    for (let next = wanted[closer]![0]!; next !== closer; next = wanted[next]![0]!) circle.push(next);
    value = deadlockStep(value, circle);
  }
  return value;
}
