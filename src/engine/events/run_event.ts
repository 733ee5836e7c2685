/**
 * What a run tells those who listen. Plain data apart from outputs and errors, which are the states' own.
 * @module
 */
import type { MissedOutcome } from "../run/outcome.ts";

/** What all events have. */
export interface EventBase {
  /** Number of the event in its run, rising from 1. */
  readonly id: number;
  /** When it happened, on the run's clock, in milliseconds. */
  readonly atMs: number;
  /** States of the outer runs that lead to the run, outermost first; empty for the run that was started. */
  readonly path: readonly string[];
  /** Name of the run's agent. */
  readonly agent: string;
}

/** What all events of a state have. */
export interface StateEventBase extends EventBase {
  /** Name of the state. */
  readonly state: string;
  /** Position among tasks that were sent together; `undefined` for a state that is not mapped. */
  readonly index: number | undefined;
}

/** One thing that happened in a run. `R` is the run's result. */
export type RunEvent<R = unknown> =
  | EventBase & { readonly type: "run-started" }
  /** Nothing is missing but resources. */
  | StateEventBase & { readonly type: "state-waiting" }
  | StateEventBase & { readonly type: "state-started"; readonly attempt: number; readonly visit: number }
  | StateEventBase & { readonly type: "state-completed"; readonly output: unknown }
  /** An attempt failed; the next one, number `attempt`, follows after `delayMs`. */
  | StateEventBase & {
    readonly type: "state-retried";
    readonly attempt: number;
    readonly error: unknown;
    readonly delayMs: number;
  }
  | StateEventBase & { readonly type: "state-failed"; readonly outcome: MissedOutcome }
  /** It will not run: its condition said no, or something it depends on failed or was skipped. */
  | StateEventBase & { readonly type: "state-skipped"; readonly outcome: MissedOutcome }
  /** A state passed on a piece of text. */
  | StateEventBase & { readonly type: "token"; readonly text: string }
  /** A state said something of its own. */
  | StateEventBase & { readonly type: "custom"; readonly data: unknown }
  | EventBase & { readonly type: "run-paused" }
  | EventBase & { readonly type: "run-resumed" }
  /** Events between the one asked for and the oldest that was kept are lost. */
  | EventBase & { readonly type: "gap"; readonly missed: number }
  | EventBase & { readonly type: "run-ended"; readonly result: R };

/** Kinds of events. */
export type RunEventType = RunEvent["type"];
