/**
 * How runs end: by themselves when nothing is left to do, or early when someone says so.
 * @module
 */
import { PENDING } from "../graph/plan.ts";
import { compensate } from "./compensation.ts";
import { type BlockedState, blockedStates, WorkflowDeadlockError } from "./deadlock_error.ts";
import { type BadEnding, COMPLETED, type Ending } from "./ending.ts";
import { type Execution, Gate } from "./execution.ts";
import { QuorumError } from "./quorum_error.ts";
import { Settled } from "./result.ts";

/**
 * Ends a run early: nothing more starts, the signals of what is in flight are aborted, and the result is
 * there as soon as what has to be undone is undone.
 *
 * @param execution The run; nothing happens if it has ended already.
 * @param ending How it ends.
 */
export function end(execution: Execution, ending: BadEnding): void {
  if (execution.ending !== null) return;
  execution.endedEarly = true;
  close(execution, ending);
  while (execution.alarmed !== null) execution.alarmed.interrupt(ending.error);
  execution.abortSignal(ending.error);
  finish(execution);
}

/**
 * Ends a run in which nothing is left to do.
 *
 * @param execution A run that is idle and has not ended.
 */
export function conclude(execution: Execution): void {
  close(execution, endingOf(execution));
  finish(execution);
}

function close(execution: Execution, ending: Ending): void {
  execution.ending = ending;
  execution.gate |= Gate.ended;
  execution.ready?.clear();
}

function finish(execution: Execution): void {
  const { ending, completionOrder } = execution;
  if (completionOrder === null || ending!.status === "completed") return settle(execution);
  void compensate(execution, ending as BadEnding).then((compensations) => {
    execution.compensations = compensations;
    settle(execution);
  });
}

function settle(execution: Execution): void {
  const result = execution.result = new Settled(execution);
  execution.observer?.ended(execution, result);
  execution.holdings?.runEnded();
  if (execution.settle !== null) execution.settle(result);
}

function endingOf(execution: Execution): Ending {
  const { failures, plan, routing, settings: { onFailure } } = execution;
  if (failures !== null && failures.first >= 0) {
    if (typeof onFailure === "object") return quorumEnding(execution, onFailure.needs);
    return { status: "failed", error: failures.error, state: failures.first };
  }
  // Only where states can be left out can others wait for them in vain.
  if (routing !== null || plan.canStop) {
    const blocked = blockedStates(execution);
    if (blocked.size > 0) return deadlock(execution, blocked);
  }
  return mergedEnding(execution);
}

/** Writes that no state has seen together meet here. */
function mergedEnding(execution: Execution): Ending {
  try {
    execution.data?.finalValues();
    return COMPLETED;
  } catch (error) {
    return { status: "failed", error, state: -1 };
  }
}

function deadlock(execution: Execution, blocked: ReadonlyMap<number, readonly number[]>): Ending {
  const { agent, names } = execution.plan, states: BlockedState[] = [];
  const failures = execution.failures ??= { outcomes: new Map(), first: -1, error: undefined };
  for (const [state, sources] of blocked) {
    const unmet = sources.map((source) => names[source]!);
    failures.outcomes.set(state, { kind: "blocked", unmet });
    states.push({ state: names[state]!, unmet });
  }
  return { status: "failed", error: new WorkflowDeadlockError(agent, states), state: -1 };
}

function quorumEnding(execution: Execution, needs: number): Ending {
  const { plan: { agent, leaves }, outputs } = execution, { first, error: cause } = execution.failures!;
  const completed = leaves.filter((state) => outputs[state] !== PENDING).length;
  if (completed >= needs) return mergedEnding(execution);
  return { status: "failed", error: new QuorumError(agent, { completed, needs, cause }), state: first };
}
