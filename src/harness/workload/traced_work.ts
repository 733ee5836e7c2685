/**
 * Task bodies that write down when they start and end, for the one run per process that is traced
 * before any is timed. Whether the trace is right is judged in `trace_check.ts`.
 * @module
 */
import type { Work } from "./work.ts";

/** Something that happened to a task, in the order it happened. */
export type TraceStep = readonly ["start" | "end", task: number];

/**
 * Wraps task bodies so that they record their starts and ends.
 *
 * @param work The bodies to wrap; they compute what they always do.
 * @param steps Where each step is appended. Runs in flight together would mix their steps.
 * @returns Bodies for every shape that `work` serves.
 */
export function traceWork(work: Work, steps: TraceStep[]): Work {
  return {
    async one(task, value) {
      steps.push(["start", task]);
      const output = await work.one(task, value);
      steps.push(["end", task]);
      return output;
    },
    async join(task, values) {
      steps.push(["start", task]);
      const output = await work.join(task, values);
      steps.push(["end", task]);
      return output;
    },
    did: (operations) => work.did(operations),
  };
}
