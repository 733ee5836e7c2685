/**
 * Makes spans of what runs tell. Every span is begun under a parent that is named, never under whatever happens to be
 * active: runs go on from promises and timers, where nothing may be. Which runs are traced is `trace_runs.ts`'s.
 *
 * A state that has one attempt at most has one span: another one inside it would cost as much again and say nothing.
 * @module
 */
import { type Attributes, type Context, type Span, trace } from "@opentelemetry/api";
import type { Execution, Observer } from "../../run/execution.ts";
import type { MissedOutcome } from "../../run/outcome.ts";
import type { Settled } from "../../run/result.ts";
import { StateTimeoutError } from "../../run/timeout_error.ts";
import { Attribute } from "./attribute_names.ts";
import { noteTracedRun, type Spanned, spanOf, type TracedRun, tracedRun, type TracedTask } from "./traced_run.ts";

/** How something ended, as its span tells it. */
interface SpanEnding {
  readonly outcome: string;
  /** What was thrown, where something was. */
  readonly thrown?: { readonly error: unknown };
}

const COMPLETED: SpanEnding = { outcome: "completed" };
const CANCELLED: SpanEnding = { outcome: "cancelled" };

/**
 * Begins the span of a run.
 *
 * @param execution The run.
 * @param tracer Makes the span.
 * @param context What the run is part of.
 * @returns The span, and the context for all in it.
 */
export function beginRun(execution: Execution, tracer: TracedRun["tracer"], context: Context): Spanned {
  const { agent } = execution.plan;
  const span = tracer.startSpan(`agent ${agent}`, { attributes: { [Attribute.agent]: agent } }, context);
  return { span, context: trace.setSpan(context, span) };
}

/** Watches all runs that are traced; the spans themselves are kept in `traced_run.ts`. */
export const runSpans: Observer = {
  began(execution) {
    // The outermost run has had its span since it was made.
    if (execution.parent === null) return;
    const outer = tracedRun(execution.parent.execution)!, { tracer, failures } = outer;
    const spanned = beginRun(execution, tracer, spanOf(outer, execution.parent.task).context);
    noteTracedRun(execution, { ...spanned, tracer, failures, tasks: new Map() });
  },

  waiting(execution, task) {
    const run = tracedRun(execution)!, traced = run.tasks.get(task) ?? beginTask(run, execution, task);
    // What was granted while the run was held is given back: the wait goes on.
    traced.wait ??= run.tracer.startSpan("resource wait", undefined, traced.context);
  },

  started(execution, task) {
    const run = tracedRun(execution)!, traced = run.tasks.get(task) ?? beginTask(run, execution, task);
    if (traced.wait !== null) endInner(run, traced, COMPLETED);
    if (execution.plan.retry[execution.stateOf(task)] !== null) beginAttempt(run, execution, task);
  },

  completed(execution, task) {
    endTask(execution, task, COMPLETED);
  },

  retrying(execution, task, { error, delayMs }) {
    const run = tracedRun(execution)!, traced = run.tasks.get(task);
    // Its condition may have thrown, before it had a span.
    if (traced === undefined) return;
    (traced.wait ?? traced.attempt?.span)?.setAttribute(Attribute.retryDelayMs, delayMs);
    endInner(run, traced, { outcome: error instanceof StateTimeoutError ? "timed-out" : "failed", thrown: { error } });
  },

  missed(execution, task, outcome) {
    endTask(execution, task, endingOf(outcome));
  },

  // A model's tokens would fill the span: whoever wants them in the trace adds them to the active span.
  emitted() {},

  held(execution, held) {
    tracedRun(execution)!.span.addEvent(held ? "paused" : "resumed");
  },

  ended(execution, result) {
    const run = tracedRun(execution)!;
    // A run that was cancelled before it began has no spans: what was found are those of the run around it.
    if (execution.parent !== null && run === tracedRun(execution.parent.execution)) return;
    for (const task of [...run.tasks.keys()]) endTask(execution, task, CANCELLED);
    endSpan(run, run.span, endingOfRun(result));
  },
};

function beginTask(run: TracedRun, execution: Execution, task: number): TracedTask {
  const { plan } = execution, state = plan.names[execution.stateOf(task)]!;
  const attributes: Attributes = {
    [Attribute.agent]: plan.agent,
    [Attribute.state]: state,
    [Attribute.visit]: execution.visitOf(task),
  };
  if (task >= plan.size) attributes[Attribute.index] = execution.sent![task - plan.size]!.index;
  const span = run.tracer.startSpan(`state ${state}`, { attributes }, run.context);
  const traced: TracedTask = { span, context: trace.setSpan(run.context, span), wait: null, attempt: null };
  run.tasks.set(task, traced);
  return traced;
}

function beginAttempt(run: TracedRun, execution: Execution, task: number): void {
  const traced = run.tasks.get(task)!, number = (execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
  const attributes = { [Attribute.attempt]: number };
  const span = run.tracer.startSpan(`attempt ${number}`, { attributes }, traced.context);
  traced.attempt = { span, context: trace.setSpan(traced.context, span) };
}

/** A state that is left without having started, or that stands for the tasks that were sent to it, has no span. */
function endTask(execution: Execution, task: number, ending: SpanEnding): void {
  const run = tracedRun(execution)!, traced = run.tasks.get(task);
  if (traced === undefined) return;
  run.tasks.delete(task);
  endInner(run, traced, ending);
  endSpan(run, traced.span, ending);
}

/** Ends what a task is in: its wait or its attempt, if either. */
function endInner(run: TracedRun, traced: TracedTask, ending: SpanEnding): void {
  const inner = traced.wait ?? traced.attempt?.span;
  if (inner !== undefined) endSpan(run, inner, ending);
  traced.wait = traced.attempt = null;
}

function endSpan(run: TracedRun, span: Span, { outcome, thrown }: SpanEnding): void {
  span.setAttribute(Attribute.outcome, outcome);
  if (thrown !== undefined) run.failures.note(span, thrown.error);
  span.end();
}

function endingOf(outcome: MissedOutcome): SpanEnding {
  return "error" in outcome ? { outcome: outcome.kind, thrown: { error: outcome.error } } : { outcome: outcome.kind };
}

/** To be cancelled is no failure: somebody wanted it. */
function endingOfRun({ status, error }: Settled): SpanEnding {
  return status === "completed" || status === "cancelled"
    ? { outcome: status }
    : { outcome: status, thrown: { error } };
}
