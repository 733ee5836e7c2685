/**
 * Everything that belongs to one run and to no other: its input, its outputs, what is in flight. Data
 * with a few lazy parts; `scheduler.ts` moves it forward.
 * @module
 */
import type { Plan } from "../graph/plan.ts";
import type { Clock } from "../../time/clock.ts";
import type { Random } from "../../random/random.ts";
import { fromViewOf } from "./from_view.ts";
import type { Attempt } from "./attempt.ts";
import type { StateOutcome } from "./outcome.ts";
import type { ReadyQueue } from "./ready_queue.ts";
import type { Ending } from "./ending.ts";
import type { Settled } from "./result.ts";

/** What a run may be told beyond its input. */
export interface ExecutionSettings {
  readonly clock: Clock;
  readonly random: Random;
  /** Most attempts in flight at once; `Infinity` for no limit. */
  readonly maxConcurrent: number;
  /** `isolate` lets the rest of the run go on after a failure, `fail-fast` ends it. */
  readonly onFailure: "isolate" | "fail-fast";
}

const NO_VALUES: readonly unknown[] = Object.freeze([]);

/** One run. */
export class Execution {
  readonly plan: Plan;
  readonly input: unknown;
  readonly settings: ExecutionSettings;
  /** Output per state, `PENDING` until it completes. */
  readonly outputs: unknown[];
  /** Completions that each join still needs; `null` when the plan has none. */
  readonly joinsOpen: number[] | null;
  /** Attempts that wait for their promise or for their backoff. */
  inFlight = 0;
  /** Set once, when nothing more will start. */
  ending: Ending | null = null;
  /** First of the attempts whose alarm is set. */
  alarmed: Attempt | null = null;
  /** States that may start but exceed `maxConcurrent`; `null` for a run without limit. */
  readonly ready: ReadyQueue | null;
  /** States that did not complete, with their outcome. */
  failures: Map<number, StateOutcome> | null = null;
  /** First state whose failure counts. */
  firstFailed = -1;
  /** Attempts made per state beyond the first; `null` until one is retried. */
  retries: number[] | null = null;
  /** Wait before the last retry per state, in milliseconds; `null` until one had to wait. */
  delaysMs: Map<number, number> | null = null;
  /** Answers the caller; `null` while the run has not gone beyond synchronous states. */
  settle: ((result: Settled) => void) | null = null;
  #controller: AbortController | null = null;
  #from: Readonly<Record<string, unknown>> | null = null;
  /** What `#values` was made from. */
  #source: readonly number[] | null = null;
  #values: readonly unknown[] = NO_VALUES;

  constructor(plan: Plan, input: unknown, settings: ExecutionSettings, ready: ReadyQueue | null) {
    this.plan = plan;
    this.input = input;
    this.settings = settings;
    this.outputs = plan.blank.slice();
    this.joinsOpen = plan.joinNeeds.length === 0 ? null : plan.joinNeeds.slice();
    this.ready = ready;
  }

  /** Signal of the run, made when first asked for. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.ending !== null && this.ending.status !== "completed") this.#controller.abort(this.ending.error);
    }
    return this.#controller.signal;
  }

  /** View of the outputs by name, made when first asked for. */
  get from(): Readonly<Record<string, unknown>> {
    return this.#from ??= new (fromViewOf(this.plan))(this.outputs);
  }

  /**
   * Collects the outputs of the states that a state waits for. Siblings that wait for the same states
   * usually start one after another: they share the last array that was made.
   *
   * @param source Indices of the states.
   * @returns Their outputs in the same order.
   */
  valuesOf(source: readonly number[]): readonly unknown[] {
    if (this.#source === source) return this.#values;
    const values: unknown[] = [];
    for (let i = 0; i < source.length; i++) values.push(this.outputs[source[i]!]);
    this.#source = source;
    return this.#values = values;
  }

  /**
   * Ends the run's signal for those who hold it.
   *
   * @param reason What the signal gives as its reason.
   */
  abortSignal(reason: unknown): void {
    this.#controller?.abort(reason);
  }

  /**
   * Counts a state's finished attempts.
   *
   * @param state Index of the state.
   * @returns 0 during the first attempt.
   */
  attemptsOf(state: number): number {
    return this.retries === null ? 0 : this.retries[state]!;
  }
}
