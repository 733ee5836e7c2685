/**
 * What can be said about a state beside what it does, and the check of it.
 * @module
 */
import type { Acquirable } from "../coordination/acquirable.ts";
import { isPriority, type Priority } from "../graph/priority.ts";
import type { StateBody, StateDefinition } from "../graph/state_definition.ts";
import { type After, waitingFor } from "../graph/waiting.ts";
import { type RetryOptions, retryPolicy } from "../reliability/retry.ts";
import type { Amounts } from "../resources/amounts.ts";
import type { ResourcePool } from "../resources/resource_pool.ts";
import type { ResourceRequest } from "../resources/resource_request.ts";
import { stateClaims } from "./state_claims.ts";

/** Options that every kind of state has: `X` is the context of its condition. */
export interface CommonStateOptions<X = never> {
  /**
   * Says whether the state runs when its turn comes. If not, it is skipped, and so is all that depends on it
   * for sure. @default {undefined} it always runs
   */
  readonly when?: (context: X) => boolean;
  /**
   * States that it may route to. Names are checked when the agent is built, pictures show the routes, and
   * a state that is named here and waits for nothing does not start with the run.
   * @default {undefined} any state of the agent
   */
  readonly to?: readonly string[];
  /** Which of several ready states starts first; among equals the declared order decides. @default {"normal"} */
  readonly priority?: Priority;
  /** Tries the state again when an attempt fails or times out. @default {undefined} one attempt */
  readonly retry?: RetryOptions;
  /**
   * Longest duration of one attempt in milliseconds, above 0. When it passes, the attempt's signal is
   * aborted and the run goes on without waiting for it; what the attempt still does or returns is not
   * looked at. Rings up to 16 ms late. A synchronous state cannot be interrupted.
   * @default {undefined} no limit
   */
  readonly timeoutMs?: number;
  /**
   * What each attempt takes from the agent's pool, all on one node: amounts by name, such as `{ gpu: 1 }`, or with how
   * they are asked for, such as `{ amounts: { gpu: 1 }, timeoutMs: 5_000 }`. Unless it says otherwise, its priority in
   * the pool follows from the state's: critical 2, high 1, normal 0, low -1.
   *
   * Waiting for them takes no place among `maxConcurrent`, and `timeoutMs` of the state counts from when they are
   * there; `totalTimeoutMs` of its retries goes on. They are given back when the state's function has really ended,
   * also when the run went on without it. A more important request may take them away, if the pool preempts: then the
   * attempt's signal is aborted, and a failure that follows is the pool's `PreemptedError`.
   *
   * A state that runs an agent and shares a pool with the agent's states may keep from them what they wait for.
   * @default {undefined} nothing
   */
  readonly resources?: Amounts | ResourceRequest;
  /**
   * What each attempt holds while it runs: locks, permits, turns of rate limiters, in the order in which they are to be
   * acquired, after `resources`; all of them or none. For waiting, giving back and losing them, the same holds as for
   * `resources`. States that hold several of the same things should list them in one order; a `DeadlockDetector` of
   * "puffinflow/coordination" finds those that do not. @default {[]}
   *
   * @example
   * ```ts
   * import { agent } from "puffinflow";
   * import { Mutex } from "puffinflow/coordination";
   *
   * const lock = new Mutex({ name: "ledger" });
   * const ledger = agent("ledger").state("book", { holds: [lock] }, () => lock.isLocked);
   * for (let run = 0; run < 2; run++) {
   *   if (!(await ledger.run()).unwrap().book) throw new Error("not locked");
   * }
   * if (lock.isLocked) throw new Error("not released");
   * ```
   */
  readonly holds?: readonly Acquirable[];
}

/** Options of a state: `A` is what it waits for, `X` its context, `U` the context of what undoes it. */
export interface StateOptions<A = After, X = never, U = never> extends CommonStateOptions<X> {
  /**
   * States that must have completed before this one starts: a list of names, `any(...)` or `xor(...)`; in a list,
   * `optional(...)` and `within(...)` too. Their outputs are in `from` and `values`. @default {[]}
   */
  readonly after?: A;
  /**
   * Whether the state starts with the run. @default {undefined} it does if it waits for nothing and no state
   * names it in `to`
   */
  readonly entry?: boolean;
  /**
   * Undoes the state when it has completed but the run has not: called in reverse order of completion.
   * @default {undefined} nothing to undo
   */
  readonly compensate?: (context: U) => unknown;
}

/** What a builder is given about a state. */
export interface StateDeclaration {
  readonly name: string;
  readonly options: StateOptions;
  readonly body: StateBody;
  readonly mapped: boolean;
}

/** The agent that a state is added to. */
export interface StateOwner {
  readonly agent: string;
  /** The agent's pool. */
  readonly pool: ResourcePool | null;
}

/**
 * Checks a declaration and fills in the defaults.
 *
 * @param owner The agent.
 * @param declaration The state.
 * @returns The state as the compiler wants it.
 * @throws {TypeError} If the name is not usable, the body is not a function, the priority is unknown, there is no pool
 * for its resources or it holds what cannot be held.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {RequestTooLargeError} If its resources fit on no node of the pool.
 */
export function stateDefinition({ agent, pool }: StateOwner, declaration: StateDeclaration): StateDefinition {
  const { name, options, body, mapped } = declaration;
  const { after = [], entry = null, when = null, to = null, priority = "normal", retry, timeoutMs } = options;
  checkName(`a state to agent "${agent}"`, name);
  if (typeof body !== "function") {
    throw new TypeError(
      `Cannot add state "${name}" to agent "${agent}" as it must have a function: current value is ${typeof body}`,
    );
  }
  if (!isPriority(priority)) {
    throw new TypeError(
      `Cannot add state "${name}" to agent "${agent}" as 'priority' must be critical, high, normal or low: ` +
        `current value is ${JSON.stringify(priority)}`,
    );
  }
  return {
    name,
    body,
    waiting: waitingFor(after),
    entry,
    mapped,
    when,
    to,
    priority,
    retry: retry === undefined ? null : retryPolicy(retry),
    timeoutMs: timeoutMs === undefined ? 0 : checkTimeoutMs(timeoutMs, `state "${name}"`),
    claims: stateClaims(options, { action: `Cannot add state "${name}" to agent "${agent}"`, pool, priority }),
    pooled: pool !== null,
    compensate: options.compensate ?? null,
  };
}

/**
 * Checks the name of a state or channel.
 *
 * @param what What is named, for the message.
 * @param name The name.
 * @throws {TypeError} If it is not usable.
 */
export function checkName(what: string, name: string): void {
  // `__proto__` as a key would set the prototype of the outputs instead of a property.
  if (typeof name !== "string" || name === "" || name === "__proto__") {
    throw new TypeError(
      `Cannot add ${what} as its name must be text, not empty and not "__proto__": current value is ${
        JSON.stringify(name)
      }`,
    );
  }
}

/**
 * Checks a time limit.
 *
 * @param timeoutMs The limit in milliseconds.
 * @param what What it limits, for the message.
 * @returns The limit.
 * @throws {RangeError} If it is not a finite number above 0.
 */
export function checkTimeoutMs(timeoutMs: number, what: string): number {
  if (!(timeoutMs > 0 && timeoutMs < Infinity)) {
    throw new RangeError(
      `Cannot limit ${what} as 'timeoutMs' must be above 0 and finite (leave it out for no limit): current value is ${timeoutMs}`,
    );
  }
  return timeoutMs;
}
