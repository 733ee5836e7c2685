/**
 * What to do when due times have passed: because the process slept or was blocked, or because the wall
 * clock was set forward. Pure: how late it is comes in, which runs to start goes out.
 * @module
 */
import { latestIn, type Timetable } from "./timetable.ts";

/**
 * What happens to due times that were missed: `skip` gives them up, `once` makes one run stand for all
 * of them, `all` makes up for each.
 */
export type MisfirePolicy = "skip" | "once" | "all";

/** A schedule that has something due. */
export interface DueState {
  /** The first due time that was not dealt with. */
  readonly dueMs: number;
  /** When it was to start: later than `dueMs` by its jitter. */
  readonly startMs: number;
  /** The time now, at or after `startMs`. */
  readonly nowMs: number;
}

/** How a schedule deals with it. */
export interface MisfireRules {
  readonly misfire: MisfirePolicy;
  /** Latest start that is not called late, in milliseconds after the due time. */
  readonly misfireGraceMs: number;
  /** Most runs that `all` makes up for at once. */
  readonly maxMisfires: number;
}

/** What to do now. */
export interface DuePlan {
  /** Due times to start runs for, in ascending order. */
  readonly runsMs: readonly number[];
  /** First and last of the due times that are given up; `null` if there is none. */
  readonly missed: { readonly firstMs: number; readonly lastMs: number } | null;
  /** The latest due time that has passed: the next one follows from it. */
  readonly latestMs: number;
}

/**
 * Decides which due times are still run.
 *
 * @param timetable The due times.
 * @param due What is due and how late it is.
 * @param rules What the schedule wants.
 * @returns The decision.
 */
export function planDue(timetable: Timetable, due: DueState, rules: MisfireRules): DuePlan {
  const { dueMs, startMs, nowMs } = due, { misfire, misfireGraceMs, maxMisfires } = rules;
  const latestMs = latestIn(timetable, { fromMs: dueMs, untilMs: nowMs });
  const lateMs = nowMs - (latestMs === dueMs ? startMs : latestMs);
  const runs = misfire === "all" ? maxMisfires : misfire === "once" || lateMs <= misfireGraceMs ? 1 : 0;
  const runsMs: number[] = [];
  // From the latest back to the first: when there are more than may be made up for, the newest are worth most.
  let restMs: number | null = latestMs;
  while (restMs !== null && runsMs.length < runs) {
    runsMs.unshift(restMs);
    restMs = restMs === dueMs ? null : latestIn(timetable, { fromMs: dueMs, untilMs: restMs - 1 });
  }
  return { runsMs, missed: restMs === null ? null : { firstMs: dueMs, lastMs: restMs }, latestMs };
}
