/**
 * Who holds how much of what, and who waits for what: the graph in which deadlocks are looked for.
 * @module
 */
import type { Books } from "./books.ts";
import type { Owner } from "./owner.ts";
import type { Waiting } from "./waiter.ts";

/** Something that can be held, as the graph sees it. */
export interface Holdable {
  readonly name: string;
  readonly books: Books;
  /** Who holds some of them. */
  readonly holders: ReadonlySet<Party>;
}

/** An owner's one wait. */
export interface PartyWait {
  readonly waiter: Waiting;
  readonly resource: Holdable;
}

/** An owner, and its place in the graph. */
export interface Party {
  readonly owner: Owner;
  /** Parties are numbered in the order in which they came into the graph. */
  readonly number: number;
  /** Units held of each resource. */
  readonly held: Map<Holdable, number>;
  /** What it waits for, or `null` while it runs. */
  wait: PartyWait | null;
}
