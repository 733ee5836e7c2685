/**
 * The order in which recorded steps are handed to a run that is resumed: that in which they were recorded, which was
 * the order in which the run heard of them. So the first of several comes first again, and a state's second visit is
 * its second.
 *
 * A step whose turn has not come waits for those before it. They are on their way: what they follow from is recorded
 * too. Where that is not so (a condition says something else than before, the definition was changed) the turn would
 * never come; when the event loop has turned without any step being handed out, the earliest goes ahead.
 * @module
 */
import { setImmediate } from "node:timers";
import { Alarm, type Clock } from "../../../time/clock.ts";

/** How often a run that is held is looked at, in milliseconds. */
const HELD_MS = 50;

/** The run that the turns belong to. */
export interface HeldRun {
  readonly clock: Clock;
  /** Whether nothing starts for the moment: nobody goes ahead then, as the turn may come when it goes on. */
  readonly isHeld: () => boolean;
}

/** Asks again later. */
class LaterLook extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/** Turns of one execution. */
export class Turns {
  /** Numbers of the records, rising. */
  readonly #order: readonly number[];
  readonly #run: HeldRun;
  readonly #waiting: Map<number, () => void> = new Map();
  readonly #taken: Set<number> = new Set();
  #next = 0;
  /** Counts what was handed out. */
  #handed = 0;
  #isWatching = false;

  /**
   * Makes the turns.
   *
   * @param order Numbers of the records, rising.
   * @param run The run.
   */
  constructor(order: readonly number[], run: HeldRun) {
    this.#order = order;
    this.#run = run;
  }

  /** How many steps were handed out. */
  get handed(): number {
    return this.#handed;
  }

  /**
   * Hands out a step when its turn has come.
   *
   * @param number Number of its record.
   * @param step What to hand out.
   * @returns The step, or a promise of it.
   */
  take(number: number, step: () => unknown): unknown {
    if (number === this.#order[this.#next]) {
      const value = step();
      this.#passOn(number);
      return value;
    }
    return new Promise((resolve) => {
      this.#waiting.set(number, () => resolve(step()));
      this.#watch();
    });
  }

  /** Notes a step as handed out, and hands out those whose turn has come with it. */
  #passOn(number: number): void {
    this.#handed++;
    this.#taken.add(number);
    while (this.#next < this.#order.length && this.#taken.has(this.#order[this.#next]!)) this.#next++;
    const next = this.#order[this.#next];
    if (next !== undefined && this.#waiting.has(next)) this.#release(next);
  }

  #release(number: number): void {
    const step = this.#waiting.get(number)!;
    this.#waiting.delete(number);
    step();
    this.#passOn(number);
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const handed = this.#handed, { clock, isHeld } = this.#run;
    const look = () => {
      this.#isWatching = false;
      if (this.#waiting.size === 0) return;
      if (handed === this.#handed && !isHeld()) this.#release(this.#earliest());
      if (this.#waiting.size > 0) this.#watch();
    };
    if (isHeld()) clock.set(new LaterLook(look), HELD_MS);
    else setImmediate(look);
  }

  #earliest(): number {
    let earliest = Infinity;
    for (const number of this.#waiting.keys()) earliest = Math.min(earliest, number);
    return earliest;
  }
}
