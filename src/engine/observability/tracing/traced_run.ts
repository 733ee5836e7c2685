/**
 * The spans of one run, and where to find them: the states' functions, which are called by the executor, come here
 * for the span that they are in. `run_spans.ts` begins and ends the spans.
 * @module
 */
import type { Context, Span, Tracer } from "@opentelemetry/api";
import type { Execution } from "../../run/execution.ts";
import type { FailureNotes } from "./failure_notes.ts";

/** A span, and the context in which it is the active one. */
export interface Spanned {
  readonly span: Span;
  readonly context: Context;
}

/** The spans of a task that has not ended. */
export interface TracedTask extends Spanned {
  /** Its wait for resources. */
  wait: Span | null;
  /** Its attempt, if it may have more than one. */
  attempt: Spanned | null;
}

/** The spans of a run. */
export interface TracedRun extends Spanned {
  readonly tracer: Tracer;
  readonly failures: FailureNotes;
  /** Tasks that have not ended; always empty in a run that is not sampled. */
  readonly tasks: Map<number, TracedTask>;
}

const runs: WeakMap<Execution, TracedRun> = new WeakMap();

/**
 * Notes the spans of a run.
 *
 * @param execution The run.
 * @param run Its spans.
 */
export function noteTracedRun(execution: Execution, run: TracedRun): void {
  runs.set(execution, run);
}

/**
 * Finds the spans of a run, or of the nearest run around it that has some: inside a run that is not sampled, no other
 * one is looked at.
 *
 * @param execution The run.
 * @returns The spans; `undefined` when nobody traces it.
 */
export function tracedRun(execution: Execution): TracedRun | undefined {
  const run = runs.get(execution);
  if (run !== undefined || execution.parent === null) return run;
  return tracedRun(execution.parent.execution);
}

/**
 * Finds the innermost span that a task is in.
 *
 * @param run Spans of the task's run.
 * @param task The task.
 * @returns The span of its attempt, else its own, else the run's.
 */
export function spanOf(run: TracedRun, task: number): Spanned {
  const traced = run.tasks.get(task);
  return traced === undefined ? run : traced.attempt ?? traced;
}
