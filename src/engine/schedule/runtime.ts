/**
 * The contract of a runtime: the place where agents run for as long as a program does. It runs them now
 * or by schedule, knows what is in flight, and comes to an orderly end. `open_runtime.ts` fulfils it.
 * @module
 */
import type { RunOptions } from "../agent/agent_options.ts";
import type { Random } from "../../random/random.ts";
import type { Clock } from "../../time/clock.ts";
import type { WallClock } from "../../time/wall_clock.ts";
import type { DrainReport } from "./drain.ts";
import type { AnyResult, RunnableAgent } from "./runnable_agent.ts";
import type { Schedule } from "./schedule.ts";
import type { ScheduleArguments } from "./schedule_options.ts";
import type { Trigger } from "./trigger.ts";

/** Options of a runtime. */
export interface RuntimeOptions {
  /** What durations and alarms are measured with, also those of its runs. @default {systemClock} */
  readonly clock?: Clock;
  /** What tells the time of day. @default {systemWallClock} */
  readonly wallClock?: WallClock;
  /** Where jitter comes from, also that of its runs; seed it to replay them. @default {systemRandom} */
  readonly random?: Random;
  /**
   * Longest time between two looks at the wall clock while something is scheduled, in milliseconds, above 0 and
   * finite. A clock that was set forward, or a machine that slept, is noticed this late at most. @default {10_000}
   */
  readonly wallCheckMs?: number;
  /** `timeoutMs` of drains that do not say, and of the end of an `await using` scope: 0 or more. @default {30_000} */
  readonly drainTimeoutMs?: number;
}

/** Options of a drain. */
export interface DrainOptions {
  /**
   * How long runs in flight may go on before they are cancelled, in milliseconds: 0 or more; 0 cancels them at
   * once, `Infinity` waits for ever. @default the runtime's `drainTimeoutMs`
   */
  readonly timeoutMs?: number;
}

/** Runs agents, now or by schedule, until it is drained. Made by `runtime()`. */
export interface Runtime extends AsyncDisposable {
  /** Number of runs in flight, scheduled ones included. */
  readonly inFlight: number;
  /**
   * Starts a run that a drain waits for.
   *
   * @param agent What to run.
   * @param input Its input.
   * @param options Signal and limit of the run; its clock and chance are the runtime's unless given here.
   * @returns How the run ended. Rejects with a `RuntimeClosedError` once a drain has begun, and with a
   * `DefinitionError` if the agent is wrong.
   */
  run<I, R extends AnyResult>(agent: RunnableAgent<I, R>, input: NoInfer<I>, options?: RunOptions): Promise<R>;
  /**
   * Runs an agent whenever a trigger is due, from now on. Failures of runs are values for `onResult` and
   * the history, and never stop a schedule. While there are schedules, the process does not end by itself.
   *
   * @param agent What to run.
   * @param trigger When: from `cron()`, `every()` or `calendar()`.
   * @param options The input, if the agent needs one; what happens when runs overlap or are missed.
   * @returns A handle to look at the schedule and to stop it.
   * @throws {RuntimeClosedError} If a drain has begun.
   * @throws {DefinitionError} If the agent is wrong.
   * @throws {SyntaxError} If the trigger's cron pattern cannot be read.
   * @throws {TypeError} If the schedule's name is not text.
   * @throws {RangeError} If an option or a part of the trigger is out of its bounds.
   */
  schedule<I, R extends AnyResult>(
    agent: RunnableAgent<I, R>,
    trigger: Trigger,
    ...options: ScheduleArguments<NoInfer<I>, R>
  ): Schedule;
  /**
   * Ends the runtime: schedules stop, new runs are refused, and runs in flight are waited for. Those that
   * are still in flight after `timeoutMs` are cancelled through their signal. A run ends when it is
   * cancelled; what a state still does that does not heed its signal is not waited for.
   *
   * @param options How long to wait.
   * @returns What became of the runs. Every further call returns this same promise, whatever its options.
   * @throws {RangeError} If `timeoutMs` is out of its bounds.
   */
  drain(options?: DrainOptions): Promise<DrainReport>;
}
