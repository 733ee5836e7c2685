/**
 * What a step left behind, as data and back: its output, where it went next, what it wrote and sent; or what it failed
 * with.
 * @module
 */
import { type Control, Direction, isControl, SendBatch, SendTask } from "../../run/control.ts";
import type { MissedOutcome } from "../../run/outcome.ts";
import { type ErrorFacts, errorFacts, revivedError } from "./recorded_error.ts";
import { fromJson, toJson } from "./tagged_json.ts";

/** Where a step belongs. */
export interface StepPlace {
  /** The runs inside one another that lead to it, as text; empty for the run that was started. */
  readonly path: string;
  /** Name of the state. */
  readonly state: string;
  /** Which of the state's visits it is, from 1. */
  readonly visit: number;
  /** Position among the tasks that were sent together; not there for a state that is not mapped. */
  readonly index?: number;
  /** The attempt that ended it, from 1. */
  readonly attempt: number;
}

/** One direction to the run. */
type ItemData =
  | { readonly to: string | readonly string[]; readonly update?: unknown; readonly output: unknown }
  | { readonly send: string; readonly payload: unknown }
  | { readonly sendAll: string; readonly payloads: unknown };

/** What a step gave. */
export type ResultData =
  | { readonly output: unknown }
  | { readonly direction: ItemData }
  | { readonly directions: readonly ItemData[] };

/** What a step failed with. */
export interface FailureData {
  readonly outcome: "failed" | "timed-out";
  readonly error: ErrorFacts;
  readonly attempts: number;
}

/**
 * Makes data of what a state's function gave.
 *
 * @param value Its output, or a direction to the run.
 * @param state Name of the state, for errors.
 * @throws {UnrecordableError} If something in it cannot be kept.
 */
export function resultData(value: unknown, state: string): ResultData {
  if (typeof value === "object" && value !== null && isControl(value)) {
    return Array.isArray(value)
      ? { directions: value.map((item) => itemData(item, state)) }
      : { direction: itemData(value as Item, state) };
  }
  return { output: toJson(value, `the output of state "${state}"`) };
}

/**
 * Makes of data what a state's function gave.
 *
 * @param data What `resultData()` gave.
 */
export function revivedResult(data: ResultData): unknown {
  if ("output" in data) return fromJson(data.output);
  return "direction" in data ? revivedItem(data.direction) : data.directions.map(revivedItem);
}

/**
 * Finds the output in what a step gave.
 *
 * @param data What `resultData()` gave.
 * @returns The output of the state.
 */
export function recordedOutput(data: ResultData): unknown {
  if ("output" in data) return fromJson(data.output);
  const items = "direction" in data ? [data.direction] : data.directions;
  // The last one that says something counts, as it does in the run.
  const outputs = items.map((item) => "to" in item ? fromJson(item.output) : undefined);
  return outputs.findLast((output) => output !== undefined);
}

/**
 * Makes data of a failure.
 *
 * @param outcome What became of the state.
 * @param attempts How often it was tried.
 */
export function failureData(
  outcome: { readonly kind: FailureData["outcome"]; readonly error: unknown },
  attempts: number,
): FailureData {
  return { outcome: outcome.kind, error: errorFacts(outcome.error), attempts };
}

/**
 * Makes a failure of data.
 *
 * @param data What `failureData()` gave.
 */
export function revivedFailure({ outcome, error, attempts }: FailureData): MissedOutcome {
  return { kind: outcome, error: revivedError(error), attempts };
}

type Item = Exclude<Control, readonly unknown[]>;

function itemData(item: Item, state: string): ItemData {
  if (item instanceof SendTask) {
    return { send: item.state, payload: toJson(item.payload, `what state "${state}" sends`) };
  }
  if (item instanceof SendBatch) {
    return { sendAll: item.state, payloads: toJson(item.payloads, `what state "${state}" sends`) };
  }
  const { goto: to, update, output } = item;
  return {
    to,
    ...(update !== undefined && { update: toJson(update, `what state "${state}" writes to channels`) }),
    output: toJson(output, `the output of state "${state}"`),
  };
}

function revivedItem(item: ItemData): Item {
  if ("send" in item) return new SendTask(item.send, fromJson(item.payload));
  if ("sendAll" in item) return new SendBatch(item.sendAll, fromJson(item.payloads) as unknown[]);
  return new Direction(item.to, fromJson(item.update), fromJson(item.output));
}
