/**
 * Task bodies that write down when they begin and end, for runs that are watched and not measured. Whatever calls
 * them is seen alike: no framework is asked what it thinks it did. The clock is handed in.
 * @module
 */
import type { Work } from "./work.ts";

/** When each task of one run began and ended, by its number, on the clock of {@linkcode timeWork}. */
export interface TaskTimes {
  /** NaN for a task that did not begin. */
  readonly startedMs: Float64Array;
  /** NaN for a task that did not end. */
  readonly endedMs: Float64Array;
}

/** How bodies are watched. */
export interface TimeWorkOptions {
  /** Where times go: those of the run under way, so that only one may be. */
  readonly times: TaskTimes;
  /** Reads the clock, in milliseconds. */
  readonly nowMs: () => number;
  /**
   * When a task is over: a body that computes has done so when it returns its promise, one that waits when the promise
   * settles.
   */
  readonly over: "at-return" | "at-settlement";
}

/**
 * Makes room for the times of a run.
 *
 * @param tasks How many tasks it has.
 * @returns Times of a run in which nothing has happened yet.
 */
export function emptyTaskTimes(tasks: number): TaskTimes {
  return { startedMs: new Float64Array(tasks).fill(NaN), endedMs: new Float64Array(tasks).fill(NaN) };
}

/**
 * Wraps task bodies so that they write down their times.
 *
 * @param work The bodies to wrap; they compute what they always do.
 * @param options Where times go.
 * @returns Bodies for every shape that `work` serves; those of plain graphs write down their times.
 */
export function timeWork(work: Work, { times: { startedMs, endedMs }, nowMs, over }: TimeWorkOptions): Work {
  const watch = (task: number, act: () => Promise<number>): Promise<number> => {
    startedMs[task] = nowMs();
    const output = act();
    if (over === "at-settlement") return settled(task, output);
    endedMs[task] = nowMs();
    return output;
  };
  const settled = async (task: number, output: Promise<number>): Promise<number> => {
    const value = await output;
    endedMs[task] = nowMs();
    return value;
  };
  return {
    ...work,
    one: (task, value) => watch(task, () => work.one(task, value)),
    join: (task, values) => watch(task, () => work.join(task, values)),
  };
}
