/**
 * What a run has to remember once a state has routed: how often each state was visited, whether a visit
 * goes on, and which sources each join has seen since it last opened. A plain DAG needs none of it, as every
 * state completes at most once there.
 *
 * Visits of one state never overlap: what is kept per state (attempts, what it knows of the channels, its
 * output) belongs to one visit at a time.
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
  readonly entries: readonly number[];
  readonly outputs: readonly unknown[];
  readonly joinsOpen: readonly number[] | null;
  readonly failures: { readonly outcomes: ReadonlyMap<number, unknown> } | null;
  readonly triggers: readonly { readonly trigger: { readonly state: number }; readonly decided: boolean }[] | null;
}

/** The memory of a run that routes. */
export class Routing {
  readonly #joinSources: Plan["joinSources"];
  /** Per state: visits that have begun. */
  readonly #visits: number[];
  /** Per state: whether it is being visited. */
  readonly #isOpen: boolean[];
  /** Per state: visits that wait for the one that goes on; `null` until one does. */
  #held: Map<number, number> | null = null;
  /** Per join: the sources that have completed since it last opened. */
  readonly #seen: Set<number>[];
  #steps = 0;

  /**
   * Takes over from the counters of a run that has not routed so far.
   *
   * @param execution The run.
   */
  constructor(execution: RoutedRun) {
    const { plan, outputs, joinsOpen, failures } = execution, begun = begunStates(execution);
    this.#joinSources = plan.joinSources;
    this.#visits = begun.map((hasBegun, state) => hasBegun || outputs[state] !== PENDING ? 1 : 0);
    this.#isOpen = begun.map((hasBegun, state) =>
      hasBegun && outputs[state] === PENDING && !failures?.outcomes.has(state)
    );
    this.#seen = plan.joinSources.map((sources, join) =>
      new Set(joinsOpen![join] === 0 ? [] : sources.filter((state) => outputs[state] !== PENDING))
    );
  }

  /**
   * Counts how often a state was visited, the visit that goes on included.
   *
   * @param state Index of the state.
   */
  visitsOf(state: number): number {
    return this.#visits[state]!;
  }

  /**
   * Tells whether a state is being visited.
   *
   * @param state Index of the state.
   */
  isOpen(state: number): boolean {
    return this.#isOpen[state]!;
  }

  /**
   * Counts steps of routing.
   *
   * @param tasks How many tasks are activated.
   * @returns The steps of the run so far.
   */
  step(tasks: number): number {
    return this.#steps += tasks;
  }

  /**
   * Begins a visit, unless one goes on: visits of one state follow one another, and this one comes later.
   *
   * @param state Index of a state that is not mapped.
   * @returns Whether the state may start.
   */
  open(state: number): boolean {
    if (this.#isOpen[state]) {
      const held = this.#held ??= new Map();
      held.set(state, (held.get(state) ?? 0) + 1);
      return false;
    }
    this.#isOpen[state] = true;
    this.#visits[state]!++;
    return true;
  }

  /**
   * Ends a visit, and begins the next one if one was held.
   *
   * @param state Index of the state.
   * @returns Whether the state may start again.
   */
  close(state: number): boolean {
    this.#isOpen[state] = false;
    const held = this.#held?.get(state) ?? 0;
    if (held === 0) return false;
    this.#held!.set(state, held - 1);
    return this.open(state);
  }

  /**
   * Counts a group of tasks as one visit. Groups of one mapped state may overlap.
   *
   * @param state Index of the mapped state.
   * @returns Number of the visit.
   */
  openGroup(state: number): number {
    return ++this.#visits[state]!;
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
    if (seen.size < this.#joinSources[join]!.length) return false;
    seen.clear();
    return true;
  }
}

/** Per state: whether it has been started, or is about to be, in a run that has not routed so far. */
function begunStates({ plan, entries, outputs, triggers }: RoutedRun): boolean[] {
  const begun = plan.sources.map((list) => list.length > 0 && list.every((source) => outputs[source] !== PENDING));
  for (const trigger of plan.triggers) begun[trigger.state] = false;
  for (const { trigger, decided } of triggers ?? []) if (decided) begun[trigger.state] = true;
  for (const state of entries) begun[state] = true;
  return begun;
}
