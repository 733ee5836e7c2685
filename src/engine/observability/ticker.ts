/**
 * Does something again and again on a clock: one alarm, however long it goes on.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";

/** How often to do what. */
export interface TickerOptions {
  /** Rings when it is time. */
  readonly clock: Clock;
  /** Time between two ticks in milliseconds, above 0. */
  readonly intervalMs: number;
  /** What to do; must not throw. */
  readonly tick: () => void;
}

/** Something that is done again and again until it is stopped. */
export class Ticker extends Alarm {
  readonly #options: TickerOptions;

  /**
   * Makes one and starts it: the first tick comes after one interval.
   *
   * @param options How often to do what.
   */
  constructor(options: TickerOptions) {
    super();
    this.#options = options;
    options.clock.set(this, options.intervalMs);
  }

  /** Called by the clock. */
  override ring(): void {
    const { clock, intervalMs, tick } = this.#options;
    // First, so that the tick itself may stop it.
    clock.set(this, intervalMs);
    tick();
  }

  /** Ends it. */
  stop(): void {
    this.#options.clock.clear(this);
  }
}
