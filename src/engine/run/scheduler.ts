/**
 * The one scheduler. It starts what is ready, follows what completes, and knows nothing of time but
 * alarms: there is no polling, and a state that needs no timer has none.
 *
 * A run is driven by `drain()`: a plain loop over a stack of ready states, shared by all runs of the
 * process. No async function, no promise per state: a state that returned synchronously is followed at
 * once, one that returned a promise leaves a pooled {@linkcode Attempt} behind and the loop goes on with
 * the next ready state. A state may itself start a run, so a loop may start inside another one: each
 * works above the `base` it found and leaves the stack as it was.
 *
 * Note: promises per state (`Promise.all` of dependencies) were tried for this design and cost 5 to 14
 * times as much; a coroutine per branch 1.5 times.
 * @module
 */
import { nextDelayMs } from "../reliability/backoff.ts";
import { type AttemptEvents, AttemptPool } from "./attempt.ts";
import { Context, TimedContext } from "./context.ts";
import type { Execution } from "./execution.ts";
import type { StateOutcome } from "./outcome.ts";
import { COMPLETED, type Ending } from "./ending.ts";
import { Settled } from "./result.ts";
import { StateTimeoutError } from "./timeout_error.ts";

/** States ready to start, those of inner loops above those of outer ones. */
const stack: number[] = [];
/** Number of entries of `stack` in use. */
let top = 0;

const attemptEvents: AttemptEvents = {
  fulfilled(execution, state, value) {
    execution.inFlight--;
    if (execution.ending === null) resume(execution, complete(execution, state, value));
  },
  rejected(execution, state, error) {
    execution.inFlight--;
    if (execution.ending === null) resume(execution, fail(execution, state, { kind: "failed", error }));
  },
  expired(execution, state, context) {
    execution.inFlight--;
    const { agent, names, timeoutMs } = execution.plan;
    const error = new StateTimeoutError(agent, names[state]!, timeoutMs[state]!);
    // The run moves on before the signal's listeners run: they may do anything, even cancel it.
    const next = fail(execution, state, { kind: "timed-out", error });
    if (execution.ending === null) resume(execution, next);
    context?.abort(error);
  },
  due(execution, state) {
    execution.inFlight--;
    resume(execution, state);
  },
};

const attempts = new AttemptPool(attemptEvents);

/**
 * Starts a run.
 *
 * @param execution A run that has not started.
 * @returns Its result; a promise of it if a state did not end at once.
 */
export function start(execution: Execution): Promise<Settled> {
  const { entries } = execution.plan, base = top;
  for (let i = entries.length - 1; i > 0; i--) stack[top++] = entries[i]!;
  drain(execution, entries[0]!, base);
  if (isOver(execution)) return Promise.resolve(settled(execution));
  return new Promise((resolve) => {
    execution.settle = resolve;
  });
}

/**
 * Ends a run that is going on: nothing more starts, the signals of what is in flight are aborted, and
 * the result is there at once.
 *
 * @param execution The run; nothing happens if it has ended already.
 * @param ending How it ends.
 */
export function end(execution: Execution, ending: Exclude<Ending, { status: "completed" }>): void {
  if (execution.ending !== null) return;
  execution.ending = ending;
  execution.ready?.clear();
  const result = execution.settle === null ? null : settled(execution);
  while (execution.alarmed !== null) execution.alarmed.interrupt(ending.error);
  execution.abortSignal(ending.error);
  if (result !== null) execution.settle!(result);
}

/** Goes on with a run in which something has just ended; `next` is the state to start, or -1. */
function resume(execution: Execution, next: number): void {
  // Settled promises and alarms come in between loops, never inside one: the stack below is empty,
  // and what is on it was put there for this run by complete().
  if (next >= 0 || execution.ready !== null) drain(execution, next, 0);
  if (isOver(execution) && execution.settle !== null) execution.settle(settled(execution));
}

function isOver(execution: Execution): boolean {
  return execution.ending !== null || execution.inFlight === 0;
}

/** Starts `next` and all that becomes ready with it, until nothing is ready or all that is left must wait. */
function drain(execution: Execution, next: number, base: number): void {
  if (execution.ready !== null) return drainLimited(execution, next, base);
  const { bodies } = execution.plan;
  for (let state = next;;) {
    while (state >= 0) {
      const context = contextOf(execution, state);
      let value: unknown;
      try {
        value = bodies[state]!(context as never);
      } catch (error) {
        state = fail(execution, state, { kind: "failed", error });
        if (execution.ending !== null) break;
        continue;
      }
      if (isThenable(value)) {
        wait(execution, context, value);
        break;
      }
      if (execution.ending !== null) break;
      state = complete(execution, state, value);
    }
    if (execution.ending !== null) top = base;
    if (top === base) return;
    state = stack[--top]!;
  }
}

/** The same under a limit: all that is ready passes through the queue, in declared order. */
function drainLimited(execution: Execution, next: number, base: number): void {
  const { plan: { bodies }, settings: { maxConcurrent } } = execution, ready = execution.ready!;
  admit(execution, next, base);
  while (ready.size > 0 && execution.inFlight < maxConcurrent) {
    const state = ready.pop(), context = contextOf(execution, state);
    let following: number;
    try {
      const value = bodies[state]!(context as never);
      if (isThenable(value)) {
        wait(execution, context, value);
        continue;
      }
      if (execution.ending !== null) break;
      following = complete(execution, state, value);
    } catch (error) {
      following = fail(execution, state, { kind: "failed", error });
    }
    if (execution.ending !== null) break;
    admit(execution, following, base);
  }
  if (execution.ending !== null) top = base;
}

function admit(execution: Execution, next: number, base: number): void {
  const ready = execution.ready!;
  if (next >= 0) ready.push(next);
  while (top > base) ready.push(stack[--top]!);
}

function contextOf(execution: Execution, state: number): Context {
  return execution.plan.timeoutMs[state] === 0 ? new Context(execution, state) : new TimedContext(execution, state);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

/** Leaves an attempt behind that goes on when the promise settles. */
function wait(execution: Execution, context: Context, value: PromiseLike<unknown>): void {
  const state = context.index, attempt = attempts.take(execution, state);
  execution.inFlight++;
  const timeoutMs = execution.plan.timeoutMs[state]!;
  if (timeoutMs !== 0 && execution.ending === null) {
    attempt.context = context as TimedContext;
    attempts.setAlarm(attempt, timeoutMs);
  }
  // Foreign thenables may answer twice, or at once and inside this loop: a native promise never does.
  const promise = value instanceof Promise ? value : Promise.resolve(value);
  promise.then(attempt.onFulfilled, attempt.onRejected);
}

/** Records an output, puts on the stack what it makes ready, and returns one of those to start next, or -1. */
function complete(execution: Execution, state: number, value: unknown): number {
  const { plan } = execution;
  execution.outputs[state] = value;
  const only = plan.next[state]!;
  if (only >= -1) return only;
  // From last to first, so that the first declared ends up on top.
  let first = -1;
  const joins = plan.joins[state]!;
  for (let i = joins.length - 1; i >= 0; i--) {
    const join = joins[i]!;
    if (--execution.joinsOpen![join]! === 0) first = stackUp(plan.joinStates[join]!, first);
  }
  return stackUp(plan.direct[state]!, first);
}

function stackUp(states: readonly number[], first: number): number {
  for (let i = states.length - 1; i >= 0; i--) {
    if (first >= 0) stack[top++] = first;
    first = states[i]!;
  }
  return first;
}

type AttemptFailure = { readonly kind: "failed" | "timed-out"; readonly error: unknown };

/** Tries the state again if its policy says so, else records the failure; returns the state to start next, or -1. */
function fail(execution: Execution, state: number, failure: AttemptFailure): number {
  if (execution.ending !== null) return -1;
  const policy = execution.plan.retry[state]!, attemptsMade = execution.attemptsOf(state) + 1;
  if (policy !== null && attemptsMade < policy.maxAttempts) {
    try {
      if (policy.retryOn(failure.error)) return retry(execution, state, attemptsMade);
    } catch (error) {
      // A filter that throws cannot be asked again: its own error is what the state failed with.
      failure = { kind: "failed", error };
    }
  }
  (execution.failures ??= new Map()).set(state, { ...failure, attempts: attemptsMade });
  if (execution.firstFailed < 0) execution.firstFailed = state;
  if (execution.settings.onFailure === "fail-fast") {
    end(execution, { status: "failed", error: failure.error, state });
  } else {
    failDependants(execution, state);
  }
  return -1;
}

function retry(execution: Execution, state: number, attemptsMade: number): number {
  const { plan, settings: { random } } = execution, { backoff } = plan.retry[state]!;
  const retries = execution.retries ??= new Array<number>(plan.names.length).fill(0);
  retries[state] = attemptsMade;
  const delays = execution.delaysMs ??= new Map();
  const delayMs = nextDelayMs(backoff, { attemptsMade, previousDelayMs: delays.get(state) ?? 0 }, random);
  // A timer for no wait would cost two milliseconds.
  if (delayMs === 0) return state;
  delays.set(state, delayMs);
  const attempt = attempts.take(execution, state);
  attempt.backingOff = true;
  execution.inFlight++;
  attempts.setAlarm(attempt, delayMs);
  return -1;
}

/** Marks all states that can never start now. */
function failDependants(execution: Execution, failed: number): void {
  const { plan } = execution, failures = execution.failures!;
  const outcome: StateOutcome = { kind: "upstream-failed", failedState: plan.names[failed]! };
  const pending = [failed];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const joined = plan.joins[state]!.flatMap((join) => plan.joinStates[join]!);
    for (const dependant of [...plan.direct[state]!, ...joined]) {
      if (failures.has(dependant)) continue;
      failures.set(dependant, outcome);
      pending.push(dependant);
    }
  }
}

function settled(execution: Execution): Settled {
  execution.ending ??= execution.firstFailed < 0 ? COMPLETED : failedEnding(execution);
  return new Settled(execution);
}

function failedEnding(execution: Execution): Ending {
  const state = execution.firstFailed, outcome = execution.failures!.get(state);
  const error = outcome !== undefined && "error" in outcome ? outcome.error : undefined;
  return { status: "failed", error, state };
}
