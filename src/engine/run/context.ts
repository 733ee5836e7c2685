/**
 * What a state's function is given. One object per attempt with getters, so that a state pays only for
 * what it reads: most never look at their signal, and then there is no AbortController.
 * @module
 */
import type { Execution } from "./execution.ts";

/**
 * Context of one attempt of a state: `I` is the run's input, `F` the outputs of the states it depends on by
 * name, `V` the same in the order of `after`.
 */
export interface StateContext<I, F, V extends readonly unknown[] = readonly unknown[]> {
  /** What the run was started with. */
  readonly input: I;
  /**
   * Outputs of the states named in `after`, by name.
   *
   * @throws {OutputNotReadyError} When any other state is read that has not completed.
   */
  readonly from: Readonly<F>;
  /** Outputs of the states named in `after`, in the same order. Shared by states with the same `after`. */
  readonly values: V;
  /** Aborted when the attempt exceeds its limit and when the run ends early: pass it on to whatever you wait for. */
  readonly signal: AbortSignal;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Name of the state. */
  readonly state: string;
}

/** The context of a state without a limit of its own: its signal is the run's. */
export class Context {
  readonly execution: Execution;
  readonly index: number;

  constructor(execution: Execution, index: number) {
    this.execution = execution;
    this.index = index;
  }

  get input(): unknown {
    return this.execution.input;
  }

  get from(): Readonly<Record<string, unknown>> {
    return this.execution.from;
  }

  get values(): readonly unknown[] {
    return this.execution.valuesOf(this.execution.plan.sources[this.index]!);
  }

  get signal(): AbortSignal {
    return this.execution.signal;
  }

  get attempt(): number {
    return this.execution.attemptsOf(this.index) + 1;
  }

  get state(): string {
    return this.execution.plan.names[this.index]!;
  }
}

/** The context of a state with a limit: its signal ends with the attempt, not only with the run. */
export class TimedContext extends Context {
  #controller: AbortController | null = null;
  #abortedWith: { readonly reason: unknown } | null = null;

  override get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#abortedWith !== null) this.#controller.abort(this.#abortedWith.reason);
    }
    return this.#controller.signal;
  }

  /**
   * Ends the attempt's signal, also for those who ask for it later.
   *
   * @param reason What the signal gives as its reason.
   */
  abort(reason: unknown): void {
    this.#abortedWith = { reason };
    this.#controller?.abort(reason);
  }
}
