/**
 * How a run ended, as the scheduler says it, and what is left of the run then.
 * @module
 */
import type { Plan } from "../graph/plan.ts";
import type { Compensation, MissedOutcome } from "./outcome.ts";

/** How a run ended. */
export type Ending =
  | { readonly status: "completed" }
  /** `state` is the index of the first state to fail, or -1 when it was none. */
  | { readonly status: "failed"; readonly error: unknown; readonly state: number }
  | { readonly status: "cancelled"; readonly error: unknown }
  | { readonly status: "timed-out"; readonly error: unknown };

/** An ending other than the good one. */
export type BadEnding = Exclude<Ending, { status: "completed" }>;

/** The one ending that carries nothing, made once. */
export const COMPLETED: Ending = { status: "completed" };

/** States of a run that did not complete. */
export interface Failures {
  /** Their outcomes, by index. */
  readonly outcomes: Map<number, MissedOutcome>;
  /** First state that failed by itself, or -1. */
  first: number;
  /** What it threw: a later visit may take its outcome away. */
  error: unknown;
}

/** What a result is read from; nothing of it changes once `ending` is set. */
export interface EndedRun {
  readonly plan: Plan;
  readonly ending: Ending | null;
  /** Whether it was ended before it came to its own end. */
  readonly endedEarly: boolean;
  /** Output per state, `PENDING` where it did not complete. */
  readonly outputs: readonly unknown[];
  readonly failures: Failures | null;
  /** What was undone, latest first; `null` when nothing was. */
  readonly compensations: readonly Compensation[] | null;
  /** Values of the channels, by name. */
  readonly channelValues: Readonly<Record<string, unknown>>;
}
