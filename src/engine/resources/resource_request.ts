/**
 * What one attempt of a state needs of its agent's pool, as it is declared.
 * @module
 */
import type { AcquireOptions } from "./acquire_options.ts";
import type { Amounts } from "./amounts.ts";

/** Amounts, and how they are asked for. In whose name, and what ends the wait, is known from the state that needs them. */
export interface ResourceRequest extends Omit<AcquireOptions, "owner" | "signal"> {
  /** How much of what, all of it on one node of the pool. */
  readonly amounts: Amounts;
}
