/**
 * Brings the news of what became of a state to the triggers that listen to it.
 * @module
 */
import { PENDING } from "../graph/plan.ts";
import { attempts } from "./attempt.ts";
import type { Execution } from "./execution.ts";
import { stackOne } from "./ready_stack.ts";
import { type TriggerAnswer, TriggerState } from "./trigger_state.ts";
import { WithinAlarm } from "./within_alarm.ts";

/** What came of telling the triggers. */
export interface News {
  /** Task to start next, or -1. */
  readonly first: number;
  /** States that can never start now. */
  readonly dead: readonly number[];
  /** State for which a second state completed where only one may, or -1. */
  readonly second: number;
}

/**
 * Tells that a state completed.
 *
 * @param execution The run.
 * @param state Index of the state.
 * @param first The task that was to start next, or -1.
 */
export function hearCompleted(execution: Execution, state: number, first: number): News {
  return hear(execution, first, listening(execution, state, (trigger) => trigger.completed(state)));
}

/**
 * Tells that a state will not complete.
 *
 * @param execution The run.
 * @param state Index of the state.
 * @param first The task that was to start next, or -1.
 */
export function hearMissed(execution: Execution, state: number, first: number): News {
  return hear(execution, first, listening(execution, state, (trigger) => trigger.missed(state)));
}

/**
 * Sets the limits of triggers that wait softly from the start.
 *
 * @param execution A run that starts.
 */
export function setFirstLimits(execution: Execution): void {
  for (const trigger of triggersOf(execution)) if (trigger.waitsOnlySoftly) setLimits(execution, trigger);
}

/**
 * Takes care that what has completed in an earlier run is not started again by what completes in this one.
 *
 * @param execution A run that has taken over outputs.
 */
export function closeTriggers(execution: Execution): void {
  for (const trigger of triggersOf(execution)) {
    if (execution.outputs[trigger.trigger.state] !== PENDING) decide(execution, trigger);
  }
}

/**
 * Starts what waits only for states that nothing will lead to any more.
 *
 * @param execution A run in which nothing is in flight.
 * @returns The task to start next, or -1.
 */
export function releaseSoft(execution: Execution): number {
  let first = -1;
  for (const trigger of execution.triggers?.toReversed() ?? []) {
    if (trigger.waitsOnlySoftly) first = fire(execution, trigger, first);
  }
  return first;
}

function triggersOf(execution: Execution): readonly TriggerState[] {
  return execution.triggers ??= execution.plan.triggers.map((trigger) => new TriggerState(trigger));
}

type Told = readonly [TriggerState, TriggerAnswer];

function listening(
  execution: Execution,
  state: number,
  tell: (trigger: TriggerState) => TriggerAnswer,
): readonly Told[] {
  const triggers = triggersOf(execution);
  return execution.plan.listeners[state]!.map((index) => {
    const trigger = triggers[index]!;
    return [trigger, tell(trigger)] as const;
  });
}

function hear(execution: Execution, first: number, told: readonly Told[]): News {
  const dead: number[] = [];
  let second = -1;
  for (const [trigger, answer] of told.toReversed()) {
    if (answer === "fire") first = fire(execution, trigger, first);
    else if (answer === "second") second = trigger.trigger.state;
    else if (answer === "dead") {
      decide(execution, trigger);
      dead.push(trigger.trigger.state);
    } else if (trigger.waitsOnlySoftly) setLimits(execution, trigger);
  }
  return { first, dead, second };
}

function fire(execution: Execution, trigger: TriggerState, first: number): number {
  const { state } = trigger.trigger, { routing } = execution;
  decide(execution, trigger);
  return routing === null || routing.open(state) ? stackOne(state, first) : first;
}

function decide(execution: Execution, trigger: TriggerState): void {
  trigger.decided = true;
  for (const alarm of trigger.alarms.values()) {
    execution.waits--;
    alarm.disarm();
  }
  trigger.alarms.clear();
}

/** From now on the limits of soft dependencies count. */
function setLimits(execution: Execution, trigger: TriggerState): void {
  for (const { state, withinMs } of trigger.trigger.soft) {
    if (withinMs === Infinity || !trigger.softOpen.has(state) || trigger.alarms.has(state)) continue;
    const alarm = new WithinAlarm(execution, () => {
      trigger.alarms.delete(state);
      attempts.events.due(execution, trigger.missed(state) === "fire" ? fire(execution, trigger, -1) : -1);
    });
    trigger.alarms.set(state, alarm);
    // The wait is something that goes on: without it the run might look finished.
    execution.waits++;
    alarm.arm(withinMs);
  }
}
