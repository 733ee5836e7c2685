/**
 * First come, first served. The members are linked to each other: joining and leaving take constant time.
 * @module
 */
import type { Line } from "./line.ts";
import type { Wait } from "./wait.ts";

/** A line in the order of coming. */
export class FifoLine implements Line {
  readonly isOrdered = true;
  #first: Wait | null = null;
  #last: Wait | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Wait | null {
    return this.#first;
  }

  *members(): Generator<Wait> {
    for (let wait = this.#first; wait !== null; wait = wait.behind) yield wait;
  }

  join(wait: Wait): void {
    wait.ahead = this.#last;
    if (this.#last === null) this.#first = wait;
    else this.#last.behind = wait;
    this.#last = wait;
    this.#size++;
  }

  leave(wait: Wait): void {
    const { ahead, behind } = wait;
    if (ahead === null) this.#first = behind;
    else ahead.behind = behind;
    if (behind === null) this.#last = ahead;
    else behind.ahead = ahead;
    wait.ahead = wait.behind = null;
    this.#size--;
  }

  /** Who holds how much changes nothing here. */
  met(): void {}

  /** Who holds how much changes nothing here. */
  returned(): void {}
}
