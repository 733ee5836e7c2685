/**
 * Options that the teams of all kinds have, and the check of them.
 * @module
 */
import type { Quorum } from "../run/execution.ts";
import type { AgentOptions } from "../agent/agent_options.ts";
import { wholeNumber } from "../coordination/whole_number.ts";

/** What becomes of a team when a member does not complete. */
export type TeamFailurePolicy =
  /** All others go on, and the result says who did what. */
  | "collect"
  /** The team ends at once. */
  | "fail-fast"
  /** The team succeeds, and ends, when enough members have completed; it fails when no longer enough can. */
  | Quorum;

/** Options of whatever runs several agents as one. */
export interface EnsembleOptions extends Pick<AgentOptions, "instruments"> {
  /**
   * How long a team that ends early waits for the functions of its members' states, after their signals were aborted, in
   * milliseconds, 0 or more: 0 does not wait, `Infinity` waits for as long as it takes. Those that still run then are
   * named in the result. @default {10_000}
   */
  readonly graceMs?: number;
}

/** Options of a team. */
export interface TeamOptions extends EnsembleOptions {
  /** What the failure of a member does to the team. @default {"collect"} */
  readonly onFailure?: TeamFailurePolicy;
  /**
   * Most members in flight at once, a whole number of 1 or more; 1 runs them one after another in the order in which they
   * are declared. @default {Infinity} no limit
   */
  readonly maxConcurrent?: number;
}

/**
 * Checks a grace period.
 *
 * @param team Name of the team, for the message.
 * @param options What a caller configured.
 * @returns The grace period in milliseconds.
 * @throws {RangeError} If it is below 0.
 */
export function graceMsOf(team: string, { graceMs = 10_000 }: EnsembleOptions): number {
  if (graceMs >= 0) return graceMs;
  throw new RangeError(`Cannot make team "${team}" as 'graceMs' must be 0 or more: current value is ${graceMs}`);
}

/**
 * Checks a failure policy.
 *
 * @param team Name of the team, for the message.
 * @param options What a caller configured.
 * @param size Number of members; `Infinity` where that is not known yet.
 * @returns The policy.
 * @throws {TypeError} If there is no such policy.
 * @throws {RangeError} If there are fewer members than the quorum needs.
 */
export function policyOf(team: string, { onFailure = "collect" }: TeamOptions, size: number): TeamFailurePolicy {
  if (typeof onFailure === "object") {
    wholeNumber(onFailure.needs, { action: `make team "${team}"`, option: "quorum", max: size });
  } else if (onFailure !== "collect" && onFailure !== "fail-fast") {
    throw new TypeError(
      `Cannot make team "${team}" as 'onFailure' must be "collect", "fail-fast" or quorum(…): ` +
        `current value is ${JSON.stringify(onFailure)}`,
    );
  }
  return onFailure;
}
