/**
 * What follows from the end of a task: which tasks become ready, which can never start, and whether the
 * run goes on at all. Every function here answers with the task to start next, or -1, and leaves all
 * others that became ready on the stack; starting them is `scheduler.ts`'s.
 * @module
 */
import { JOINED, LISTENED, NOTHING, PENDING, type Plan } from "../graph/plan.ts";
import { type Control, Direction, GivenUp, isControl } from "./control.ts";
import { end } from "./concluding.ts";
import { ExclusiveDependencyError } from "./deadlock_error.ts";
import type { Execution } from "./execution.ts";
import type { MissedOutcome } from "./outcome.ts";
import { QuorumError } from "./quorum_error.ts";
import { readDirections, type Sending, targetOf } from "./read_directions.ts";
import { MaxStepsError, Routing } from "./routing.ts";
import { stackOne, stackUp } from "./ready_stack.ts";
import { SendGroup } from "./sent_task.ts";
import { hearCompleted, hearMissed } from "./trigger_news.ts";

type Update = Readonly<Record<string, unknown>> | undefined;

/**
 * Takes what a task's function gave.
 *
 * @param execution The run.
 * @param task The task.
 * @param value Its output, or a direction to the run.
 * @returns The task to start next, or -1.
 */
export function complete(execution: Execution, task: number, value: unknown): number {
  if (execution.ending !== null) return -1;
  if (typeof value === "object" && value !== null && isControl(value)) return obey(execution, task, value);
  if (execution.attended) return completeAttended(execution, task, value, undefined);
  execution.outputs[task] = value;
  const only = execution.plan.next[task]!;
  return only >= NOTHING ? only : followMore(execution, task);
}

/** The same in a run of which someone keeps track: a listener, channels, retries, routing, what can be undone. */
// deno-lint-ignore house/parameter-count -- An object would be allocated for every completion.
function completeAttended(execution: Execution, task: number, output: unknown, update: Update): number {
  execution.retries?.delete(task);
  if (task >= execution.plan.size) return completeSent(execution, task, output, update);
  const { plan } = execution;
  // First, since a write that cannot be made is a failure of the state.
  if (execution.data !== null) recordWrites(execution, task, update);
  execution.outputs[task] = output;
  execution.observer?.completed(execution, task, output);
  if (plan.compensates && plan.compensate[task] !== null) {
    (execution.completionOrder ??= []).push({ state: task, output });
  }
  if (execution.routing !== null) return followRouted(execution, task);
  const only = plan.next[task]!;
  return only >= NOTHING ? only : followMore(execution, task);
}

function followMore(execution: Execution, state: number): number {
  const { plan } = execution, only = plan.next[state]!;
  if (only > JOINED) return followSeveral(execution, state);
  const join = JOINED - only;
  return --execution.joinsOpen![join]! === 0 ? stackUp(plan.joinStates[join]!, -1) : -1;
}

function followSeveral(execution: Execution, state: number): number {
  const { plan } = execution, joins = plan.joins[state]!;
  // From last to first, so that the first declared ends up on top.
  let first = -1;
  for (let i = joins.length - 1; i >= 0; i--) {
    const join = joins[i]!;
    if (--execution.joinsOpen![join]! === 0) first = stackUp(plan.joinStates[join]!, first);
  }
  first = stackUp(plan.direct[state]!, first);
  return plan.next[state] === LISTENED ? hear(execution, state, first) : first;
}

/** The same in a run that routes, where states complete more than once. */
function followRouted(execution: Execution, state: number): number {
  const only = execution.plan.next[state]!;
  execution.failures?.outcomes.delete(state);
  let first = -1;
  if (only >= 0) first = activateOne(execution, only, first);
  else if (only !== NOTHING) first = activateSeveral(execution, state);
  return visitAgain(execution, state, first);
}

function activateSeveral(execution: Execution, state: number): number {
  const { plan } = execution, routing = execution.routing!, joins = plan.joins[state]!;
  let first = -1;
  for (let i = joins.length - 1; i >= 0; i--) {
    if (routing.arrive(joins[i]!, state)) first = activateAll(execution, plan.joinStates[joins[i]!]!, first);
  }
  first = activateAll(execution, plan.direct[state]!, first);
  return plan.next[state] === LISTENED ? hear(execution, state, first) : first;
}

/** Ends a state's visit; a visit that had to wait for that begins. */
function visitAgain(execution: Execution, state: number, first: number): number {
  const { routing, ending } = execution;
  return routing !== null && routing.close(state) && ending === null ? stackOne(state, first) : first;
}

function activateAll(execution: Execution, states: readonly number[], first: number): number {
  for (let i = states.length - 1; i >= 0; i--) first = activateOne(execution, states[i]!, first);
  return first;
}

function activateOne(execution: Execution, state: number, first: number): number {
  const routing = execution.routing!;
  // A first visit is no step of routing: it would have come in a plain DAG too.
  if (routing.visitsOf(state) > 0 && !takeStep(execution, state, 1)) return -1;
  return routing.open(state) ? stackOne(state, first) : first;
}

/** Counts a step of routing; ends the run when there is none left. */
function takeStep(execution: Execution, state: number, tasks: number): boolean {
  const { plan: { agent, names }, settings: { maxSteps } } = execution;
  if (execution.routing!.step(tasks) <= maxSteps) return true;
  end(execution, { status: "failed", error: new MaxStepsError(agent, names[state]!, maxSteps), state });
  return false;
}

function hear(execution: Execution, state: number, first: number): number {
  const news = hearCompleted(execution, state, first);
  if (news.second < 0) return news.first;
  const { agent, names } = execution.plan;
  const error = new ExclusiveDependencyError(agent, names[news.second]!, names[state]!);
  end(execution, { status: "failed", error, state: news.second });
  return -1;
}

/** Carries out what a state returned instead of a plain output. */
function obey(execution: Execution, task: number, control: Control): number {
  if (control instanceof GivenUp) {
    execution.retries?.delete(task);
    return miss(execution, task, control.outcome);
  }
  execution.routing ??= new Routing(execution);
  execution.attended = true;
  const state = execution.stateOf(task), attempts = (execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
  try {
    // By far the commonest, as every turn of a loop: goto("next"), for which no list is made.
    if (control instanceof Direction && typeof control.goto === "string") {
      const target = targetOf(execution.plan, state, { name: control.goto, sent: false });
      const first = completeAttended(execution, task, control.output, control.update as Update);
      return execution.ending === null ? goOn(execution, task, target, first) : -1;
    }
    const { goto, sends, update, output } = readDirections(execution.plan, state, control);
    let first = completeAttended(execution, task, output, update);
    for (let i = sends.length - 1; i >= 0; i--) first = sendOut(execution, task, sends[i]!, first);
    for (let i = goto.length - 1; i >= 0; i--) first = goOn(execution, task, goto[i]!, first);
    return execution.ending === null ? first : -1;
  } catch (error) {
    return miss(execution, task, { kind: "failed", error, attempts });
  }
}

// deno-lint-ignore house/parameter-count -- An object would be allocated for every completion.
function goOn(execution: Execution, from: number, target: number, first: number): number {
  if (!takeStep(execution, target, 1)) return -1;
  execution.data?.inheritFrom(from, target);
  return execution.routing!.open(target) ? stackOne(target, first) : first;
}

// deno-lint-ignore house/parameter-count -- An object would be allocated for every completion.
function sendOut(execution: Execution, from: number, { state: target, payloads }: Sending, first: number): number {
  if (!takeStep(execution, target, payloads.length)) return -1;
  const sent = execution.sent ??= [];
  const group = new SendGroup(target, payloads.length, execution.routing!.openGroup(target));
  if (payloads.length === 0) {
    execution.data?.settleRouted(from, target);
    const next = closeGroup(execution, group);
    return next < 0 ? first : stackOne(next, first);
  }
  const tasks = payloads.map((payload, index) => {
    const task = execution.plan.size + sent.push({ state: target, payload, index, group }) - 1;
    execution.data?.inheritFrom(from, task);
    return task;
  });
  return stackUp(tasks, first);
}

// deno-lint-ignore house/parameter-count -- An object would be allocated for every completion.
function completeSent(execution: Execution, task: number, output: unknown, update: Update): number {
  const { state, index, group } = execution.sent![task - execution.plan.size]!;
  execution.data?.complete({ task, state, visit: group.visit, index }, update);
  group.outputs[index] = output;
  if (execution.observer !== null) execution.observer.completed(execution, task, output);
  return --group.remaining === 0 ? closeGroup(execution, group) : -1;
}

function closeGroup(execution: Execution, group: SendGroup): number {
  if (group.outputs.length > 0) execution.data?.settleAll(group.state, tasksOf(execution, group));
  if (group.missed !== null) return missState(execution, group.state, group.missed.outcome);
  const { observer } = execution;
  execution.outputs[group.state] = group.outputs;
  if (observer !== null) observer.completed(execution, group.state, group.outputs);
  return followRouted(execution, group.state);
}

function tasksOf(execution: Execution, group: SendGroup): number[] {
  const { plan: { size } } = execution, tasks: number[] = [];
  for (const [i, sent] of execution.sent!.entries()) if (sent.group === group) tasks.push(size + i);
  return tasks;
}

function recordWrites(execution: Execution, state: number, update: Update): void {
  execution.data!.complete({ task: state, state, visit: execution.visitOf(state), index: 0 }, update);
  execution.data!.settle(state);
}

/**
 * Takes note that a task will not complete.
 *
 * @param execution The run.
 * @param task The task.
 * @param outcome What became of it.
 * @returns The task to start next, or -1.
 */
export function miss(execution: Execution, task: number, outcome: MissedOutcome): number {
  if (execution.ending !== null) return -1;
  execution.data?.forget(task);
  if (task < execution.plan.size) return missState(execution, task, outcome);
  const { index, group } = execution.sent![task - execution.plan.size]!;
  execution.observer?.missed(execution, task, outcome);
  group.miss(index, outcome);
  if (execution.settings.onFailure === "fail-fast" && outcome.kind !== "skipped") {
    return missState(execution, group.state, outcome);
  }
  return --group.remaining === 0 ? closeGroup(execution, group) : -1;
}

function missState(execution: Execution, state: number, outcome: MissedOutcome): number {
  const { plan, settings: { onFailure } } = execution;
  const failures = execution.failures ??= { outcomes: new Map(), first: -1, error: undefined };
  failures.outcomes.set(state, outcome);
  execution.observer?.missed(execution, state, outcome);
  if (outcome.kind === "skipped") return visitAgain(execution, state, spread(execution, state, outcome));
  const error = "error" in outcome ? outcome.error : undefined;
  if (failures.first < 0) {
    failures.first = state;
    failures.error = error;
  }
  if (onFailure === "fail-fast") {
    end(execution, { status: "failed", error, state });
    return -1;
  }
  const first = spread(execution, state, { kind: "upstream-failed", failedState: plan.names[state]! });
  if (typeof onFailure === "object") giveUpOnQuorum(execution, onFailure.needs);
  return execution.ending === null ? visitAgain(execution, state, first) : -1;
}

/** Passes a miss on to all that can never start now; what was routed to goes on. */
function spread(execution: Execution, origin: number, outcome: MissedOutcome): number {
  const { plan, outputs, routing } = execution, { outcomes } = execution.failures!;
  const pending = [origin];
  let first = -1;
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const news = plan.next[state] === LISTENED ? hearMissed(execution, state, first) : { dead: [], first };
    first = news.first;
    for (const dependant of [...successors(plan, state), ...news.dead]) {
      if (outcomes.has(dependant) || outputs[dependant] !== PENDING || routing?.isOpen(dependant)) continue;
      outcomes.set(dependant, outcome);
      execution.observer?.missed(execution, dependant, outcome);
      pending.push(dependant);
    }
  }
  return first;
}

function successors(plan: Plan, state: number): readonly number[] {
  const only = plan.next[state]!;
  if (only >= NOTHING) return only === NOTHING ? [] : [only];
  return [...plan.direct[state]!, ...plan.joins[state]!.flatMap((join) => plan.joinStates[join]!)];
}

function giveUpOnQuorum(execution: Execution, needs: number): void {
  const { plan: { agent, leaves }, outputs } = execution, { outcomes, first, error: cause } = execution.failures!;
  const lost = leaves.filter((state) => outcomes.has(state)).length;
  if (leaves.length - lost >= needs) return;
  const completed = leaves.filter((state) => outputs[state] !== PENDING).length;
  const error = new QuorumError(agent, { completed, needs, cause });
  end(execution, { status: "failed", error, state: first });
}
