/**
 * Calendar time that moves with another clock, usually a simulated one, and that can be set: tests of
 * schedules cross the end of summer time, or a correction of the clock, in no time.
 * @module
 */
import type { Clock } from "./clock.ts";
import type { WallClock } from "./wall_clock.ts";

/** Calendar time tied to a clock. */
export class SimulatedWallClock implements WallClock {
  readonly #clock: Clock;
  #offsetMs: number;

  /**
   * Starts calendar time.
   *
   * @param clock What moves it.
   * @param start What it reads now.
   */
  constructor(clock: Clock, start: Date) {
    this.#clock = clock;
    this.#offsetMs = start.getTime() - clock.now();
  }

  wallNow(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  /**
   * Sets the wall clock, as a person or a time server does; the clock that moves it notices nothing.
   *
   * @param byMs How far in milliseconds: forward above 0, back below.
   */
  step(byMs: number): void {
    this.#offsetMs += byMs;
  }
}
