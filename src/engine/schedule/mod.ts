/**
 * PuffinFlow's door to running agents for as long as a program does: by schedule, and to an orderly end.
 *
 * Triggers say when something is due, as data: {@linkcode cron} patterns, {@linkcode every} so often, or
 * {@linkcode calendar} phrases, in any IANA time zone and with defined behaviour where summer time begins
 * and ends. {@linkcode nextRuns} looks ahead without a clock. A {@linkcode runtime} runs agents when they
 * are due, decides what happens when runs overlap or are missed, and can be drained.
 *
 * Clocks are passed in: with {@linkcode SimulatedClock} and {@linkcode SimulatedWallClock} a year of
 * schedules is tested in no time. Schedules are kept in memory only; triggers are data that can be stored.
 *
 * @example
 * ```ts
 * import { calendar, cron, every, nextRuns } from "puffinflow/schedule";
 *
 * const after = new Date("2025-01-01T00:00:00Z");
 * const triggers = [cron("*\/5 * * * *"), every({ minutes: 5 }), calendar("every 5 minutes")];
 * for (const trigger of triggers) {
 *   const [next] = nextRuns(trigger, { after });
 *   if (next?.toISOString() !== "2025-01-01T00:05:00.000Z") throw new Error(`unexpected: ${next}`);
 * }
 * ```
 * @module
 */
export { calendar } from "./calendar.ts";
export { cron, type ZoneOptions } from "./cron.ts";
export { type DrainedRun, type DrainReport, DrainTimeoutError } from "./drain.ts";
export { every, type Period } from "./every.ts";
export { SupersededError } from "./lane.ts";
export { RuntimeClosedError } from "./live_runs.ts";
export type { MisfirePolicy } from "./misfire.ts";
export { nextRuns, type NextRunsOptions } from "./next_runs.ts";
export type {
  DroppedOccurrence,
  EndedOccurrence,
  FaultedOccurrence,
  MissedOccurrence,
  Occurrence,
  SkippedOccurrence,
} from "./occurrence.ts";
export type { AnyResult, RunnableAgent, RunStatus } from "./runnable_agent.ts";
export { runtime } from "./open_runtime.ts";
export type { DrainOptions, Runtime, RuntimeOptions } from "./runtime.ts";
export type { Schedule } from "./schedule.ts";
export type {
  OverlapPolicy,
  ScheduleArguments,
  ScheduledInput,
  ScheduleOptions,
  ScheduleRules,
} from "./schedule_options.ts";
export type { CronTrigger, IntervalTrigger, Trigger } from "./trigger.ts";
export type { RunOptions } from "../agent/agent_options.ts";
export { PuffinError } from "../puffin_error.ts";
export type { Random } from "../../random/random.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export { SimulatedWallClock } from "../../time/simulated_wall_clock.ts";
export type { WallClock } from "../../time/wall_clock.ts";
