/**
 * What can be said about a schedule beside when it is due, and the check of it.
 * @module
 */
import { checkTimeoutMs } from "../agent/state_options.ts";
import type { MisfirePolicy } from "./misfire.ts";
import type { DroppedOccurrence, EndedOccurrence } from "./occurrence.ts";

/**
 * What happens to a run that is due while another run of the schedule is in flight: `skip` leaves it
 * out, `queue` starts it afterwards, `allow` starts it beside the other, `cancel-previous` cancels the
 * other and starts it.
 */
export type OverlapPolicy = "skip" | "queue" | "allow" | "cancel-previous";

/** Options of a schedule that do not depend on its agent's input; `R` is the type of its results. */
export interface ScheduleRules<R> {
  /** Name for errors and reports: text, not empty. @default the agent's name */
  readonly name?: string;
  /** What happens when a run is due while another one is in flight. @default {"skip"} */
  readonly overlap?: OverlapPolicy;
  /** Most due times that wait under `overlap: "queue"`: a whole number of 1 or more. Later ones are skipped. @default {16} */
  readonly maxQueued?: number;
  /**
   * What happens to due times that passed while the process slept or was blocked, or that the wall clock
   * was set over. `once` starts one run for the latest of them, `all` one for each, oldest first (with
   * `overlap: "skip"` only the first of them gets to run), `skip` none. @default {"once"}
   */
  readonly misfire?: MisfirePolicy;
  /**
   * Latest start, in milliseconds after the due time, that `misfire: "skip"` still accepts: 0 or more. An earlier
   * due time is missed in any case once a later one has come. @default {1_000}
   */
  readonly misfireGraceMs?: number;
  /** Most runs that `misfire: "all"` starts at once: a whole number of 1 or more. The oldest are given up. @default {10} */
  readonly maxMisfires?: number;
  /**
   * Longest random delay of each start in milliseconds, 0 or more; spreads schedules that are due at the
   * same time. Keep it below the time between two runs: what is due during a delay counts as missed. @default {0}
   */
  readonly jitterMs?: number;
  /** Longest duration of a run in milliseconds, above 0. @default {undefined} no limit */
  readonly timeoutMs?: number;
  /** Most entries of the history: a whole number of 0 or more. @default {100} */
  readonly maxHistory?: number;
  /**
   * Called when a run has ended, well or not. Should not throw: what it throws is reported as uncaught,
   * and the schedule goes on.
   *
   * @param result How the run ended.
   * @param occurrence When it was due, when it started, how long it took.
   */
  readonly onResult?: (result: R, occurrence: EndedOccurrence) => void;
  /**
   * Called when due times came to no result. Should not throw, like `onResult`.
   *
   * @param occurrence Which, and why.
   */
  readonly onDrop?: (occurrence: DroppedOccurrence) => void;
}

/**
 * Input of scheduled runs: a value for all of them, or a function that makes it from the time at which
 * a run is due. A function is always called; an agent whose input is a function is given one that returns it.
 */
export type ScheduledInput<I> = [I] extends [(...args: never) => unknown] ? (due: Date) => I : I | ((due: Date) => I);

/** Options of a schedule. The input may be left out if the agent needs none. */
export type ScheduleOptions<I, R> =
  & ScheduleRules<R>
  & (undefined extends I ? { readonly input?: ScheduledInput<I> } : { readonly input: ScheduledInput<I> });

/** Options as arguments: an agent that needs no input needs no options. */
export type ScheduleArguments<I, R> = undefined extends I ? [options?: ScheduleOptions<I, R>]
  : [options: ScheduleOptions<I, R>];

/** Options with all defaults filled in. */
export interface ScheduleSettings<I, R> {
  readonly name: string;
  /** Makes the input of a run from its due time. */
  readonly inputAt: (due: Date) => I;
  readonly overlap: OverlapPolicy;
  readonly maxQueued: number;
  readonly misfire: MisfirePolicy;
  readonly misfireGraceMs: number;
  readonly maxMisfires: number;
  readonly jitterMs: number;
  readonly timeoutMs: number | undefined;
  readonly maxHistory: number;
  readonly onResult: (result: R, occurrence: EndedOccurrence) => void;
  readonly onDrop: (occurrence: DroppedOccurrence) => void;
}

const OVERLAP_POLICIES: readonly OverlapPolicy[] = ["skip", "queue", "allow", "cancel-previous"];
const MISFIRE_POLICIES: readonly MisfirePolicy[] = ["skip", "once", "all"];

/**
 * Checks options and fills in the defaults.
 *
 * @param agent Name of the agent.
 * @param options What a caller configured.
 * @returns Complete settings.
 * @throws {TypeError} If the name is not text.
 * @throws {RangeError} If another option is out of its bounds.
 */
export function scheduleSettings<I, R>(agent: string, options: ScheduleOptions<I, R>): ScheduleSettings<I, R> {
  const { name = agent, input, overlap = "skip", misfire = "once", timeoutMs } = options;
  const { maxQueued = 16, misfireGraceMs = 1_000, maxMisfires = 10, jitterMs = 0, maxHistory = 100 } = options;
  const { onResult = () => {}, onDrop = () => {} } = options;
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`Cannot schedule agent "${agent}" as 'name' must be text: current value is ${name}`);
  }
  const settings = { name, overlap, maxQueued, misfire, misfireGraceMs, maxMisfires, jitterMs, timeoutMs, maxHistory };
  const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
  const isDelay = (value: number) => value >= 0 && value < Infinity;
  const rules = [
    ["overlap", OVERLAP_POLICIES.includes(overlap), `one of ${OVERLAP_POLICIES.join(", ")}`],
    ["misfire", MISFIRE_POLICIES.includes(misfire), `one of ${MISFIRE_POLICIES.join(", ")}`],
    ["maxQueued", isWhole(maxQueued, 1), "a whole number of 1 or more"],
    ["maxMisfires", isWhole(maxMisfires, 1), "a whole number of 1 or more"],
    ["maxHistory", isWhole(maxHistory, 0), "a whole number of 0 or more"],
    ["misfireGraceMs", isDelay(misfireGraceMs), "0 or more and finite"],
    ["jitterMs", isDelay(jitterMs), "0 or more and finite"],
  ] as const;
  for (const [option, isRight, rule] of rules) {
    if (isRight) continue;
    throw new RangeError(
      `Cannot schedule "${name}" as '${option}' must be ${rule}: current value is ${settings[option]}`,
    );
  }
  if (timeoutMs !== undefined) checkTimeoutMs(timeoutMs, `runs of schedule "${name}"`);
  // What a function returns and what else the input may be is what ScheduledInput says.
  const inputAt = typeof input === "function" ? input as (due: Date) => I : () => input as I;
  return { ...settings, inputAt, onResult, onDrop };
}
