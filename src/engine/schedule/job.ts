/**
 * When one schedule is due: its next due time, and what to do once that has passed. How its runs follow
 * one another is `lane.ts`'s, when to look is `scheduler.ts`'s.
 * @module
 */
import type { Random } from "../../random/random.ts";
import type { HeapMember } from "../../heap/placed_heap.ts";
import { type DuePlan, type MisfireRules, planDue } from "./misfire.ts";
import type { Timetable } from "./timetable.ts";

/** Where a job's due times go. */
export interface DueReceiver {
  /**
   * Takes a due time that may be run.
   *
   * @param dueMs The due time, in milliseconds since 1970.
   */
  admit(dueMs: number): void;
  /**
   * Takes note of due times that were given up.
   *
   * @param missed The first and the last of them.
   */
  miss(missed: { readonly firstMs: number; readonly lastMs: number }): void;
  /** Starts nothing more. */
  stop(): void;
}

/** What a job is made of. */
export interface JobParts {
  readonly timetable: Timetable;
  readonly rules: MisfireRules & {
    /** Longest random delay of a start, in milliseconds. */
    readonly jitterMs: number;
  };
  readonly random: Random;
  readonly receiver: DueReceiver;
  /** Number of schedules made before: those that are due at the same time start in this order. */
  readonly order: number;
}

/** A schedule as the scheduler sees it. */
export class Job implements HeapMember {
  readonly sequence: number;
  place = -1;
  startMs = Infinity;
  /** The next due time, in milliseconds since 1970; `null` when there is none. */
  dueMs: number | null = null;
  readonly #parts: JobParts;

  constructor(parts: JobParts) {
    this.#parts = parts;
    this.sequence = parts.order;
  }

  /** What is to start first comes first. */
  get rank(): number {
    return this.startMs;
  }

  /**
   * Makes the first due time after a moment the next one.
   *
   * @param afterMs The moment, in milliseconds since 1970.
   */
  aim(afterMs: number): void {
    const { timetable, rules: { jitterMs }, random } = this.#parts;
    this.dueMs = timetable.next(afterMs);
    this.startMs = this.dueMs === null ? Infinity : this.dueMs + (jitterMs === 0 ? 0 : random.float() * jitterMs);
  }

  /**
   * Says whether a wall clock that was set back holds a rhythm up. A rhythm waits out a step that makes
   * one due time come again, which would be too close to its last run, and no longer one.
   *
   * @param nowMs The time after the step.
   */
  isHeldUp(nowMs: number): boolean {
    const { timetable } = this.#parts, dueMs = this.dueMs ?? -Infinity;
    const again = timetable.isRhythm ? timetable.next(nowMs) : null;
    const againTwice = again === null ? null : timetable.next(again);
    return againTwice !== null && againTwice < dueMs;
  }

  /**
   * Decides what to do about what is due, and moves on to the next due time.
   *
   * @param nowMs The time, at or after `startMs`.
   * @returns What {@linkcode begin} is to do.
   */
  advance(nowMs: number): DuePlan {
    const { timetable, rules } = this.#parts;
    const plan = planDue(timetable, { dueMs: this.dueMs!, startMs: this.startMs, nowMs }, rules);
    this.aim(plan.latestMs);
    return plan;
  }

  /**
   * Hands on what is due. Runs start in here: they may do anything, even stop this job.
   *
   * @param plan What {@linkcode advance} decided.
   */
  begin({ runsMs, missed }: DuePlan): void {
    const { receiver } = this.#parts;
    if (missed !== null) receiver.miss(missed);
    for (const dueMs of runsMs) receiver.admit(dueMs);
  }

  /** Is never due again. */
  stop(): void {
    this.dueMs = null;
    this.#parts.receiver.stop();
  }
}
