/**
 * Lets a run begin where another one stopped: what completed there counts as completed here.
 * @module
 */
import { PENDING } from "../graph/plan.ts";
import type { Execution } from "./execution.ts";
import { readyStack } from "./ready_stack.ts";
import { closeTriggers, hearCompleted } from "./trigger_news.ts";

/**
 * Takes over outputs.
 *
 * @param execution A run that has not started.
 * @param outputs Output per state, `PENDING` for those that still have to run.
 */
export function startFrom(execution: Execution, outputs: readonly unknown[]): void {
  const { plan } = execution, ready = new Set<number>();
  for (let state = 0; state < plan.size; state++) {
    if (outputs[state] !== PENDING) execution.outputs[state] = outputs[state];
    else if (plan.entries.includes(state)) ready.add(state);
  }
  for (let state = 0; state < plan.size; state++) {
    if (outputs[state] === PENDING) continue;
    for (const join of plan.joins[state]!) execution.joinsOpen![join]!--;
    if (plan.compensates && plan.compensate[state] !== null) {
      (execution.completionOrder ??= []).push({ state, output: outputs[state] });
    }
    if (plan.listeners[state]!.length > 0) {
      const base = readyStack.height, { first } = hearCompleted(execution, state, -1);
      if (first >= 0) ready.add(first);
      while (readyStack.height > base) ready.add(readyStack.tasks[--readyStack.height]!);
    }
  }
  closeTriggers(execution);
  for (let state = 0; state < plan.size; state++) {
    const sources = plan.sources[state]!;
    const waitsForAll = plan.triggers.every((trigger) => trigger.state !== state);
    if (waitsForAll && sources.length > 0 && sources.every((source) => outputs[source] !== PENDING)) ready.add(state);
  }
  execution.entries = [...ready].filter((state) => outputs[state] === PENDING).sort((a, b) => a - b);
}
