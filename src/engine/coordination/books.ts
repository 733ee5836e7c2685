/**
 * What a resource has to tell so that waits for it can be played through: how much there would be if all who
 * do not wait gave back what they hold, and whose turn it is then. `UnitBooks` are those of locks and
 * semaphores; a resource with more than a number of units brings its own.
 * @module
 */
import type { Owner } from "./owner.ts";
import type { LineMember, Waiting } from "./waiter.ts";

/** What is there to be had, while waits are played through. */
export interface Stock {
  /**
   * Tells whether a wait would be over.
   *
   * @param waiter Waits for this resource.
   */
  isEnoughFor(waiter: Waiting): boolean;
  /**
   * Somebody who was waiting has finished, and gives back all it holds of this resource.
   *
   * @param owner Who.
   */
  giveBack(owner: Owner): void;
}

/** The books of one resource. */
export interface Books {
  /** Whether the line's order is settled when one joins. If not, everybody in it may be the next. */
  readonly isOrdered: boolean;
  /**
   * Lists the line that a wait stands in.
   *
   * @param waiter Waits for this resource.
   * @returns All who wait in that line, from the front.
   */
  lineOf(waiter: Waiting): Iterable<Waiting>;
  /**
   * Tells holders whose part is what a wait is for from the others.
   *
   * @param waiter Waits for this resource.
   * @returns Whether somebody who holds some of it is in the way.
   */
  inTheWayOf(waiter: Waiting): (owner: Owner) => boolean;
  /**
   * Begins to play.
   *
   * @param blocked Who holds some of this resource and waits for something, with the number of units.
   * @returns All that the others hold, and what is free.
   */
  play(blocked: ReadonlyMap<Owner, number>): Stock;
}

/** The books of a lock or semaphore: so many units, all alike. */
export class UnitBooks implements Books {
  readonly isOrdered = true;
  readonly #units: number;

  /**
   * Opens the books.
   *
   * @param units How many units there are.
   */
  constructor(units: number) {
    this.#units = units;
  }

  *lineOf(waiter: LineMember): Generator<LineMember> {
    let first = waiter;
    while (first.ahead !== null) first = first.ahead;
    for (let member: LineMember | null = first; member !== null; member = member.behind) yield member;
  }

  /** One unit is as good as any other. */
  inTheWayOf(): () => boolean {
    return () => true;
  }

  play(blocked: ReadonlyMap<Owner, number>): Stock {
    let available = this.#units;
    for (const units of blocked.values()) available -= units;
    return {
      isEnoughFor: ({ claim }: LineMember) => claim.units <= available,
      giveBack: (owner) => void (available += blocked.get(owner)!),
    };
  }
}
