/**
 * Judges the trace of a run: every task once, none before those it depends on, and tasks that wait
 * really waiting together. It sees what a digest cannot: an engine that computes the right answer
 * one branch after the other.
 * @module
 */
import { dependenciesOf, type GraphShape, type Shape, taskCount } from "./shape.ts";
import type { TraceStep } from "./traced_work.ts";
import type { Workload } from "./workload.ts";

type Progress = "waiting" | "running" | "ended";

/**
 * Checks that a run executed each task exactly once and in an order that the shape allows.
 *
 * @param shape What was run; of a micro program there is nothing to trace.
 * @param steps Starts and ends, in the order they happened.
 * @returns `null` if all is well, else the first fault as a clause that names the tasks.
 */
export function checkTrace(shape: Shape, steps: readonly TraceStep[]): string | null {
  if (shape.kind === "micro") return null;
  const progress = new Array<Progress>(taskCount(shape)).fill("waiting");
  for (const step of steps) {
    const fault = faultOf(step, { shape, progress });
    if (fault !== null) return fault;
    progress[step[1]] = step[0] === "start" ? "running" : "ended";
  }
  const unfinished = progress.findIndex((state) => state !== "ended");
  if (unfinished < 0) return null;
  return progress[unfinished] === "running" ? `task ${unfinished} never ended` : `task ${unfinished} never started`;
}

function faultOf([event, task]: TraceStep, run: { shape: GraphShape; progress: readonly Progress[] }): string | null {
  const state = run.progress[task];
  if (state === undefined) return `task ${task} is not one of the ${run.progress.length} tasks`;
  if (event === "end") {
    if (state === "running") return null;
    return state === "ended" ? `task ${task} ended twice` : `task ${task} ended without having started`;
  }
  if (state !== "waiting") return `task ${task} started twice`;
  const early = dependenciesOf(run.shape, task).find((dependency) => run.progress[dependency] !== "ended");
  return early === undefined ? null : `task ${task} started before task ${early}, on which it depends, had ended`;
}

/**
 * Counts the tasks that were under way at the same time.
 *
 * @param steps Starts and ends of one run, in the order they happened.
 * @returns The most at any moment; 0 for an empty trace.
 */
export function peakConcurrency(steps: readonly TraceStep[]): number {
  let running = 0;
  let peak = 0;
  for (const [event] of steps) {
    running += event === "start" ? 1 : -1;
    peak = Math.max(peak, running);
  }
  return peak;
}

/**
 * Checks that tasks which wait and do not depend on each other waited together. With kernels that do
 * not wait nothing is demanded: one thread has to compute one task after the other.
 *
 * @param workload What was run.
 * @param steps Starts and ends of one run, in the order they happened.
 * @returns `null` if all is well, else the fault as a clause.
 */
export function checkOverlap(workload: Workload, steps: readonly TraceStep[]): string | null {
  const { shape, kernel } = workload;
  if (kernel.kind !== "wait" || shape.kind === "micro") return null;
  const independent = widthOf(shape);
  const peak = peakConcurrency(steps);
  return peak >= independent ? null : `at most ${peak} of ${independent} independent tasks waited together`;
}

function widthOf(shape: GraphShape): number {
  switch (shape.kind) {
    case "chain":
      return 1;
    case "fanout":
      return shape.width;
    case "diamond":
      return 2;
  }
}
