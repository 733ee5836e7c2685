/**
 * Task bodies that write down when they start and end, for the one run per process that is traced
 * before any is timed. Whether the trace is right is judged in `trace_check.ts`.
 * @module
 */
import type { Work } from "./work.ts";

/** Something that happened to a task, in the order it happened. */
export type TraceStep = readonly [event: "start" | "end" | "fail", task: number];

/**
 * Wraps task bodies so that they record their starts, ends and failures.
 *
 * @param work The bodies to wrap; they compute what they always do.
 * @param steps Where each step is appended. Runs in flight together mix their steps.
 * @returns Bodies for every shape that `work` serves.
 */
export function traceWork(work: Work, steps: TraceStep[]): Work {
  const traced = <Given, Output>(body: (task: number, given: Given) => Promise<Output>) => {
    return async (task: number, given: Given): Promise<Output> => {
      steps.push(["start", task]);
      try {
        const output = await body(task, given);
        steps.push(["end", task]);
        return output;
      } catch (error) {
        steps.push(["fail", task]);
        throw error;
      }
    };
  };
  return {
    one: traced(work.one),
    join: traced(work.join),
    gather: traced(work.gather),
    flaky: traced(work.flaky),
    doomed: traced(work.doomed),
    check: traced(work.check),
    draft: traced(work.draft),
    review: traced(work.review),
    publish: traced(work.publish),
    did: (operations) => work.did(operations),
  };
}
