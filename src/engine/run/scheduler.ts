/**
 * The one scheduler. It starts what is ready, and knows nothing of time but alarms: there is no polling,
 * and a state that needs no timer has none.
 *
 * A run is driven by `resume()`: a plain loop over a stack of ready tasks. No async function, no promise
 * per state: a state that returned synchronously is followed at once, one that returned a promise leaves a
 * pooled attempt behind and the loop goes on with the next ready task. Runs that need more than that
 * (a limit, priorities, channels, a pause) leave this straight road through their `gate` and pass all tasks
 * through a queue instead; everything else is the same.
 *
 * Note: promises per state (`Promise.all` of dependencies) were tried for this design and cost 5 to 14
 * times as much; a coroutine per branch 1.5 times.
 * @module
 */
import { Flag } from "../graph/plan.ts";
import { nextDelayMs } from "../reliability/backoff.ts";
import { type Attempt, attempts } from "./attempt.ts";
import { conclude } from "./concluding.ts";
import { ClaimedContext } from "./claimed_context.ts";
import { claim, type ClaimEvents, takeGranted } from "./claiming.ts";
import { Context } from "./context.ts";
import { type Execution, Gate } from "./execution.ts";
import { callFollowed, follow, letGo } from "./followed_attempt.ts";
import { complete, miss } from "./following.ts";
import { holdingsOf } from "./holdings.ts";
import { readyStack, stackUp } from "./ready_stack.ts";
import type { Settled } from "./result.ts";
import { StateTimeoutError } from "./timeout_error.ts";
import { releaseSoft, setFirstLimits } from "./trigger_news.ts";

const nativeThen = Promise.prototype.then;

attempts.events = {
  onFulfilled: (attempt) => (value) => {
    const { execution, task } = attempt;
    attempts.release(attempt);
    if (execution === null) return;
    execution.inFlight--;
    if (execution.ending !== null) return;
    const base = readyStack.height;
    resume(execution, complete(execution, task, value), base);
  },
  onRejected: (attempt) => (error) => {
    const { execution, task } = attempt;
    attempts.release(attempt);
    if (execution === null) return;
    execution.inFlight--;
    if (execution.ending !== null) return;
    const base = readyStack.height;
    resume(execution, fail(execution, task, { kind: "failed", error }), base);
  },
  expired(execution, task, context) {
    execution.inFlight--;
    const state = execution.stateOf(task), base = readyStack.height;
    const { agent, names, timeoutMs, retry } = execution.plan;
    // Whichever limit ran out: there is no time for another attempt once it was the one for all of them.
    const isSpent = retry[state] !== null && !hasTimeFor(execution, task, 0);
    const limitMs = isSpent ? retry[state]!.totalTimeoutMs : timeoutMs[state]!;
    const error = new StateTimeoutError(agent, names[state]!, limitMs);
    // The run moves on before the signal's listeners run: they may do anything, even cancel it.
    const next = fail(execution, task, { kind: "timed-out", error });
    if (execution.ending === null) resume(execution, next, base);
    context?.abort(error);
  },
  due(execution, task) {
    execution.waits--;
    resume(execution, task, readyStack.height);
  },
};

const claimEvents: ClaimEvents = {
  granted(context) {
    const { execution, task } = context, { granted } = holdingsOf(execution);
    execution.waits--;
    granted.set(task, context);
    resume(execution, task, readyStack.height);
    // The run is held, or all places are taken: what does not run holds nothing, or what runs might wait for it.
    if (granted.delete(task)) context.release();
  },
  refused({ execution, task }, error) {
    execution.waits--;
    if (execution.ending !== null) return;
    const base = readyStack.height;
    resume(execution, fail(execution, task, { kind: "failed", error }), base);
  },
  late({ execution, task }) {
    execution.waits--;
    if (execution.ending !== null) return;
    const base = readyStack.height;
    resume(execution, giveUpLate(execution, task), base);
  },
};

/**
 * Starts a run.
 *
 * @param execution A run that has not started.
 * @returns Its result.
 */
export function start(execution: Execution): Promise<Settled> {
  const base = readyStack.height;
  execution.observer?.began(execution);
  if (execution.plan.triggers.length > 0) setFirstLimits(execution);
  resume(execution, stackUp(execution.entries, -1), base);
  if (execution.result !== null) return Promise.resolve(execution.result);
  return new Promise((resolve) => {
    execution.settle = resolve;
  });
}

/**
 * Goes on with a run that was held.
 *
 * @param execution The run.
 */
export function wake(execution: Execution): void {
  if (execution.ending === null) resume(execution, -1, readyStack.height);
}

/**
 * Goes on with a run: starts `next`, unless it is -1, and all that becomes ready with it, until nothing is ready or all
 * that is left must wait. What is on the stack above `base` is the run's own.
 */
function resume(execution: Execution, next: number, base: number): void {
  // A branch has ended and others go on: by far the commonest in wide graphs.
  if (next < 0 && execution.gate === 0 && execution.inFlight > 0) return;
  const { plan: { bodies, flags }, observer } = execution, { tasks } = readyStack;
  execution.loops++;
  let task = next;
  for (;;) {
    if (task < 0) {
      if (readyStack.height === base) break;
      task = tasks[--readyStack.height]!;
    }
    if (execution.gate !== 0) break;
    const flag = flags[task];
    // A task that was sent has no flag here: it is none of the plan's states.
    if (flag !== 0 && flag !== Flag.timed) {
      task = startTask(execution, task);
      continue;
    }
    const context = new Context(execution, task);
    if (observer !== null) observer.started(execution, task);
    let value: unknown;
    try {
      value = bodies[task]!(context as never);
    } catch (error) {
      task = fail(execution, task, { kind: "failed", error });
      continue;
    }
    if (isThenable(value)) {
      const attempt = wait(execution, task, value);
      if (flag !== 0) limit(attempt, context);
      task = -1;
    } else task = complete(execution, task, value);
  }
  // A queue may hold what had to wait, also when nothing has become ready just now.
  if (execution.gate !== 0) drainGated(execution, task, base);
  // Only the outermost loop sees the end: a state may wake its own run, and a platform that loads a global on first
  // use may run microtasks in the middle of a state's function, which is not in flight as long as it has not returned.
  if (execution.loops === 1 && execution.inFlight === 0 && execution.ending === null) rest(execution, base);
  execution.loops--;
}

/** Nothing is in flight: ends the run, unless something still waits for a place or for what will never come. */
function rest(execution: Execution, base: number): void {
  while (execution.isIdle && execution.ending === null) {
    const released = execution.triggers === null ? -1 : releaseSoft(execution);
    if (released < 0) return conclude(execution);
    resume(execution, released, base);
  }
}

/** The same when the straight road is closed: all that is ready passes through the queue. */
function drainGated(execution: Execution, next: number, base: number): void {
  const { ready, settings: { maxConcurrent } } = execution;
  admit(execution, next, base);
  if (ready === null) return;
  while (ready.size > 0 && execution.inFlight < maxConcurrent && (execution.gate & Gate.closed) === 0) {
    admit(execution, startTask(execution, ready.pop()), base);
  }
  if (execution.ending !== null) readyStack.height = base;
}

/** Moves what is ready into the queue; drops it when the run has ended. */
function admit(execution: Execution, next: number, base: number): void {
  const { ready } = execution;
  if (execution.ending !== null || ready === null) {
    readyStack.height = base;
    return;
  }
  if (next >= 0) ready.push(next, execution.stateOf(next));
  while (readyStack.height > base) {
    const task = readyStack.tasks[--readyStack.height]!;
    ready.push(task, execution.stateOf(task));
  }
}

/** Starts one task with all that its state and its run may ask for. */
function startTask(execution: Execution, task: number): number {
  const { plan, observer } = execution, state = execution.stateOf(task), flags = plan.flags[state]!;
  const granted = (flags & Flag.claiming) === 0 ? null : takeGranted(execution, task);
  const context = granted ?? newContext(execution, task, flags), isFollowed = (flags & Flag.followed) !== 0;
  let value: unknown;
  try {
    const other = granted === null ? prepare(context, flags) : READY;
    if (other !== READY) return other;
    if (observer !== null) observer.started(execution, task);
    const body = plan.bodies[state]!;
    value = isFollowed ? callFollowed(context, body) : body(context as never);
  } catch (error) {
    return fail(execution, task, { kind: "failed", error });
  }
  if (!isThenable(value)) {
    if (isFollowed) letGo(context);
    return complete(execution, task, value);
  }
  const attempt = isFollowed ? follow(context, value) : wait(execution, task, value);
  if (context.ownsSignal) limit(attempt, context);
  return -1;
}

function newContext(execution: Execution, task: number, flags: number): Context {
  return (flags & Flag.claiming) === 0 ? new Context(execution, task) : new ClaimedContext(execution, task);
}

/** Says that an attempt may start; no task has this number. */
const READY = -2;

/** Does what comes before an attempt; gives {@linkcode READY}, or the task to start instead, or -1. */
function prepare(context: Context, flags: number): number {
  const { execution, task } = context, { plan, data } = execution, state = execution.stateOf(task);
  if (data !== null && !data.hasBegun(task)) data.begin(task, plan.sources[state]!);
  if ((flags & Flag.conditional) !== 0) {
    const isWanted = plan.when[state]!(context as never);
    // The condition may have ended the run.
    if (execution.ending !== null) return -1;
    if (!isWanted) return miss(execution, task, { kind: "skipped", skippedState: plan.names[state]! });
  }
  if ((flags & Flag.budgeted) !== 0 && !openBudget(execution, task)) return giveUpLate(execution, task);
  return context instanceof ClaimedContext && !claim(context, claimEvents) ? -1 : READY;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

/** Leaves an attempt behind that goes on when the promise settles. */
function wait(execution: Execution, task: number, value: PromiseLike<unknown>): Attempt {
  const attempt = attempts.take(execution, task);
  execution.inFlight++;
  // Foreign thenables may answer twice, or at once and inside this loop: a native promise never does.
  const promise = value.then === nativeThen ? value : Promise.resolve(value);
  promise.then(attempt.onFulfilled, attempt.onRejected);
  return attempt;
}

/** Sets the limit of an attempt that waits. */
function limit(attempt: Attempt, context: Context): void {
  const execution = attempt.execution!, { ending } = execution;
  if (ending === null) {
    attempt.context = context;
    attempt.arm(limitMs(execution, attempt.task));
  } else if (ending.status !== "completed") {
    // Its own function has ended the run just now.
    context.abort(ending.error);
  }
}

/** Longest duration of an attempt: its own limit, or what is left for all attempts. */
function limitMs(execution: Execution, task: number): number {
  const { plan, retries, settings: { clock } } = execution, state = execution.stateOf(task);
  const ownMs = plan.timeoutMs[state]! === 0 ? Infinity : plan.timeoutMs[state]!;
  const totalMs = plan.retry[state]?.totalTimeoutMs ?? Infinity;
  return totalMs === Infinity
    ? ownMs
    : Math.max(0, Math.min(ownMs, retries!.get(task)!.startedMs + totalMs - clock.now()));
}

/** Notes when the first attempt began; tells whether there is time for the one that is to begin. */
function openBudget(execution: Execution, task: number): boolean {
  const retries = execution.retries ??= new Map();
  execution.attended = true;
  if (retries.has(task)) return hasTimeFor(execution, task, 0);
  retries.set(task, { attemptsMade: 0, delayMs: 0, startedMs: execution.settings.clock.now() });
  return true;
}

/** Gives up a task whose next attempt had to wait for a place for too long. */
function giveUpLate(execution: Execution, task: number): number {
  const { plan: { agent, names, retry }, retries } = execution, state = execution.stateOf(task);
  const { attemptsMade } = retries!.get(task)!;
  const error = new StateTimeoutError(agent, names[state]!, retry[state]!.totalTimeoutMs);
  retries!.delete(task);
  return miss(execution, task, { kind: "timed-out", error, attempts: attemptsMade });
}

/** A nanosecond that is left when a limit rings is no time for another attempt: it comes from adding up fractions. */
const ROUNDING_MS = 1e-6;

/** Tells whether there is time for another attempt after a wait. */
function hasTimeFor(execution: Execution, task: number, delayMs: number): boolean {
  const { totalTimeoutMs } = execution.plan.retry[execution.stateOf(task)]!;
  if (totalTimeoutMs === Infinity) return true;
  const leftMs = execution.retries!.get(task)!.startedMs + totalTimeoutMs - execution.settings.clock.now();
  return leftMs - delayMs > ROUNDING_MS;
}

type AttemptFailure = { readonly kind: "failed" | "timed-out"; readonly error: unknown };

/** Tries the task again if its policy says so, else gives it up; returns the task to start next, or -1. */
function fail(execution: Execution, task: number, failure: AttemptFailure): number {
  if (execution.ending !== null) return -1;
  const policy = execution.plan.retry[execution.stateOf(task)]!;
  const attemptsMade = (execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
  if (policy !== null && attemptsMade < policy.maxAttempts) {
    try {
      const delayMs = policy.retryOn(failure.error) ? nextWaitMs(execution, task, failure.error) : Infinity;
      if (delayMs !== Infinity && hasTimeFor(execution, task, delayMs)) {
        return retry(execution, task, { error: failure.error, delayMs });
      }
    } catch (error) {
      // A filter that throws cannot be asked again: its own error is what the state failed with.
      failure = { kind: "failed", error };
    }
  }
  execution.retries?.delete(task);
  return miss(execution, task, { ...failure, attempts: attemptsMade });
}

function nextWaitMs(execution: Execution, task: number, error: unknown): number {
  const policy = execution.plan.retry[execution.stateOf(task)]!, before = execution.retries?.get(task);
  const position = { attemptsMade: (before?.attemptsMade ?? 0) + 1, previousDelayMs: before?.delayMs ?? 0 };
  return policy.delayHint(error) ?? nextDelayMs(policy.backoff, position, execution.settings.random);
}

function retry(
  execution: Execution,
  task: number,
  next: { readonly error: unknown; readonly delayMs: number },
): number {
  const { observer } = execution, { delayMs } = next, retries = execution.retries ??= new Map();
  execution.attended = true;
  const { attemptsMade, startedMs } = retries.get(task) ?? { attemptsMade: 0, startedMs: 0 };
  retries.set(task, { attemptsMade: attemptsMade + 1, delayMs, startedMs });
  if (observer !== null) observer.retrying(execution, task, next);
  // A timer for no wait would cost two milliseconds.
  if (delayMs === 0) return task;
  const attempt = attempts.take(execution, task);
  attempt.backingOff = true;
  execution.waits++;
  attempt.arm(delayMs);
  return -1;
}
