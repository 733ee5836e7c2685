/**
 * A clock that stands still until told to move: tests of timeouts, backoff and schedules run in no
 * time and always the same way.
 * @module
 */
import { setImmediate } from "node:timers";
import { Alarm, type Clock } from "./clock.ts";
import { AlarmList, leave } from "./alarm_list.ts";

class Callback extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/** Simulated time, starting at 0. */
export class SimulatedClock implements Clock {
  readonly #alarms = new AlarmList();
  #nowMs = 0;

  now(): number {
    return this.#nowMs;
  }

  set(alarm: Alarm, delayMs: number): void {
    alarm.dueMs = this.#nowMs + delayMs;
    this.#alarms.join(alarm);
  }

  clear(alarm: Alarm): void {
    if (alarm.next !== null) leave(alarm);
  }

  /**
   * Sets an alarm that calls a function.
   *
   * @param delayMs Delay in milliseconds, 0 or more.
   * @param callback What to call.
   * @returns The alarm.
   */
  after(delayMs: number, callback: () => void): Alarm {
    const alarm = new Callback(callback);
    this.set(alarm, delayMs);
    return alarm;
  }

  /** Number of alarms that are set. */
  get pending(): number {
    let count = 0;
    for (const _ of this.#all()) count++;
    return count;
  }

  /**
   * Moves time forward, ringing what becomes due in order of time, then of setting. All microtasks that
   * follow from an alarm run before the next alarm rings.
   *
   * @param byMs How far to move, in milliseconds, 0 or more.
   */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await settle();
    for (let alarm = this.#earliest(untilMs); alarm !== null; alarm = this.#earliest(untilMs)) {
      await this.#ring(alarm);
    }
    this.#nowMs = untilMs;
  }

  /**
   * Moves to one alarm after another until none is set.
   *
   * @param limit Most alarms to ring.
   * @throws {RangeError} If alarms are still set after `limit` of them rang.
   */
  async runAll(limit = 100_000): Promise<void> {
    await settle();
    for (let rung = 0; rung < limit; rung++) {
      const alarm = this.#earliest(Infinity);
      if (alarm === null) return;
      await this.#ring(alarm);
    }
    throw new RangeError(`Cannot run all alarms as more than ${limit} rang: is something setting them for ever?`);
  }

  async #ring(alarm: Alarm): Promise<void> {
    this.#nowMs = Math.max(this.#nowMs, alarm.dueMs);
    leave(alarm);
    alarm.ring();
    await settle();
  }

  #earliest(untilMs: number): Alarm | null {
    let earliest: Alarm | null = null;
    for (const alarm of this.#all()) {
      if (alarm.dueMs <= untilMs && (earliest === null || alarm.dueMs < earliest.dueMs)) earliest = alarm;
    }
    return earliest;
  }

  *#all(): Generator<Alarm> {
    for (let alarm = this.#alarms.first; alarm !== null; alarm = this.#alarms.after(alarm)) yield alarm;
  }
}

/** Lets everything that is already decided happen: by the next macrotask the microtask queue is empty. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
