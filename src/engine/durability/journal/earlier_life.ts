/**
 * What a run did before it was resumed, found by step: how each step ended, how often it had failed by then, and in
 * which order the run heard of it.
 * @module
 */
import type { JournalRecord } from "../checkpoints/checkpoint_store.ts";
import { GivenUp } from "../../run/control.ts";
import { type FailureData, type ResultData, revivedFailure, revivedResult, type StepPlace } from "./recorded_step.ts";
import type { EndingData } from "./recorded_ending.ts";

/** Data of a record of kind `step`. */
export type StepData = StepPlace & { readonly result: ResultData };
/** Data of a record of kind `failure`. */
export type StepFailureData = StepPlace & FailureData;
/** Data of a record of kind `retry`: an attempt failed, and another one was to follow. */
export type RetryData = StepPlace & { readonly error: unknown; readonly delayMs: number };

/** How a step ended. */
export interface RecordedStep {
  /** Number of its record. */
  readonly number: number;
  /** Gives what the state's function gave, or what makes the run give it up again. */
  revive(): unknown;
}

/** Attempts of a step that had not ended. */
export interface FailedAttempts {
  readonly attemptsMade: number;
  readonly delayMs: number;
}

/** The records of earlier lives. */
export class EarlierLife {
  /** Steps that ended, by key. */
  readonly steps: ReadonlyMap<string, RecordedStep>;
  /** Attempts that failed, by key of the step. */
  readonly attempts: ReadonlyMap<string, FailedAttempts>;
  /** How the run was ending when it was cut off; `null` when it was not. */
  readonly ending: EndingData | null;
  readonly #orders: ReadonlyMap<string, readonly number[]>;

  /**
   * Sorts records.
   *
   * @param records The records, in order.
   */
  constructor(records: readonly JournalRecord[]) {
    const steps = new Map<string, RecordedStep & { readonly path: string }>();
    const attempts = new Map<string, FailedAttempts>();
    let ending: EndingData | null = null;
    for (const { kind, key: fullKey, sequence: number, data } of records) {
      const key = fullKey.slice(kind.length + 1);
      if (kind === "step") {
        const { path, result } = data as StepData;
        steps.set(key, { number, path, revive: () => revivedResult(result) });
      } else if (kind === "failure") {
        // It stands after a record of the same step that says the opposite, where a limit passed in between.
        const failure = data as StepFailureData;
        steps.set(key, { number, path: failure.path, revive: () => new GivenUp(revivedFailure(failure)) });
      } else if (kind === "retry") {
        const { attempt: attemptsMade, delayMs } = data as RetryData;
        attempts.set(key.slice(0, key.lastIndexOf("@")), { attemptsMade, delayMs });
      } else if (kind === "ending") ending = data as EndingData;
    }
    this.steps = steps;
    this.attempts = attempts;
    this.ending = ending;
    this.#orders = ordersOf(steps.values());
  }

  /**
   * Gives the order in which an execution heard of its steps.
   *
   * @param path The runs that lead to it.
   * @returns Numbers of the records, rising.
   */
  orderOf(path: string): readonly number[] {
    return this.#orders.get(path) ?? [];
  }
}

function ordersOf(steps: Iterable<RecordedStep & { readonly path: string }>): Map<string, number[]> {
  const orders = new Map<string, number[]>();
  for (const { path, number } of steps) {
    const order = orders.get(path);
    if (order === undefined) orders.set(path, [number]);
    else order.push(number);
  }
  for (const order of orders.values()) order.sort((a, b) => a - b);
  return orders;
}
