/**
 * PuffinFlow: agents as states with dependencies, typed from input to output.
 *
 * An {@linkcode agent} is an immutable definition, checked before anything starts and compiled once.
 * `run()` gives a value whatever happens: completed, failed, cancelled or timed out, with the outcome
 * of every state.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 *
 * const report = agent("report")
 *   .input<{ text: string }>()
 *   .state("words", ({ input }) => input.text.split(/\s+/).length)
 *   .state("title", ({ input }) => input.text.slice(0, 20))
 *   .state("page", { after: ["words", "title"] }, ({ from }) => `${from.title}: ${from.words} words`);
 *
 * const { page } = (await report.run({ text: "A short text" })).unwrap();
 * if (page !== "A short text: 3 words") throw new Error(page);
 * ```
 * @module
 */
export {
  type Agent,
  agent,
  type AgentOptions,
  type FreshName,
  type Outputs,
  type OutputsOf,
  type RunOptions,
} from "./src/engine/agent/agent.ts";
export type { StateOptions } from "./src/engine/agent/state_options.ts";
export { DefinitionError, type DefinitionProblem } from "./src/engine/graph/definition_error.ts";
export { PuffinError } from "./src/engine/puffin_error.ts";
export type { Backoff } from "./src/engine/reliability/backoff.ts";
export type { RetryOptions } from "./src/engine/reliability/retry.ts";
export type { StateContext } from "./src/engine/run/context.ts";
export { OutputNotReadyError } from "./src/engine/run/from_view.ts";
export type { StateOutcome } from "./src/engine/run/outcome.ts";
export {
  type CancelledRun,
  type CompletedRun,
  type FailedRun,
  RunFailedError,
  type RunResult,
  type TimedOutRun,
} from "./src/engine/run/result.ts";
export { RunTimeoutError, StateTimeoutError } from "./src/engine/run/timeout_error.ts";
export type { Random } from "./src/random/random.ts";
export { Alarm, type Clock } from "./src/time/clock.ts";
