/**
 * Watches locks, semaphores and pools for deadlocks. It is fed by their real lines: told of every claim that
 * has to wait, it looks at once whether that closes a circle that nobody can leave, and ends one wait of
 * it. How a deadlock is found is `deadlock_search.ts`'s.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Books } from "./books.ts";
import { DeadlockError } from "./deadlock_error.ts";
import { deadlockOf } from "./deadlock_search.ts";
import type { Party } from "./party.ts";
import { TrackedResource, WaitGraph } from "./wait_graph.ts";

/**
 * Whose wait ends: `requester`, that of the owner whose wait closed the circle; `youngest` or `oldest`,
 * that of the owner in it who has been holding or waiting for the shortest or longest time;
 * `lowest-priority`, the wait of the lowest priority, and of equal ones the youngest owner's.
 */
export type VictimPolicy = "requester" | "youngest" | "oldest" | "lowest-priority";

/** Options of a detector. */
export interface DeadlockDetectorOptions {
  /** Whose wait ends when there is a deadlock. @default {"requester"} */
  readonly victim?: VictimPolicy;
}

/**
 * Registers something that can be held; the way in for locks and pools, which users of a detector have no use for.
 *
 * @param detector Watches it.
 * @param name Its name, for messages.
 * @param books What it tells when waits are played through.
 * @returns What it reports to.
 */
export let track: (detector: DeadlockDetector, name: string, books: Books) => TrackedResource;

/**
 * Finds deadlocks among the locks, semaphores and pools that were made with it, when they happen. To see
 * who waits for whom, it needs claims that name their owner: what is held in nobody's name counts as something
 * that will be released.
 *
 * @example Two tasks that take two locks in opposite order
 * ```ts
 * import assert from "node:assert/strict";
 * import { DeadlockDetector, DeadlockError, Mutex } from "puffinflow/coordination";
 *
 * const detector = new DeadlockDetector();
 * const a = new Mutex({ name: "a", detector });
 * const b = new Mutex({ name: "b", detector });
 * const ada = { name: "ada" }, grace = { name: "grace" };
 *
 * using _a = await a.acquire({ owner: ada });
 * using _b = await b.acquire({ owner: grace });
 * const waiting = b.acquire({ owner: ada });
 * await assert.rejects(a.acquire({ owner: grace }), (error) => {
 *   assert(error instanceof DeadlockError);
 *   assert.deepEqual(error.cycle, [{ owner: grace, waitsFor: "a" }, { owner: ada, waitsFor: "b" }]);
 *   return true;
 * });
 * _b.release();
 * (await waiting).release();
 * ```
 */
export class DeadlockDetector {
  static {
    track = (detector, name, books) => new TrackedResource(detector.#graph, name, books);
  }

  readonly #victim: VictimPolicy;
  readonly #graph = new WaitGraph((party) => this.#onBlocked(party));

  /**
   * Makes a detector that knows of nothing yet.
   *
   * @param options Whose wait ends.
   */
  constructor(options: DeadlockDetectorOptions = {}) {
    const { victim = "requester" } = options;
    this.#victim = victim;
  }

  /** Owners who hold or wait for something now. */
  get owners(): number {
    return this.#graph.size;
  }

  #onBlocked(requester: Party): void {
    // A victim other than the requester may leave it in another circle, or give it its turn.
    while (requester.wait !== null) {
      const cycle = deadlockOf(requester, (waiter) => this.#graph.partyOf(waiter));
      if (cycle === null) return;
      const { wait } = this.#victimOf(cycle);
      invariant(wait !== null, "Everybody in a circle of waits waits");
      const links = cycle.map((party) => ({ owner: party.owner, waitsFor: party.wait!.resource.name }));
      wait.waiter.giveUp(new DeadlockError(wait.resource.name, links));
    }
  }

  #victimOf(cycle: readonly Party[]): Party {
    return cycle.reduce((victim, party) => this.#goesBefore(party, victim) ? party : victim);
  }

  /** Whether a party is to be the victim rather than another; the first in a cycle is the requester. */
  #goesBefore(party: Party, other: Party): boolean {
    const isYounger = party.number > other.number;
    switch (this.#victim) {
      case "requester":
        return false;
      case "youngest":
        return isYounger;
      case "oldest":
        return !isYounger;
      case "lowest-priority": {
        const difference = party.wait!.waiter.priority - other.wait!.waiter.priority;
        return difference < 0 || (difference === 0 && isYounger);
      }
    }
  }
}
