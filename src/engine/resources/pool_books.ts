/**
 * What a pool tells a deadlock detector when waits are played through: what would be free on each node if
 * whoever does not wait gave back all it holds, and whose turn would be next.
 *
 * Where requesters take turns, who is next depends on what comes back first. There everybody in line is taken
 * for the possible next one, so that nothing is called a deadlock that may yet dissolve.
 * @module
 */
import type { Books, Stock } from "../coordination/books.ts";
import type { Owner } from "../coordination/owner.ts";
import type { Claim, HeldClaims } from "./claim.ts";
import type { Inventory, Need } from "./inventory.ts";
import type { Line } from "./line.ts";
import type { Wait } from "./wait.ts";

/** What the books are about. */
export interface BookedPool {
  readonly inventory: Inventory;
  readonly held: HeldClaims;
  readonly line: Line;
}

/** The books of one pool. */
export class PoolBooks implements Books {
  readonly #pool: BookedPool;

  /**
   * Opens the books.
   *
   * @param pool What they are about.
   */
  constructor(pool: BookedPool) {
    this.#pool = pool;
  }

  get isOrdered(): boolean {
    return this.#pool.line.isOrdered;
  }

  lineOf(): Iterable<Wait> {
    return this.#pool.line.members();
  }

  inTheWayOf({ claim: { need } }: Wait): (owner: Owner) => boolean {
    const overlaps = (other: Need) => other.some((amount, column) => amount > 0 && need[column]! > 0);
    const holders = new Set<Owner | undefined>();
    for (const claim of this.#pool.held) if (overlaps(claim.need)) holders.add(claim.owner.task);
    return (owner) => holders.has(owner);
  }

  play(blocked: ReadonlyMap<Owner, number>): Stock {
    const { inventory, held } = this.#pool, free = inventory.free.slice();
    const kept = new Map<Owner, Claim[]>();
    const give = ({ node, need }: Claim) => need.forEach((amount, i) => free[node * need.length + i]! += amount);
    for (const claim of held) {
      const { task } = claim.owner;
      if (task === undefined || !blocked.has(task)) give(claim);
      else if (!kept.get(task)?.push(claim)) kept.set(task, [claim]);
    }
    return {
      isEnoughFor: ({ claim: { need } }: Wait) =>
        inventory.nodeNames.some((_, node) => need.every((amount, i) => free[node * need.length + i]! >= amount)),
      giveBack: (owner) => kept.get(owner)!.forEach(give),
    };
  }
}
