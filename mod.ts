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
export { type Agent as BuiltAgent, agent } from "./src/engine/agent/agent.ts";
export { type AgentOptions, quorum, type RunOptions } from "./src/engine/agent/agent_options.ts";
export { Agent, type AgentBase } from "./src/engine/agent/class_agent.ts";
export type {
  AgentInstance,
  AnyContext,
  ChannelsOf,
  ClassExtras,
  ClassOutputs,
  ClassStates,
  ClassTypes,
  classTypes,
  ClassTypesOf,
  ConstantsOf,
  ContextOf,
  GivenContext,
  InputOf,
  MappedContextOf,
  MemberName,
  MethodOutput,
  MethodPayload,
  UnknownAfter,
} from "./src/engine/agent/class_typing.ts";
export type {
  ClassStateOptions,
  MappedDecorator,
  MappedMethodOptions,
  MethodCheck,
  MethodProblem,
  StateDecorator,
  StateMethodPlace,
} from "./src/engine/agent/decorator_typing.ts";
export { type Presets, presets, type StatePreset } from "./src/engine/agent/presets.ts";
export type { Run } from "./src/engine/agent/run_handle.ts";
export { runInside } from "./src/engine/agent/run_inside.ts";
export { mapped, state } from "./src/engine/agent/state_decorator.ts";
export type { CommonStateOptions, StateOptions } from "./src/engine/agent/state_options.ts";
export { type ChildFailurePolicy, NestingError, type SubAgentOptions } from "./src/engine/agent/sub_agent.ts";
export type {
  AfterOf,
  AgentExtras,
  ChannelProblem,
  FreshName,
  FromOf,
  NoExtras,
  OutputOf,
  Outputs,
  PayloadProblem,
  PlainOutput,
  PlainWants,
  ProblemOf,
  ProblemsOf,
  Runnable,
  SoftNames,
  UnknownNames,
  ValueOf,
  ValuesOf,
  WantsChannels,
  WantsOf,
  WantsPayload,
  WantsState,
  WithChannel,
  WithConstants,
  WithOutput,
  WithPayload,
  WithWants,
} from "./src/engine/agent/typing.ts";
export { concat, last, max, merge, type Reducer, sum } from "./src/engine/data/channel.ts";
export { ConflictError, UnknownChannelError } from "./src/engine/data/run_data.ts";
export { redact, Secret, secret } from "./src/engine/data/secret.ts";
export type { EventBase, RunEvent, RunEventType, StateEventBase } from "./src/engine/events/run_event.ts";
export { encodeEvent, eventJson, toServerSentEvents } from "./src/engine/events/server_sent_events.ts";
export type { EventsOptions } from "./src/engine/events/subscription.ts";
export { DefinitionError, type DefinitionProblem } from "./src/engine/graph/definition_error.ts";
export type { AgentDescription, DependencyDescription, StateDescription } from "./src/engine/graph/description.ts";
export type { Priority } from "./src/engine/graph/priority.ts";
export {
  type After,
  any,
  type AnyOf,
  type ExactlyOneOf,
  optional,
  type SoftDependency,
  within,
  xor,
} from "./src/engine/graph/waiting.ts";
export { PuffinError } from "./src/engine/puffin_error.ts";
export type { Backoff } from "./src/engine/reliability/backoff.ts";
export {
  type DeadLetter,
  type DeadLetterOptions,
  DeadLetterQueue,
  type FailedDelivery,
} from "./src/engine/reliability/dead_letters.ts";
export { RetryAfterError, type RetryOptions } from "./src/engine/reliability/retry.ts";
export type { CompensationContext } from "./src/engine/run/compensation.ts";
export type { MappedContext, StateContext } from "./src/engine/run/context.ts";
export {
  Command,
  type CommandOptions,
  type Control,
  Direction,
  goto,
  Send,
  SendAll,
  SendBatch,
  SendTask,
} from "./src/engine/run/control.ts";
export { type BlockedState, ExclusiveDependencyError, WorkflowDeadlockError } from "./src/engine/run/deadlock_error.ts";
export type { FailurePolicy, Instrument, Quorum } from "./src/engine/run/execution.ts";
export { OutputNotReadyError } from "./src/engine/run/from_view.ts";
export type { Compensation, MissedOutcome, StateOutcome } from "./src/engine/run/outcome.ts";
export { QuorumError } from "./src/engine/run/quorum_error.ts";
export {
  type CancelledRun,
  type CompletedRun,
  type FailedRun,
  RunFailedError,
  type RunResult,
  type RunResultBase,
  type TimedOutRun,
} from "./src/engine/run/result.ts";
export { MaxStepsError, UnknownStateError } from "./src/engine/run/routing.ts";
export { RunTimeoutError, StateTimeoutError } from "./src/engine/run/timeout_error.ts";
export type { Random } from "./src/random/random.ts";
export { Alarm, type Clock } from "./src/time/clock.ts";
