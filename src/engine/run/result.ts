/**
 * What a run comes to: a value, whatever happened. The four ways to end are a union by `status`; what
 * is costly to lay out (all outputs, all outcomes) is laid out when first asked for.
 * @module
 */
import { PENDING } from "../graph/plan.ts";
import { PuffinError } from "../puffin_error.ts";
import type { EndedRun, Ending } from "./ending.ts";
import type { Compensation, StateOutcome } from "./outcome.ts";

/** What all results have. */
export interface RunResultBase<O, C> {
  /**
   * Outcome of every state, by name.
   *
   * @example
   * ```ts ignore
   * if (result.states.fetch.kind === "failed") console.error(result.states.fetch.error);
   * ```
   */
  readonly states: { readonly [K in keyof O]: StateOutcome<O[K]> };
  /**
   * Reads one output without laying out all of them.
   *
   * @param state Name of the state.
   * @returns Its output, or `undefined` if it did not complete.
   */
  output<K extends keyof O & string>(state: K): O[K] | undefined;
  /**
   * Values of the channels at the end.
   *
   * @throws {ConflictError} If the run failed because states wrote a channel without reducer side by side.
   */
  readonly channels: Readonly<C>;
  /** What was undone after the run did not complete, latest first. */
  readonly compensations: readonly Compensation[];
}

/** Every state completed. */
export interface CompletedRun<O, C = unknown> extends RunResultBase<O, C> {
  /** How it ended. */
  readonly status: "completed";
  /** Output of each state, by name. */
  readonly outputs: Readonly<O>;
  /**
   * Reads one output without laying out all of them.
   *
   * @param state Name of the state.
   */
  output<K extends keyof O & string>(state: K): O[K];
  /** Gives the outputs. */
  unwrap(): Readonly<O>;
}

/** At least one state failed or timed out; what did not depend on it ran all the same. */
export interface FailedRun<O, C = unknown> extends RunResultBase<O, C> {
  /** How it ended. */
  readonly status: "failed";
  /** Outputs of the states that completed. */
  readonly outputs: Readonly<Partial<O>>;
  /** What the first state to fail threw. */
  readonly error: unknown;
  /** Name of the first state to fail; `undefined` when the run as a whole did, by a deadlock or a conflict. */
  readonly failedState: (keyof O & string) | undefined;
  /**
   * Throws, as there are not all outputs.
   *
   * @throws {RunFailedError} Always; `cause` is {@linkcode error}.
   */
  unwrap(): never;
}

/** The run was cancelled through its signal. */
export interface CancelledRun<O, C = unknown> extends RunResultBase<O, C> {
  /** How it ended. */
  readonly status: "cancelled";
  /** Outputs of the states that had completed. */
  readonly outputs: Readonly<Partial<O>>;
  /** The signal's reason. */
  readonly error: unknown;
  /**
   * Throws, as there are not all outputs.
   *
   * @throws {RunFailedError} Always; `cause` is {@linkcode error}.
   */
  unwrap(): never;
}

/** The run exceeded its `timeoutMs`. */
export interface TimedOutRun<O, C = unknown> extends RunResultBase<O, C> {
  /** How it ended. */
  readonly status: "timed-out";
  /** Outputs of the states that had completed. */
  readonly outputs: Readonly<Partial<O>>;
  /** A `RunTimeoutError`. */
  readonly error: unknown;
  /**
   * Throws, as there are not all outputs.
   *
   * @throws {RunFailedError} Always; `cause` is {@linkcode error}.
   */
  unwrap(): never;
}

/** How a run ended. */
export type RunResult<O, C = unknown> = CompletedRun<O, C> | FailedRun<O, C> | CancelledRun<O, C> | TimedOutRun<O, C>;

/** Thrown by `unwrap()` of a run that did not complete. */
export class RunFailedError extends PuffinError {
  /** The class's name. */
  override readonly name = "RunFailedError";
  /** Stable name of this kind of error. */
  override readonly code = "run-failed";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param status How the run ended.
   * @param failedState First state to fail, if the run ended by a state.
   * @param cause What it threw.
   */
  constructor(
    readonly agent: string,
    readonly status: "failed" | "cancelled" | "timed-out",
    readonly failedState: string | undefined,
    cause: unknown,
  ) {
    const where = failedState === undefined ? "" : ` in state "${failedState}"`;
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Cannot unwrap the run of agent "${agent}" as it must have completed: it ${status}${where}: ${why}`, {
      cause,
    });
  }
}

/** The result of a run that has ended; the interfaces above are its public faces. */
export class Settled {
  readonly #run: EndedRun;
  #outputs: Readonly<Record<string, unknown>> | undefined;
  #states: Readonly<Record<string, StateOutcome>> | undefined;

  constructor(run: EndedRun) {
    this.#run = run;
  }

  get status(): Ending["status"] {
    return this.#run.ending!.status;
  }

  get error(): unknown {
    const ending = this.#run.ending!;
    return ending.status === "completed" ? undefined : ending.error;
  }

  get failedState(): string | undefined {
    const { ending, plan } = this.#run;
    return ending!.status === "failed" && ending!.state >= 0 ? plan.names[ending!.state] : undefined;
  }

  get outputs(): Readonly<Record<string, unknown>> {
    return this.#outputs ??= layOutOutputs(this.#run);
  }

  get states(): Readonly<Record<string, StateOutcome>> {
    return this.#states ??= layOutStates(this.#run);
  }

  get channels(): Readonly<Record<string, unknown>> {
    return this.#run.channelValues;
  }

  get compensations(): readonly Compensation[] {
    return this.#run.compensations ?? [];
  }

  output(state: string): unknown {
    const value = this.#run.outputs[this.#run.plan.indexOf.get(state) ?? -1];
    return value === PENDING ? undefined : value;
  }

  unwrap(): Readonly<Record<string, unknown>> {
    const status = this.status;
    if (status === "completed") return this.outputs;
    throw new RunFailedError(this.#run.plan.agent, status, this.failedState, this.error);
  }
}

// No private methods: they would put a mark on every result.

function layOutOutputs({ plan: { names }, outputs: values }: EndedRun): Readonly<Record<string, unknown>> {
  const outputs: Record<string, unknown> = {};
  for (let state = 0; state < names.length; state++) {
    const value = values[state];
    if (value !== PENDING) outputs[names[state]!] = value;
  }
  return Object.freeze(outputs);
}

function layOutStates({ plan, outputs, failures, endedEarly }: EndedRun): Readonly<Record<string, StateOutcome>> {
  const states: Record<string, StateOutcome> = {};
  // In a run that came to its own end, what is left over was never reached.
  const missing: StateOutcome = endedEarly ? { kind: "cancelled" } : { kind: "not-reached" };
  for (const [state, name] of plan.names.entries()) {
    // A state may have completed and failed at a later visit: its last visit counts.
    const output = outputs[state], outcome = output === PENDING ? missing : { kind: "completed", output } as const;
    states[name] = failures?.outcomes.get(state) ?? outcome;
  }
  return Object.freeze(states);
}
