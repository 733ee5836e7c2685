/**
 * A thousand items from one producer for fifty consumers, ten each.
 * @module
 */
import { foldNext } from "../digest.ts";
import { nextStep } from "./oracle.ts";

/** Consumers of what is produced. */
export const CONSUMERS = 50;
/** How many of them may run at once in the program that limits them. */
export const CONSUMERS_AT_ONCE = 8;

const ITEMS = 1_000;
const ITEMS_EACH = 10;

/**
 * Produces the items.
 *
 * @param seed The run's seed.
 * @returns Items, each following from the one before.
 */
export function produceItems(seed: number): Uint32Array {
  const items = new Uint32Array(ITEMS);
  let item = seed;
  for (let i = 0; i < ITEMS; i++) items[i] = item = nextStep(item, i);
  return items;
}

/**
 * Consumes every fiftieth item, ten in all.
 *
 * @param items All items.
 * @param consumer Number of the consumer, from 0.
 * @returns What they come to.
 */
export function consumeItems(items: Uint32Array, consumer: number): number {
  let folded = consumer;
  for (let i = 0; i < ITEMS_EACH; i++) folded = foldNext(folded, items[consumer + i * CONSUMERS]!);
  return folded;
}
