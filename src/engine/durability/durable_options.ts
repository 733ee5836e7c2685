/**
 * Options of durable agents and of their runs, and the check of them.
 * @module
 */
import { systemWallClock } from "../../time/system_wall_clock.ts";
import type { WallClock } from "../../time/wall_clock.ts";
import type { RunOptions } from "../agent/agent_options.ts";
import type { CheckpointStore, Durability, Retention, RunQuery, StoredRun } from "./checkpoints/checkpoint_store.ts";
import type { DurabilityWarning, SaveFailurePolicy } from "./journal/save_failure.ts";

/** Options of a durable agent. */
export interface DurableOptions {
  /** Where runs are kept. Agents may share a store. */
  readonly store: CheckpointStore;
  /**
   * When a step counts as recorded, and with it what a crash takes. `full`: nothing that anything followed from, not
   * even in a power cut. `normal`: nothing in a crash of the process, the last steps in a power cut. `off`: the steps of
   * the last turns of the event loop, since nobody waits for the record. @default {"full"}
   */
  readonly durability?: Durability;
  /**
   * What a step that cannot be recorded does to its run: ends it, to be resumed when the store works again; or nothing
   * but a warning. @default {"fail-run"}
   */
  readonly onSaveFailed?: SaveFailurePolicy;
  /**
   * With `warn`: most records of a run that wait to be tried again, a whole number of 1 or more; one more ends the run.
   * @default {1_000}
   */
  readonly maxUnsaved?: number;
  /**
   * Told of what could not be stored; those who read the run's events are told too, by a `custom` event.
   * @default {undefined}
   */
  readonly onWarning?: (warning: DurabilityWarning) => void;
  /** Which ended runs of the agent are kept: looked at whenever one ends. @default {{}} all of them */
  readonly retention?: Retention;
  /** Most signals that a run is sent, a whole number of 1 or more. @default {1_000} */
  readonly maxSignals?: number;
  /**
   * How often the store is asked for signals from other processes while a state waits for one, in milliseconds, above 0;
   * those of this process arrive at once. @default {500}
   */
  readonly signalPollMs?: number;
  /** What others are told when they want a run that is held here. @default {"process <pid>"} */
  readonly holder?: string;
  /** Where the time of day comes from. @default {systemWallClock} */
  readonly wallClock?: WallClock;
}

/** Options of going on with a run. */
export interface ResumeOptions extends Omit<RunOptions, "timeoutMs"> {
  /**
   * What becomes of a run that began with other states, dependencies, routes or channels: `refuse` throws a
   * `WorkflowChangedError`; `accept` goes on with the new definition, and what was recorded counts for the states that
   * still have the same name and visit. @default {"refuse"}
   */
  readonly changedDefinition?: "refuse" | "accept";
}

/** Options of a durable run. */
export interface DurableRunOptions extends ResumeOptions {
  /** What names the run in its store: the same id is the same run. @default {undefined} a random one */
  readonly id?: string;
  /**
   * Longest duration of the run in milliseconds, above 0: counted from its first start, also while the process does not
   * run. @default {undefined} no limit
   */
  readonly timeoutMs?: number;
}

/** What is known of a run without its journal. */
export type RunInfo = Omit<StoredRun, "input" | "fingerprint">;

/** Which runs of an agent are listed. */
export interface RunListOptions extends Partial<Pick<RunQuery, "status" | "after" | "limit">> {
  /** Most runs of an answer, a whole number of 1 or more. @default {100} */
  readonly limit?: number;
}

/** Which runs are resumed at once. */
export interface ResumeAllOptions extends ResumeOptions {
  /** Most runs that are resumed, a whole number of 1 or more. @default {1_000} */
  readonly limit?: number;
}

/** Options with everything filled in. */
export type DurableSettings = Readonly<Required<Omit<DurableOptions, "onWarning">>> & Pick<DurableOptions, "onWarning">;

/**
 * Checks options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns Settings.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {TypeError} If a choice is none of those there are.
 */
export function durableSettings(options: DurableOptions): DurableSettings {
  const { durability = "full", onSaveFailed = "fail-run", maxUnsaved = 1_000, maxSignals = 1_000 } = options;
  const { retention = {}, signalPollMs = 500, holder = `process ${Deno.pid}`, wallClock = systemWallClock } = options;
  oneOf("durability", durability, ["full", "normal", "off"]);
  oneOf("onSaveFailed", onSaveFailed, ["fail-run", "warn"]);
  atLeast("maxUnsaved", maxUnsaved, 1);
  atLeast("maxSignals", maxSignals, 1);
  const { maxCount = Infinity, maxAgeMs = Infinity } = retention;
  if (maxCount !== Infinity) atLeast("retention.maxCount", maxCount, 0);
  if (!(maxAgeMs >= 0)) throw rangeError("retention.maxAgeMs", "0 or more", maxAgeMs);
  if (!(signalPollMs > 0 && signalPollMs < Infinity)) {
    throw rangeError("signalPollMs", "above 0 and finite", signalPollMs);
  }
  const limits = { maxUnsaved, maxSignals, signalPollMs, retention: { maxCount, maxAgeMs } };
  const settings = { store: options.store, durability, onSaveFailed, holder, wallClock, ...limits };
  return options.onWarning === undefined ? settings : { ...settings, onWarning: options.onWarning };
}

function oneOf(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new TypeError(
    `Cannot make an agent durable as '${option}' must be one of ${choices.join(", ")}: current value is ${
      JSON.stringify(value)
    }`,
  );
}

function atLeast(option: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) {
    throw rangeError(option, `a whole number of ${least} or more`, value);
  }
}

function rangeError(option: string, requirement: string, value: number): RangeError {
  return new RangeError(
    `Cannot make an agent durable as '${option}' must be ${requirement}: current value is ${value}`,
  );
}
