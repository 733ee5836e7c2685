/**
 * The one seam through which a run tells what it does: events, metrics and traces are made of it. A run
 * that nobody watches has no observer and pays a comparison with `null` per state.
 * @module
 */
import type { Execution } from "./execution.ts";
import type { MissedOutcome } from "./outcome.ts";
import type { Settled } from "./result.ts";

/** Who watches a run. Called in the middle of scheduling: must return at once and never throw. */
export interface Observer {
  /** The run begins. */
  began(execution: Execution): void;
  /** A task's attempt begins. */
  started(execution: Execution, task: number): void;
  /** A task has completed. */
  completed(execution: Execution, task: number, output: unknown): void;
  /** An attempt failed and another one follows after `delayMs`. */
  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void;
  /** A task has failed, timed out, been skipped or lost what it depends on. */
  missed(execution: Execution, task: number, outcome: MissedOutcome): void;
  /** A state speaks for itself. */
  emitted(
    execution: Execution,
    task: number,
    message: { readonly kind: "token" | "custom"; readonly data: unknown },
  ): void;
  /** The run stops starting states, or goes on. */
  held(execution: Execution, held: boolean): void;
  /** The run is over. */
  ended(execution: Execution, result: Settled): void;
}
