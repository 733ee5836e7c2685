/**
 * How a run ended, as the scheduler says it, and what is left of the run then.
 * @module
 */
import type { Plan } from "../graph/plan.ts";
import type { StateOutcome } from "./outcome.ts";

/** How a run ended. */
export type Ending =
  | { readonly status: "completed" }
  /** `state` is the index of the first state to fail. */
  | { readonly status: "failed"; readonly error: unknown; readonly state: number }
  | { readonly status: "cancelled"; readonly error: unknown }
  | { readonly status: "timed-out"; readonly error: unknown };

/** The one ending that carries nothing, made once. */
export const COMPLETED: Ending = { status: "completed" };

/** What a result is read from; nothing of it changes once `ending` is set. */
export interface EndedRun {
  readonly plan: Plan;
  readonly ending: Ending | null;
  /** Output per state, `PENDING` where it did not complete. */
  readonly outputs: readonly unknown[];
  /** Outcomes of states that failed or could not start. */
  readonly failures: ReadonlyMap<number, StateOutcome> | null;
}
