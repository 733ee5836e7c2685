/**
 * What a run has to remember once a state has routed: how often each state was activated, and which
 * sources each join has seen since it last opened. A plain DAG needs none of it, as every state completes
 * at most once there.
 * @module
 */
import { PENDING, type Plan } from "../graph/plan.ts";
import { PuffinError } from "../puffin_error.ts";

/** A state routed to a state that does not exist, or that cannot be reached in that way. */
export class UnknownStateError extends PuffinError {
  /** The class's name. */
  override readonly name = "UnknownStateError";
  /** Stable name of this kind of error. */
  override readonly code = "unknown-state";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state The state that routed.
   * @param target The target that it named.
   * @param why What is wrong with the target, as a clause.
   */
  constructor(readonly agent: string, readonly state: string, readonly target: string, why: string) {
    super(`Cannot route from state "${state}" of agent "${agent}" to "${target}" as ${why}`);
  }
}

/** A run was routed more often than it may be. */
export class MaxStepsError extends PuffinError {
  /** The class's name. */
  override readonly name = "MaxStepsError";
  /** Stable name of this kind of error. */
  override readonly code = "max-steps";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state State that was to be activated next.
   * @param maxSteps The limit.
   */
  constructor(readonly agent: string, readonly state: string, readonly maxSteps: number) {
    super(
      `Cannot activate state "${state}" of agent "${agent}" as routing may take at most ${maxSteps} steps in a run: ` +
        `let the loop end, or raise 'maxSteps'`,
    );
  }
}

/** A run, as far as routing knows it. */
export interface RoutedRun {
  readonly plan: Plan;
  readonly outputs: readonly unknown[];
  readonly joinsOpen: readonly number[] | null;
  readonly settings: { readonly maxSteps: number };
}

/** The memory of a run that routes. */
export class Routing {
  readonly #execution: RoutedRun;
  readonly #visits: number[];
  /** Per join: the sources that have completed since it last opened. */
  readonly #seen: Set<number>[];
  #steps = 0;

  /**
   * Takes over from the counters of a run that has not routed so far.
   *
   * @param execution The run.
   */
  constructor(execution: RoutedRun) {
    const { plan, outputs, joinsOpen } = execution;
    this.#execution = execution;
    this.#visits = plan.names.map(() => 1);
    this.#seen = plan.joinSources.map((sources, join) =>
      new Set(joinsOpen![join] === 0 ? [] : sources.filter((state) => outputs[state] !== PENDING))
    );
  }

  /**
   * Counts how often a state was activated.
   *
   * @param state Index of the state.
   */
  visitsOf(state: number): number {
    return this.#visits[state] ?? 1;
  }

  /**
   * Activates a state, or tasks of it.
   *
   * @param state Index of the state.
   * @param tasks How many tasks.
   * @throws {MaxStepsError} If the run has taken all its steps.
   */
  step(state: number, tasks = 1): void {
    const { plan, settings: { maxSteps }, outputs } = this.#execution;
    this.#steps += tasks;
    if (this.#steps > maxSteps) throw new MaxStepsError(plan.agent, plan.names[state]!, maxSteps);
    if (outputs[state] !== PENDING) this.#visits[state]!++;
  }

  /**
   * Tells a join that one of its sources completed.
   *
   * @param join Index of the join.
   * @param state Index of the source.
   * @returns Whether all have by now; the join starts anew then.
   */
  arrive(join: number, state: number): boolean {
    const seen = this.#seen[join]!;
    seen.add(state);
    if (seen.size < this.#execution.plan.joinSources[join]!.length) return false;
    seen.clear();
    return true;
  }
}
