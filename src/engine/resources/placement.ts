/**
 * Which node meets a request. Nodes of unlike size and resources of unlike units are compared by the share
 * in use of the resource that a node is shortest of. Pure; which request is next is decided in the lines.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Inventory, Need } from "./inventory.ts";

/**
 * Which of the nodes that can meet a request does: the first in the order in which the pool names them, the
 * one that will be fullest (which leaves large gaps elsewhere), or the one that will be emptiest (which
 * spreads the load).
 */
export type Placement = "first-fit" | "best-fit" | "worst-fit";

/** Finds a node for a need: its number, or -1 if none can meet it now. */
export type Place = (inventory: Inventory, need: Need) => number;

const PLACES: Readonly<Record<Placement, Place>> = {
  "first-fit": firstFit,
  "best-fit": (inventory, need) => fittest(inventory, need, 1),
  "worst-fit": (inventory, need) => fittest(inventory, need, -1),
};

/**
 * Looks up a placement.
 *
 * @param placement Its name.
 * @param pool Name of the pool, for the message.
 * @throws {RangeError} If there is none of the name.
 */
export function placeBy(placement: Placement, pool: string): Place {
  if (Object.hasOwn(PLACES, placement)) return PLACES[placement];
  throw new RangeError(
    `Cannot make "${pool}" as 'placement' must be one of ${
      Object.keys(PLACES).join(", ")
    }: current value is ${placement}`,
  );
}

function firstFit(inventory: Inventory, need: Need): number {
  const nodes = inventory.nodeNames.length;
  for (let node = 0; node < nodes; node++) if (inventory.canMeet(node, need)) return node;
  return -1;
}

/** The fullest node after placing where `sign` is 1, the emptiest where it is -1; the first among equals. */
function fittest({ free, capacity, inverse, nodeNames }: Inventory, need: Need, sign: 1 | -1): number {
  const width = need.length;
  invariant(free.length === nodeNames.length * width, "A need names the resources of its inventory");
  let best = -1, bestFullness = -Infinity;
  for (let node = 0, base = 0; node < nodeNames.length; node++, base += width) {
    let fullness = 0, column = 0;
    for (; column < width; column++) {
      const left = free[base + column]! - need[column]!;
      if (left < 0) break;
      const used = (capacity[base + column]! - left) * inverse[base + column]!;
      if (used > fullness) fullness = used;
    }
    if (column < width || sign * fullness <= bestFullness) continue;
    best = node;
    bestFullness = sign * fullness;
  }
  return best;
}
