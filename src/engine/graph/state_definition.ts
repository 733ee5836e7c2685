/**
 * A state as it was declared, after the builder has checked its options. Pure data; `plan.ts` compiles
 * a list of these, `run/` executes the plan.
 * @module
 */
import type { RetryPolicy } from "../reliability/retry.ts";

/** A declared state. */
export interface StateDefinition {
  readonly name: string;
  /** What the state does. The context's type is the builder's affair; here it is whatever the run passes. */
  readonly body: (context: never) => unknown;
  /** Names of the states that must have completed before; none for an entry state. */
  readonly after: readonly string[];
  readonly retry: RetryPolicy | null;
  /** Longest duration of one attempt in milliseconds; 0 when there is no limit. */
  readonly timeoutMs: number;
}
