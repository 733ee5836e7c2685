/**
 * Wakes schedules when they are due: one heap and one alarm for all of them. The alarm measures with a
 * clock that only goes forward, the due times are the wall clock's; so the wall clock is looked at again
 * from time to time, and it shows whether it was set or the machine slept.
 *
 * A clock that was set forward makes due times pass: `misfire.ts` deals with them. One that was set back
 * is treated as the end of summer time is: rhythms go on, times of day do not come twice. If it was set
 * back by more than three hours, then it had been wrong, and everything is reckoned anew.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { WallClock } from "../../time/wall_clock.ts";
import { PlacedHeap } from "../../heap/placed_heap.ts";
import type { Job } from "./job.ts";

/** A wall clock that is behind by less was slowed down and not set. */
const STEP_MS_MIN = 1_000;
/** A wall clock that was set back by more had been wrong. The limit is Vixie cron's. */
const CORRECTION_MS_MIN = 3 * 3_600_000;

/** What a scheduler is made of. */
export interface SchedulerParts {
  readonly clock: Clock;
  readonly wallClock: WallClock;
  /** Longest time between two looks at the wall clock, in milliseconds. */
  readonly wallCheckMs: number;
}

class WakeUp extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/** All schedules of a runtime. */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #heap = new PlacedHeap<Job>();
  readonly #alarm = new WakeUp(() => this.#wake());
  /** What the wall clock was ahead of the clock when last looked at. */
  #leadMs: number;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#leadMs = parts.wallClock.wallNow() - parts.clock.now();
  }

  /**
   * Takes a job in: its first due time is the next from now.
   *
   * @param job The job.
   */
  add(job: Job): void {
    job.aim(this.#readWall());
    this.#place(job);
    this.#setAlarm();
  }

  /**
   * Stops a job.
   *
   * @param job The job; may be stopped already.
   */
  stop(job: Job): void {
    this.#heap.remove(job);
    job.stop();
    this.#setAlarm();
  }

  /** Stops all jobs. */
  stopAll(): void {
    for (const job of [...this.#heap.members]) this.stop(job);
  }

  #wake(): void {
    const nowMs = this.#readWall(), { first } = this.#heap;
    for (let job = first; job !== null && job.startMs <= nowMs; job = this.#heap.first) {
      const plan = job.advance(nowMs);
      this.#place(job);
      job.begin(plan);
    }
    this.#setAlarm();
  }

  #place(job: Job): void {
    if (job.dueMs === null) this.#heap.remove(job);
    else this.#heap.put(job);
  }

  #setAlarm(): void {
    const { clock, wallClock, wallCheckMs } = this.#parts, { first } = this.#heap;
    clock.clear(this.#alarm);
    if (first === null) return;
    clock.set(this.#alarm, Math.min(Math.max(first.startMs - wallClock.wallNow(), 0), wallCheckMs));
  }

  #readWall(): number {
    const { clock, wallClock } = this.#parts, nowMs = wallClock.wallNow();
    const backMs = this.#leadMs - (nowMs - clock.now());
    this.#leadMs -= backMs;
    if (backMs >= STEP_MS_MIN) this.#followBack(nowMs, backMs);
    return nowMs;
  }

  #followBack(nowMs: number, backMs: number): void {
    for (const job of [...this.#heap.members]) {
      if (backMs <= CORRECTION_MS_MIN && !job.isHeldUp(nowMs)) continue;
      job.aim(nowMs);
      this.#place(job);
    }
  }
}
