/**
 * A clock that is moved by hand, for programs that measure what decides by time: no timer rings, and no wait is real.
 * It holds one alarm, which is all that one limiter or pool sets.
 * @module
 */
import type { Alarm, Clock } from "puffinflow/coordination";
import { invariant } from "../../../invariant.ts";

/** Time in a program's hand, starting at 0. */
export class HandClock implements Clock {
  /** The time in milliseconds: to be moved on, never back. */
  nowMs = 0;
  #alarm: Alarm | null = null;

  now(): number {
    return this.nowMs;
  }

  set(alarm: Alarm, delayMs: number): void {
    invariant(this.#alarm === null, "A hand clock holds one alarm");
    alarm.dueMs = this.nowMs + delayMs;
    this.#alarm = alarm;
  }

  clear(alarm: Alarm): void {
    if (this.#alarm === alarm) this.#alarm = null;
  }

  /** Moves to the alarm and rings it. */
  ring(): void {
    const alarm = this.#alarm;
    invariant(alarm !== null, "A clock is only moved to an alarm that is set");
    this.#alarm = null;
    this.nowMs = Math.max(this.nowMs, alarm.dueMs);
    alarm.ring();
  }
}
