/**
 * What can be said about a state beside what it does, and the check of it.
 * @module
 */
import type { StateDefinition } from "../graph/state_definition.ts";
import { type RetryOptions, retryPolicy } from "../reliability/retry.ts";

/** Options of a state; `A` are the names it waits for. */
export interface StateOptions<A extends readonly string[] = readonly string[]> {
  /** States that must have completed before this one starts; their outputs are in `from` and `values`. @default {[]} */
  readonly after?: A;
  /** Tries the state again when an attempt fails or times out. @default {undefined} one attempt */
  readonly retry?: RetryOptions;
  /**
   * Longest duration of one attempt in milliseconds, above 0. When it passes, the attempt's signal is
   * aborted and the run goes on without waiting for it; what the attempt still does or returns is not
   * looked at. Rings up to 16 ms late. A synchronous state cannot be interrupted.
   * @default {undefined} no limit
   */
  readonly timeoutMs?: number;
}

/** What a builder is given about a state. */
export interface StateDeclaration {
  readonly name: string;
  readonly options: StateOptions;
  readonly body: (context: never) => unknown;
}

/**
 * Checks a declaration and fills in the defaults.
 *
 * @param agent Name of the agent, for messages.
 * @param declaration The state.
 * @returns The state as the compiler wants it.
 * @throws {TypeError} If the name is not usable or the body is not a function.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function stateDefinition(agent: string, declaration: StateDeclaration): StateDefinition {
  const { name, options: { after = [], retry, timeoutMs }, body } = declaration;
  // `__proto__` as a key would set the prototype of the outputs instead of a property.
  if (typeof name !== "string" || name === "" || name === "__proto__") {
    throw new TypeError(
      `Cannot add a state to agent "${agent}" as its name must be text, not empty and not "__proto__": ` +
        `current value is ${JSON.stringify(name)}`,
    );
  }
  if (typeof body !== "function") {
    throw new TypeError(
      `Cannot add state "${name}" to agent "${agent}" as it must have a function: current value is ${typeof body}`,
    );
  }
  return {
    name,
    body,
    after,
    retry: retry === undefined ? null : retryPolicy(retry),
    timeoutMs: timeoutMs === undefined ? 0 : checkTimeoutMs(timeoutMs, `state "${name}"`),
  };
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
