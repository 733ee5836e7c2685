/**
 * Options of an agent and of one run of it, and the check of them.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { systemRandom } from "../../random/system_random.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { DeadLetterQueue } from "../reliability/dead_letters.ts";
import type { ExecutionSettings, FailurePolicy, Instrument, Quorum } from "../run/execution.ts";
import { checkInstruments } from "../run/instrument.ts";

/** Options of an agent. */
export interface AgentOptions {
  /**
   * Most states of one run that are in flight at once: a whole number of 1 or more. States beyond it wait, in
   * order of priority, and none is lost. A state between two attempts takes no place. @default {Infinity} no limit
   */
  readonly maxConcurrent?: number;
  /**
   * Most steps of routing in one run: states activated by `goto` or again by a loop, and tasks sent. A whole number of 1
   * or more; one more ends the run with a `MaxStepsError`. @default {10_000}
   */
  readonly maxSteps?: number;
  /** Deepest nesting of agents inside agents, a whole number of 1 or more. @default {16} */
  readonly maxDepth?: number;
  /**
   * What the failure of a state does to the run. `isolate` marks the states that depend on it and lets all
   * others finish; `fail-fast` ends the run at once and aborts what is in flight; `quorum(k)` lets the run
   * complete if at least `k` of its last states do. @default {"isolate"}
   */
  readonly onFailure?: FailurePolicy;
  /** Where runs that failed are kept for another try. @default {undefined} nowhere */
  readonly deadLetters?: DeadLetterQueue;
  /** What every run is fitted with: metrics, traces. Runs inside a run are fitted with the same. @default {[]} */
  readonly instruments?: readonly Instrument[];
}

/** Options of one run. */
export interface RunOptions {
  /** Cancels the run when aborted: the result is there at once, with status `cancelled`. @default {undefined} */
  readonly signal?: AbortSignal;
  /** Longest duration of the run in milliseconds, above 0. @default {undefined} no limit */
  readonly timeoutMs?: number;
  /** Where time comes from. @default {systemClock} */
  readonly clock?: Clock;
  /** Where the jitter of retries comes from; seed it to replay a run. @default {systemRandom} */
  readonly random?: Random;
  /** What this run is fitted with beside what the agent's options name. @default {[]} */
  readonly instruments?: readonly Instrument[];
}

/**
 * Lets a run complete when enough of its last states, those that no other waits for, do.
 *
 * @param needs How many: a whole number of 1 or more.
 * @returns A value for `onFailure`. Outputs of the states that failed are missing from the result.
 * @throws {RangeError} If `needs` is out of its bounds.
 */
export function quorum(needs: number): Quorum {
  wholeNumber("a quorum", "needs", needs);
  return { kind: "quorum", needs };
}

/**
 * Checks options and fills in the defaults.
 *
 * @param agent Name of the agent, for messages.
 * @param options What a caller configured.
 * @returns Settings for each run.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {TypeError} If an instrument is none.
 */
export function agentSettings(agent: string, options: AgentOptions): ExecutionSettings {
  const { maxConcurrent = Infinity, maxSteps = 10_000, maxDepth = 16, onFailure = "isolate" } = options;
  if (maxConcurrent !== Infinity) wholeNumber(`agent "${agent}"`, "maxConcurrent", maxConcurrent);
  wholeNumber(`agent "${agent}"`, "maxSteps", maxSteps);
  wholeNumber(`agent "${agent}"`, "maxDepth", maxDepth);
  const limits = { maxConcurrent, maxSteps, maxDepth, onFailure };
  const instruments = checkInstruments(options.instruments ?? []);
  return { clock: systemClock, random: systemRandom, ...limits, constants: {}, self: null, instruments };
}

function wholeNumber(what: string, option: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new RangeError(
      `Cannot begin ${what} as '${option}' must be a whole number of 1 or more: current value is ${value}`,
    );
  }
}
