/**
 * Keeps the graph of who holds and who waits up to date, from what locks and their lines tell. It holds
 * nobody who neither holds nor waits, so it needs no limit of its own.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Books } from "./books.ts";
import type { Owner } from "./owner.ts";
import type { Holdable, Party } from "./party.ts";
import type { Waiting } from "./waiter.ts";
import type { QueueWatcher } from "./wait_queue.ts";

/** Owner of claims that are made in nobody's name; each of their waits is a party of its own. */
const NOBODY: Owner = Object.freeze({ name: "nobody in particular" });

/** All parties of one detector. */
export class WaitGraph {
  readonly #parties = new Map<Owner, Party>();
  readonly #waiting = new Map<Waiting, Party>();
  readonly #onBlocked: (party: Party) => void;
  #lastNumber = 0;

  /**
   * Makes an empty graph.
   *
   * @param onBlocked Called when a party has begun to wait.
   */
  constructor(onBlocked: (party: Party) => void) {
    this.#onBlocked = onBlocked;
  }

  /** Number of owners who hold or wait. */
  get size(): number {
    return this.#parties.size;
  }

  /** Finds an owner's party. */
  get(owner: Owner | undefined): Party | undefined {
    return owner === undefined ? undefined : this.#parties.get(owner);
  }

  /** Finds an owner's party or makes one. */
  join(owner: Owner): Party {
    let party = this.#parties.get(owner);
    if (party === undefined) {
      party = this.#newParty(owner);
      this.#parties.set(owner, party);
    }
    return party;
  }

  /** Forgets a party that neither holds nor waits. */
  leaveIfIdle(party: Party): void {
    if (party.held.size === 0 && party.wait === null) this.#parties.delete(party.owner);
  }

  /**
   * Tells whose a wait is.
   *
   * @param waiter Waits for something in the graph.
   */
  partyOf(waiter: Waiting): Party {
    const party = this.#waiting.get(waiter);
    invariant(party !== undefined, "Whoever waits in the line of a tracked resource is a party");
    return party;
  }

  /** A wait has begun. */
  block(waiter: Waiting, resource: Holdable): void {
    const { owner } = waiter;
    const party = owner === undefined ? this.#newParty(NOBODY) : this.join(owner);
    party.wait = { waiter, resource };
    this.#waiting.set(waiter, party);
    this.#onBlocked(party);
  }

  /** A wait is over. */
  unblock(waiter: Waiting): void {
    const party = this.partyOf(waiter);
    party.wait = null;
    this.#waiting.delete(waiter);
    this.leaveIfIdle(party);
  }

  #newParty(owner: Owner): Party {
    return { owner, number: ++this.#lastNumber, held: new Map(), wait: null };
  }
}

/** One resource of the graph: what a lock or pool and its line tell. */
export class TrackedResource implements Holdable, QueueWatcher {
  readonly name: string;
  readonly books: Books;
  readonly holders: Set<Party> = new Set();
  readonly #graph: WaitGraph;

  /**
   * Registers a resource that nobody holds or waits for.
   *
   * @param graph Who holds and who waits.
   * @param name Name of the resource, for messages.
   * @param books What it tells when waits are played through.
   */
  constructor(graph: WaitGraph, name: string, books: Books) {
    this.#graph = graph;
    this.name = name;
    this.books = books;
  }

  /** Units were given to somebody. */
  hold(owner: Owner | undefined, units: number): void {
    if (owner === undefined) return;
    const party = this.#graph.join(owner);
    party.held.set(this, (party.held.get(this) ?? 0) + units);
    this.holders.add(party);
  }

  /** Units were given back. */
  letGo(owner: Owner | undefined, units: number): void {
    const party = this.#graph.get(owner);
    if (party === undefined) return;
    const left = party.held.get(this)! - units;
    if (left > 0) {
      party.held.set(this, left);
      return;
    }
    party.held.delete(this);
    this.holders.delete(party);
    this.#graph.leaveIfIdle(party);
  }

  /**
   * Refuses a second wait at the same time: its owner would seem to be unable to go on while it may be
   * going on elsewhere.
   *
   * @param owner Who is about to wait.
   * @throws {RangeError} If it waits already.
   */
  checkMayWait(owner: Owner | undefined): void {
    const wait = this.#graph.get(owner)?.wait ?? null;
    if (wait === null) return;
    throw new RangeError(
      `Cannot wait for "${this.name}" as an owner must wait for one thing at a time: "${owner!.name}" waits for ` +
        `"${wait.resource.name}" (give tasks that run side by side owners of their own)`,
    );
  }

  joined(waiter: Waiting): void {
    this.#graph.block(waiter, this);
  }

  left(waiter: Waiting): void {
    this.#graph.unblock(waiter);
  }
}
