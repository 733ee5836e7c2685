/**
 * What a runtime needs of an agent: every agent has it, whatever its states.
 * @module
 */
import type { RunOptions } from "../agent/agent_options.ts";

/** How a run ended, as text. */
export type RunStatus = "completed" | "failed" | "cancelled" | "timed-out";

/** What a runtime reads of a result; the results of all agents have it. */
export type AnyResult =
  | { readonly status: "completed" }
  | { readonly status: Exclude<RunStatus, "completed">; readonly error: unknown };

/** An agent that can be run: `I` is the type of its input, `R` that of its results. */
export interface RunnableAgent<I, R extends AnyResult> {
  /** Name of the agent. */
  readonly name: string;
  /** Checks the definition; throws if it is wrong. */
  readonly validate: () => unknown;
  /** Starts a run. */
  readonly run: (input: I, options?: RunOptions) => Promise<R>;
}
