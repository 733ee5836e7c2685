/**
 * Real time for a generator of load. Timers are good to a millisecond, so the last stretch before an arrival is
 * spent turning the event loop; a generator that is behind turns it now and then, or it would never see an answer.
 * @module
 */
import { setImmediate } from "node:timers";
import type { LoadClock } from "./open_loop.ts";

/** Stretch before an arrival that is not left to a timer, in milliseconds. */
const TIMER_SLACK_MS = 2;
/** Longest that a generator which is behind goes on without a turn of the event loop, in milliseconds. */
const LONGEST_BURST_MS = 0.2;

/** The monotonic clock of the system. */
export class SystemLoadClock implements LoadClock {
  #turnedMs = 0;

  /** Reads the time in milliseconds. */
  now(): number {
    return performance.now();
  }

  /**
   * Waits without sleeping through the last milliseconds.
   *
   * @param atMs Until when.
   */
  async sleepUntil(atMs: number): Promise<void> {
    const waitMs = atMs - this.now();
    if (waitMs > TIMER_SLACK_MS) await new Promise((resolve) => setTimeout(resolve, waitMs - TIMER_SLACK_MS));
    else if (waitMs <= 0 && this.now() - this.#turnedMs > LONGEST_BURST_MS) await this.#turn();
    while (this.now() < atMs) await this.#turn();
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#turnedMs = this.now();
  }
}
