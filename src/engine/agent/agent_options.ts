/**
 * Options of an agent and of one run of it, and the check of them.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { systemRandom } from "../../random/system_random.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { DeadLetterQueue } from "../reliability/dead_letters.ts";
import type { ResourcePool } from "../resources/resource_pool.ts";
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
  /**
   * Where the resources come from that states declare, and where each run, when all its functions have ended, looks for
   * what they acquired in their `owner`'s name and did not give back. Agents inside an agent have pools of their own,
   * or are given the same one. @default {undefined} states declare no resources
   */
  readonly pool?: ResourcePool;
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
  /** Where this run's resources come from instead of the agent's own pool; there must be one. @default {undefined} its own */
  readonly pool?: ResourcePool;
  /** Who pays for this run and those inside it, for a pool's quotas and fair shares. @default {undefined} nobody in particular */
  readonly user?: string;
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
 * @throws {TypeError} If an instrument or the pool is none.
 */
export function agentSettings(agent: string, options: AgentOptions): ExecutionSettings {
  const { maxConcurrent = Infinity, maxSteps = 10_000, maxDepth = 16, onFailure = "isolate" } = options;
  if (maxConcurrent !== Infinity) wholeNumber(`agent "${agent}"`, "maxConcurrent", maxConcurrent);
  wholeNumber(`agent "${agent}"`, "maxSteps", maxSteps);
  wholeNumber(`agent "${agent}"`, "maxDepth", maxDepth);
  const limits = { maxConcurrent, maxSteps, maxDepth, onFailure };
  const instruments = checkInstruments(options.instruments ?? []);
  const pool = options.pool === undefined ? null : checkPool(options.pool, agent);
  const surroundings = { clock: systemClock, random: systemRandom, user: undefined, pool, instruments };
  return { ...limits, ...surroundings, constants: {}, self: null };
}

/**
 * Chooses the pool of one run.
 *
 * @param own The agent's pool.
 * @param instead What a caller configured for the run.
 * @param agent Name of the agent, for the message.
 * @returns The pool.
 * @throws {TypeError} If the run's pool is none, or there is none to be replaced.
 */
export function poolOfRun(
  own: ResourcePool | null,
  instead: ResourcePool | undefined,
  agent: string,
): ResourcePool | null {
  if (instead === undefined) return own;
  if (own !== null) return checkPool(instead, agent);
  throw new TypeError(
    `Cannot run agent "${agent}" with a pool of the run's as the agent must have one that it replaces: ` +
      `give it one, as its option 'pool'`,
  );
}

/**
 * Checks a pool, as far as can be told without loading what pools are made of.
 *
 * @param pool What a caller configured.
 * @param agent Name of the agent, for the message.
 * @returns The pool.
 * @throws {TypeError} If it is none.
 */
function checkPool(pool: ResourcePool, agent: string): ResourcePool {
  if (typeof pool?.tryAcquire === "function" && typeof pool.auditRun === "function") return pool;
  throw new TypeError(`Cannot begin agent "${agent}" as 'pool' must be a ResourcePool of "puffinflow/resources"`);
}

function wholeNumber(what: string, option: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new RangeError(
      `Cannot begin ${what} as '${option}' must be a whole number of 1 or more: current value is ${value}`,
    );
  }
}
