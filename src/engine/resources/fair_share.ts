/**
 * Dominant resource fairness: next is the requester who now holds least, measured by the share of the pool
 * that it holds of the resource of which it holds most, and divided by its weight. What was given back
 * counts no longer. After Ghodsi et al., "Dominant Resource Fairness" (NSDI 2011).
 * @module
 */
import type { Inventory } from "./inventory.ts";
import type { Requester, Turn } from "./shared_line.ts";

/**
 * Makes a turn by shares.
 *
 * @param inventory What shares are shares of.
 * @param weights Weight by name of requester; who is not named has 1.
 */
export function fairShare(inventory: Inventory, weights: ReadonlyMap<string, number>): Turn {
  const share = (requester: Requester) =>
    inventory.dominantShareOf(requester.held) / (weights.get(requester.name) ?? 1);
  return { whenJoining: share, whenChanged: share };
}
