/**
 * Judges the trace of a run: every task once (or as often as it is made to fail, and once more), none before those it
 * depends on, and tasks that wait really waiting together. It sees what a digest cannot: an engine that computes the
 * right answer one branch after the other.
 * @module
 */
import { dependenciesOf, distinctTasks, fateOf, type GraphShape, type Shape, widthOf } from "./shape.ts";
import type { TraceStep } from "./traced_work.ts";
import type { Workload } from "./workload.ts";

/** What has happened to a task so far, over all runs that are traced. */
interface Progress {
  starts: number;
  ends: number;
  fails: number;
}

/** What is traced: a graph, and how many runs of it at once. */
interface Traced {
  readonly graph: GraphShape;
  readonly runs: number;
  readonly progress: readonly Progress[];
}

/**
 * Checks that a run executed each task exactly as often as it should and in an order that the shape allows. Of runs in
 * flight the steps cannot be told apart: they are counted together.
 *
 * @param shape What was run; of a micro program there is nothing to trace.
 * @param steps Starts, ends and failures, in the order they happened.
 * @returns `null` if all is well, else the first fault as a clause that names the tasks.
 */
export function checkTrace(shape: Shape, steps: readonly TraceStep[]): string | null {
  if (shape.kind === "micro") return null;
  const [graph, runs] = shape.kind === "in-flight" ? [shape.each, shape.runs] : [shape, 1];
  const progress = Array.from({ length: distinctTasks(graph) }, () => ({ starts: 0, ends: 0, fails: 0 }));
  const traced: Traced = { graph, runs, progress };
  for (const step of steps) {
    const fault = faultOf(step, traced);
    if (fault !== null) return fault;
    progress[step[1]]![COUNTED[step[0]]]++;
  }
  return unfinishedFault(traced);
}

const COUNTED = { start: "starts", end: "ends", fail: "fails" } as const;

function faultOf([event, task]: TraceStep, { graph, runs, progress }: Traced): string | null {
  const state = progress[task];
  if (state === undefined) return `task ${task} is not one of the ${progress.length} tasks`;
  const { failures, ends } = fateOf(graph, task), underWay = state.starts - state.ends - state.fails;
  switch (event) {
    case "end":
      if (underWay > 0) return ends ? null : `task ${task} ended, and was meant to fail`;
      return state.ends > 0 ? `task ${task} ended twice` : `task ${task} ended without having started`;
    case "fail":
      return state.fails < failures * runs ? null : `task ${task} failed, and was not meant to`;
    case "start": {
      if (state.starts >= (failures + (ends ? 1 : 0)) * runs) return `task ${task} started ${again(failures, runs)}`;
      // Each attempt but the first of a run follows a failure.
      const begun = state.starts - Math.min(state.fails, failures * runs);
      const early = dependenciesOf(graph, task).find((dependency) =>
        settled(progress[dependency]!, fateOf(graph, dependency)) <= begun
      );
      return early === undefined ? null : `task ${task} started before task ${early}, on which it depends, had ended`;
    }
  }
}

function again(failures: number, runs: number): string {
  if (failures === 0 && runs === 1) return "twice";
  return `more than ${(failures + 1) * runs} times`;
}

/** How many runs are done with a task. */
function settled({ ends, fails }: Progress, fate: { readonly failures: number; readonly ends: boolean }): number {
  return fate.ends ? ends : Math.floor(fails / fate.failures);
}

function unfinishedFault({ graph, runs, progress }: Traced): string | null {
  const task = progress.findIndex((state, index) => settled(state, fateOf(graph, index)) < runs);
  if (task < 0) return null;
  const { starts, ends, fails } = progress[task]!;
  if (starts === 0) return `task ${task} never started`;
  if (starts > ends + fails) return `task ${task} never ended`;
  return fails > 0 ? `task ${task} was given up after ${fails} failures` : `task ${task} ran ${ends} of ${runs} times`;
}

/**
 * Counts the tasks that were under way at the same time.
 *
 * @param steps Starts, ends and failures of one run, in the order they happened.
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
export function checkOverlap({ shape, kernel }: Workload, steps: readonly TraceStep[]): string | null {
  if (kernel.kind !== "wait" || shape.kind === "micro") return null;
  // A framework that takes longer to start a thousand runs than a task waits never has all of them waiting.
  const independent = shape.kind === "in-flight" ? widthOf(shape.each) + 1 : widthOf(shape);
  const peak = peakConcurrency(steps);
  return peak >= independent ? null : `at most ${peak} of ${independent} independent tasks waited together`;
}
