/**
 * A run came to a stop although states were still waiting.
 * @module
 */
import { PENDING, type Plan } from "../graph/plan.ts";
import { PuffinError } from "../puffin_error.ts";
import type { Execution } from "./execution.ts";

/** A state that can never start, and what it waits for in vain. */
export interface BlockedState {
  /** Its name. */
  readonly state: string;
  /** States that it waits for and that no route led to. */
  readonly unmet: readonly string[];
}

/** Nothing is left to run, but some states had part of what they wait for. */
export class WorkflowDeadlockError extends PuffinError {
  /** The class's name. */
  override readonly name = "WorkflowDeadlockError";
  /** Stable name of this kind of error. */
  override readonly code = "workflow-deadlock";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param blocked The states that wait in vain.
   */
  constructor(readonly agent: string, readonly blocked: readonly BlockedState[]) {
    const states = blocked.map(({ state, unmet }) =>
      `"${state}" waits for ${unmet.map((name) => `"${name}"`).join(", ")}`
    );
    super(
      `Cannot complete the run of agent "${agent}" as no state is left that could start: ${states.join("; ")}. ` +
        `Route to what is missing, or wait with any(), xor() or optional()`,
    );
  }
}

/** Two states completed of which only one may. */
export class ExclusiveDependencyError extends PuffinError {
  /** The class's name. */
  override readonly name = "ExclusiveDependencyError";
  /** Stable name of this kind of error. */
  override readonly code = "exclusive-dependency";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state The state that waits with xor().
   * @param second The second state to complete.
   */
  constructor(readonly agent: string, readonly state: string, readonly second: string) {
    super(
      `Cannot go on with agent "${agent}" as only one of the states that "${state}" waits for with xor() may complete: ` +
        `"${second}" is the second; use any() if that is meant to happen`,
    );
  }
}

/**
 * Finds the states that wait in vain in a run in which nothing goes on: some of what they wait for is there.
 *
 * @param execution The run.
 * @returns Their indices with those of what is missing; states that nothing led to are not among them.
 */
export function blockedStates(execution: Execution): Map<number, readonly number[]> {
  const { plan, outputs } = execution, blocked = new Map<number, readonly number[]>();
  for (let state = 0; state < plan.size; state++) {
    if (outputs[state] !== PENDING || execution.failures?.outcomes.has(state)) continue;
    const firm = firmSources(plan, state);
    const unmet = firm.filter((source) => outputs[source] === PENDING);
    if (unmet.length > 0 && unmet.length < firm.length) blocked.set(state, unmet);
  }
  return blocked;
}

function firmSources(plan: Plan, state: number): readonly number[] {
  const trigger = plan.triggers.find((candidate) => candidate.state === state);
  if (trigger === undefined) return plan.sources[state]!;
  return trigger.kind === "soft" ? trigger.firm : [];
}
