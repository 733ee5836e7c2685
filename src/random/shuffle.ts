/**
 * Random order: the Fisher–Yates shuffle in Durstenfeld's form. Where the chance comes from is the
 * caller's choice.
 * @module
 */
import type { Random } from "./random.ts";

/**
 * Puts items in a random order, each order with the same probability.
 *
 * @param items What to shuffle; left as it is.
 * @param random Draws one number per item, except the last that is left.
 * @returns A new array of the same items.
 *
 * @example Put arms in an order that a seed can repeat
 * ```ts
 * import assert from "node:assert/strict";
 * import { shuffled } from "./shuffle.ts";
 * import { randomFromSeed } from "./xoshiro128.ts";
 *
 * const order = shuffled(["control", "puffinflow", "langgraph"], randomFromSeed(7));
 * assert.deepEqual(order, shuffled(["control", "puffinflow", "langgraph"], randomFromSeed(7)));
 * ```
 */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const drawn = random.below(last + 1);
    [order[last], order[drawn]] = [order[drawn]!, order[last]!];
  }
  return order;
}
