/**
 * Several agents as one: teams and stages, messages between members, queues of work and pools of workers.
 *
 * A {@linkcode team} runs agents side by side, a {@linkcode pipeline} one after another, {@linkcode fanOut} one agent over a
 * list; each has one result in which every member is listed, and {@linkcode stage} makes any of them a state of an agent:
 * a plan of stages is an agent, with `after`, `when`, retries, limits and events. A {@linkcode Messenger} carries questions
 * between members. A {@linkcode WorkQueue} loses nothing and tries again; an {@linkcode AgentPool} runs agents for what is
 * in one, with as many workers as are called for.
 *
 * @example A jury that may lose one of its three members
 * ```ts
 * import { agent } from "puffinflow";
 * import { member, quorum, team } from "puffinflow/team";
 *
 * const juror = agent("juror").input<{ text: string; strict: boolean }>()
 *   .state("vote", ({ input: { text, strict } }) => text.length > (strict ? 20 : 10));
 * const late = agent("late").state("vote", ({ signal }) =>
 *   new Promise<boolean>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
 * );
 *
 * const jury = team("jury", {
 *   mild: member(juror, (text: string) => ({ text, strict: false })),
 *   strict: member(juror, (text: string) => ({ text, strict: true })),
 *   late: member(late),
 * }, { onFailure: quorum(2) });
 *
 * const result = await jury.run("A sentence of some length");
 * if (result.status !== "succeeded" || result.members.late.status !== "cancelled") throw new Error(result.status);
 * if (!result.outputs.mild?.vote || !result.outputs.strict?.vote) throw new Error("outvoted");
 * ```
 *
 * Time is passed in as a {@linkcode Clock}: on a {@linkcode SimulatedClock}, limits and waits are tested in no time.
 * @module
 */
export { PuffinError } from "../puffin_error.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export { quorum } from "../agent/agent_options.ts";
export type { Subscription } from "../coordination/event_bus.ts";
export { AcquireTimeoutError, DisposedError, LimitReachedError } from "../coordination/waiting_error.ts";
export { type AgentFactory, AgentPool } from "./agent_pool.ts";
export type { DeadItem } from "./dead_items.ts";
export type { Delivery, NackFate, NackOptions } from "./delivery.ts";
export { fanOut, type FanOutOptions } from "./fan_out.ts";
export type {
  CancelledJob,
  CompletedJob,
  FailedJob,
  FaultedJob,
  Job,
  JobOutcome,
  PooledAgent,
  PooledResult,
} from "./job.ts";
export { type AnyMember, type Member, member, type MemberTypes } from "./member.ts";
export type {
  AnswerOf,
  AnyKindOf,
  HandlersOf,
  KindOf,
  Message,
  MessageContext,
  PayloadOf,
  Reply,
  SharedAnswerOf,
  SharedPayloadOf,
} from "./message.ts";
export { MessageFailedError, MessageTimeoutError, UnknownRecipientError } from "./message_error.ts";
export { Messenger, type MessengerOptions, type Post } from "./messenger.ts";
export { type Pipeline, pipeline, type StepContext } from "./pipeline.ts";
export type { AgentPoolOptions, DeadJob, PoolCounters, PoolEvents, SubmitOptions } from "./pool_options.ts";
export type {
  Cooldowns,
  CustomScaling,
  LatencyScaling,
  PoolObservation,
  QueueScaling,
  Scaling,
  UtilizationScaling,
} from "./scaling.ts";
export { stage } from "./stage.ts";
export {
  bestBy,
  type MemberKey,
  type MemberOutputs,
  type ReadFigure,
  type Scored,
  type Tally,
  tally,
} from "./tally.ts";
export { type Members, type Team, team, type TeamInputOf, type TeamOutputsOf } from "./team.ts";
export type { EnsembleOptions, TeamFailurePolicy, TeamOptions } from "./team_options.ts";
export {
  type EndedMember,
  type FaultedMember,
  type MemberReport,
  type NotStartedMember,
  TeamFailedError,
  type TeamOutputs,
  type TeamResult,
  type TeamStatus,
} from "./team_result.ts";
export { TeamEndedError } from "./team_run.ts";
export { WorkQueue, WorkQueueClosedError, type WorkQueueCounts } from "./work_queue.ts";
export type { PutOptions, WhenFull, WorkQueueOptions } from "./work_queue_options.ts";
