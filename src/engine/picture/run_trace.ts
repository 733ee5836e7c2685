/**
 * What a run did when: plain data, made by `record_run.ts` and drawn by the pictures.
 * @module
 */
import type { StateOutcome } from "../run/outcome.ts";
import type { RunResult } from "../run/result.ts";

/** One try of a task. */
export interface AttemptTrace {
  /** When it began, in milliseconds from the run's start. */
  readonly startMs: number;
  /** When it ended or was given up, in milliseconds from the run's start. */
  readonly endMs: number;
}

/** One task: a visit of a state, or one payload of a mapped state. */
export interface TaskTrace {
  /** States of the outer runs that lead to the task's run, outermost first; empty in the run that was recorded. */
  readonly path: readonly string[];
  /** Name of the state. */
  readonly state: string;
  /** Number of the state's visit in its run, from 1. */
  readonly visit: number;
  /** Position among tasks that were sent together; `undefined` for a state that is not mapped. */
  readonly index: number | undefined;
  /** Its attempts in order, one or more. The waits between them are those of the backoff. */
  readonly attempts: readonly AttemptTrace[];
  /** How it ended; `cancelled` if its run ended first. */
  readonly outcome: StateOutcome["kind"];
}

/** A whole run. */
export interface RunTrace {
  /** Name of the agent. */
  readonly agent: string;
  /** How the run ended. */
  readonly status: RunResult<unknown>["status"];
  /** How long it took in milliseconds. */
  readonly durationMs: number;
  /** All tasks that started, in the order of their starts; those of inner runs among them. */
  readonly tasks: readonly TaskTrace[];
  /** How each state of the run ended, also those that never started. */
  readonly outcomes: Readonly<Record<string, StateOutcome["kind"]>>;
  /** Events that were lost because the recording began too late: tasks may be missing. */
  readonly missedEvents: number;
}
