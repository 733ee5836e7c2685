/**
 * The real clock. A `setTimeout` of its own would cost each alarm over a microsecond and 1.5 kB, and
 * nearly all alarms are cleared long before they are due. So all alarms of the process share one
 * ticking timer: a new alarm only joins a list, is sorted into a wheel of slots at the next tick, and
 * most are gone by then. The price is precision: an alarm rings up to two ticks late.
 * @module
 */
import type { Alarm, Clock } from "./clock.ts";
import { AlarmList, leave } from "./alarm_list.ts";

/** Length of a tick in milliseconds. */
const TICK_MS = 8;
/** Slots of the wheel, a power of two: one turn is about four seconds. */
const SLOTS = 512;

class SystemClock implements Clock {
  /** Set since the last tick; `dueMs` still holds the delay. */
  readonly #fresh = new AlarmList();
  readonly #wheel = Array.from({ length: SLOTS }, () => new AlarmList());
  /** Number of the last tick, in ticks since the clock's start. */
  #tick = 0;
  #setCount = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  now(): number {
    return performance.now();
  }

  set(alarm: Alarm, delayMs: number): void {
    alarm.dueMs = delayMs;
    this.#fresh.join(alarm);
    this.#setCount++;
    if (this.#timer === undefined) {
      this.#tick = Math.floor(performance.now() / TICK_MS);
      this.#startTicking();
    }
  }

  clear(alarm: Alarm): void {
    if (alarm.next === null) return;
    leave(alarm);
    this.#setCount--;
  }

  #startTicking(): void {
    this.#timer = setTimeout(() => {
      // Stopping here and not in clear() keeps a run whose states start and end within a tick from
      // starting and stopping a timer for each of them.
      if (this.#setCount === 0) {
        this.#timer = undefined;
        return;
      }
      this.#startTicking();
      this.#onTick(performance.now());
    }, TICK_MS);
  }

  #onTick(nowMs: number): void {
    const tick = Math.floor(nowMs / TICK_MS);
    // A blocked event loop loses ticks: they are made up for here, at most one turn of the wheel.
    const from = Math.max(this.#tick + 1, tick - SLOTS + 1);
    this.#tick = tick;
    for (let slot = from; slot <= tick; slot++) this.#ringSlot(slot & (SLOTS - 1), nowMs);
    this.#placeFresh(nowMs);
  }

  #ringSlot(slot: number, nowMs: number): void {
    const list = this.#wheel[slot]!;
    // What is due in a later turn goes to the end of the list, past `last`.
    let remaining = 0;
    for (let alarm = list.first; alarm !== null && remaining < this.#setCount; alarm = list.first) {
      if (alarm.dueMs <= nowMs) {
        this.clear(alarm);
        alarm.ring();
      } else {
        leave(alarm);
        list.join(alarm);
        remaining++;
      }
    }
  }

  #placeFresh(nowMs: number): void {
    for (let alarm = this.#fresh.first; alarm !== null; alarm = this.#fresh.first) {
      leave(alarm);
      // The delay counts from this tick and not from set(), which reads no clock: late, never early.
      alarm.dueMs += nowMs;
      const tick = Math.max(Math.ceil(alarm.dueMs / TICK_MS), this.#tick + 1);
      this.#wheel[tick & (SLOTS - 1)]!.join(alarm);
    }
  }
}

/** The process's clock. */
export const systemClock: Clock = new SystemClock();
