/**
 * Lines in which a member's rank is known when it joins and never changes: by priority with aging, by
 * size, by deadline. Among equals, first come, first served.
 * @module
 */
import type { Line } from "./line.ts";
import { PlacedHeap } from "../../heap/placed_heap.ts";
import type { Wait } from "./wait.ts";

/** A line by rank. */
export class RankedLine implements Line {
  readonly isOrdered = true;
  readonly #heap = new PlacedHeap<Wait>();
  readonly #rankOf: (wait: Wait) => number;

  /**
   * Makes an empty line.
   *
   * @param rankOf Ranks a member when it joins, lower first.
   */
  constructor(rankOf: (wait: Wait) => number) {
    this.#rankOf = rankOf;
  }

  get size(): number {
    return this.#heap.size;
  }

  get first(): Wait | null {
    return this.#heap.first;
  }

  members(): Wait[] {
    return this.#heap.members.toSorted((a, b) => a.rank - b.rank || a.sequence - b.sequence);
  }

  join(wait: Wait): void {
    wait.rank = this.#rankOf(wait);
    this.#heap.put(wait);
  }

  leave(wait: Wait): void {
    this.#heap.remove(wait);
  }

  /** Who holds how much changes nothing here. */
  met(): void {}

  /** Who holds how much changes nothing here. */
  returned(): void {}
}
