/**
 * Several policies as one. The order is the user's and matters: a timeout around a retry limits all attempts
 * together, one inside of it each attempt.
 * @module
 */
import { Call, invoke } from "./call.ts";
import type { ExecuteOptions, Policy, SubstituteOf, Work } from "./policy.ts";

/**
 * Puts policies around each other.
 *
 * @example Three attempts, each limited to a second, all of them to two
 * ```ts
 * import assert from "node:assert/strict";
 * import { all, Retry, SimulatedClock, Timeout } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock();
 * const policy = all(
 *   new Timeout({ timeoutMs: 2_000, clock }),
 *   new Retry({ maxAttempts: 3 }),
 *   new Timeout({ timeoutMs: 1_000, clock }),
 * );
 * const answer = await policy.execute(({ attempt }) => {
 *   if (attempt < 3) throw new Error("not yet");
 *   return attempt;
 * });
 * assert.equal(answer, 3);
 * ```
 *
 * @param policies The policies, the outermost first. None at all calls the function as it is.
 * @returns One policy, made of them: it may answer what any of them may.
 */
export function all<const P extends readonly Policy<unknown>[]>(...policies: P): Policy<SubstituteOf<P[number]>> {
  const execute = executeFrom(policies, 0);
  // The compiler cannot follow T through a list: each policy answers what the next one does, or its own substitute.
  return { execute } as Policy<SubstituteOf<P[number]>>;
}

type Execute = (fn: Work<unknown>, options?: ExecuteOptions) => Promise<unknown>;

/** The policies from one of them on, as a function. */
function executeFrom(policies: readonly Policy<unknown>[], index: number): Execute {
  const policy = policies[index];
  if (policy === undefined) return async (fn, options) => await invoke(fn, Call.begin(options));
  if (index === policies.length - 1) return (fn, options) => policy.execute(fn, options);
  const inner = executeFrom(policies, index + 1);
  return (fn, options) => policy.execute((context) => inner(fn, context), options);
}
