/**
 * How a run ended, as data. Outputs are not written a second time: the end says in which visit a state completed, and
 * the step's own record has what it gave.
 * @module
 */
import type { RunEnd } from "../checkpoints/checkpoint_store.ts";
import type { BadEnding } from "../../run/ending.ts";
import type { Execution } from "../../run/execution.ts";
import type { Compensation, StateOutcome } from "../../run/outcome.ts";
import type { Settled } from "../../run/result.ts";
import { type ErrorFacts, errorFacts } from "./recorded_error.ts";
import { toJson, UnrecordableError } from "./tagged_json.ts";

/** A run is about to be undone. */
export interface EndingData {
  readonly status: Exclude<RunEnd, "completed">;
  readonly error: ErrorFacts;
  /** Name of the first state to fail; not there when it was none. */
  readonly failedState?: string;
}

/** Where the output of a state is. */
export interface CompletedVisit {
  readonly visit: number;
  /** How many tasks a mapped state had; not there for others. */
  readonly tasks?: number;
}

type CompletedData = CompletedVisit & { readonly kind: "completed" };
type FailedData = { readonly kind: "failed" | "timed-out"; readonly error: ErrorFacts; readonly attempts: number };

/** How a state ended. */
export type OutcomeData =
  | CompletedData
  | FailedData
  | Exclude<StateOutcome, { readonly kind: "completed" | "failed" | "timed-out" }>;

/** How a run ended. */
export interface EndedData {
  readonly status: RunEnd;
  readonly error?: ErrorFacts;
  readonly failedState?: string;
  readonly states: Readonly<Record<string, OutcomeData>>;
  /** Values of the channels; those that cannot be recorded are not there. */
  readonly channels: Readonly<Record<string, unknown>>;
  readonly compensations: readonly { readonly state: string; readonly error?: ErrorFacts }[];
}

/**
 * Says how a run is ending.
 *
 * @param execution The run.
 * @param ending How.
 */
export function endingData({ plan }: Execution, ending: BadEnding): EndingData {
  const failedState = ending.status === "failed" && ending.state >= 0 ? plan.names[ending.state] : undefined;
  return {
    status: ending.status,
    error: errorFacts(ending.error),
    ...(failedState !== undefined && { failedState }),
  };
}

/**
 * Says how a run ended.
 *
 * @param result The run's result.
 * @param completed In which visit each state completed last, by name.
 */
export function endedData(result: Settled, completed: ReadonlyMap<string, CompletedVisit>): EndedData {
  const { status, failedState } = result;
  const states = Object.entries(result.states).map(([state, outcome]) =>
    [state, outcomeData(outcome, completed.get(state))] as const
  );
  return {
    status,
    ...(status !== "completed" && { error: errorFacts(result.error) }),
    ...(failedState !== undefined && { failedState }),
    states: Object.fromEntries(states),
    channels: channelData(result),
    compensations: result.compensations.map(compensationData),
  };
}

function outcomeData(outcome: StateOutcome, visit: CompletedVisit | undefined): OutcomeData {
  switch (outcome.kind) {
    case "completed":
      return { kind: "completed", ...visit! };
    case "failed":
    case "timed-out":
      return { ...outcome, error: errorFacts(outcome.error) };
    default:
      return outcome;
  }
}

function compensationData(compensation: Compensation): EndedData["compensations"][number] {
  const { state } = compensation;
  return compensation.kind === "compensated" ? { state } : { state, error: errorFacts(compensation.error) };
}

function channelData(result: Settled): Record<string, unknown> {
  const channels: [string, unknown][] = [];
  for (const [name, value] of channelsOf(result)) {
    try {
      channels.push([name, toJson(value, `channel "${name}"`)]);
    } catch (error) {
      // What states write was checked; what a channel begins with belongs to the definition, and may be a secret.
      if (!(error instanceof UnrecordableError)) throw error;
    }
  }
  return Object.fromEntries(channels);
}

function channelsOf(result: Settled): [string, unknown][] {
  try {
    return Object.entries(result.channels);
  } catch {
    // A conflict, of which the run's error tells.
    return [];
  }
}
