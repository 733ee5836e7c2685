/**
 * The runtime: it only wires the runs in flight, the scheduler and the drain.
 * @module
 */
import type { RunOptions } from "../agent/agent_options.ts";
import { systemRandom } from "../../random/system_random.ts";
import { systemClock } from "../../time/system_clock.ts";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import { drain, type DrainReport } from "./drain.ts";
import { Job } from "./job.ts";
import { Lane } from "./lane.ts";
import { LiveRuns, RuntimeClosedError } from "./live_runs.ts";
import type { AnyResult, RunnableAgent } from "./runnable_agent.ts";
import type { DrainOptions, Runtime, RuntimeOptions } from "./runtime.ts";
import type { Schedule } from "./schedule.ts";
import { type ScheduleArguments, type ScheduleOptions, scheduleSettings } from "./schedule_options.ts";
import { Scheduler } from "./scheduler.ts";
import { timetableOf } from "./timetable_of.ts";
import type { Trigger } from "./trigger.ts";

class OpenRuntime implements Runtime {
  readonly #options: Required<RuntimeOptions>;
  readonly #liveRuns: LiveRuns;
  readonly #scheduler: Scheduler;
  #jobs = 0;
  #drained: Promise<DrainReport> | null = null;

  constructor(options: Required<RuntimeOptions>) {
    this.#options = options;
    const { clock, random } = options;
    this.#liveRuns = new LiveRuns({ clock, random });
    this.#scheduler = new Scheduler(options);
  }

  get inFlight(): number {
    return this.#liveRuns.all.length;
  }

  // A refusal must come the same way as any other: by the promise.
  async run<I, R extends AnyResult>(agent: RunnableAgent<I, R>, input: I, options: RunOptions = {}): Promise<R> {
    return await this.#liveRuns.start({ agent, input, options }).result;
  }

  schedule<I, R extends AnyResult>(
    agent: RunnableAgent<I, R>,
    trigger: Trigger,
    ...rest: ScheduleArguments<I, R>
  ): Schedule {
    if (!this.#liveRuns.isOpen) throw new RuntimeClosedError(agent.name);
    agent.validate();
    // Options may be missing only where they need not say anything.
    const [options = {} as ScheduleOptions<I, R>] = rest;
    const settings = scheduleSettings<I, R>(agent.name, options);
    const { wallClock, random } = this.#options, timetable = timetableOf(trigger);
    const lane = new Lane<I, R>({ agent, settings, liveRuns: this.#liveRuns, wallClock });
    const job = new Job({ timetable, rules: settings, random, receiver: lane, order: this.#jobs++ });
    this.#scheduler.add(job);
    return this.#handleOf(job, { name: settings.name, trigger, lane });
  }

  drain(options: DrainOptions = {}): Promise<DrainReport> {
    const { timeoutMs = this.#options.drainTimeoutMs } = options;
    checkDrainTimeoutMs(timeoutMs, "timeoutMs");
    return this.#drained ??= this.#drain(timeoutMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain();
  }

  #handleOf<I, R extends AnyResult>(
    job: Job,
    { name, trigger, lane }: { readonly name: string; readonly trigger: Trigger; readonly lane: Lane<I, R> },
  ): Schedule {
    const stop = () => this.#scheduler.stop(job);
    return {
      name,
      trigger,
      get nextDue() {
        return job.dueMs === null ? undefined : new Date(job.dueMs);
      },
      get running() {
        return lane.running;
      },
      get queued() {
        return lane.queued;
      },
      get history() {
        return lane.history;
      },
      stop,
      [Symbol.dispose]: stop,
    };
  }

  #drain(timeoutMs: number): Promise<DrainReport> {
    // Closed first: a schedule that stops may tell its owner, who must not start anything any more.
    const report = drain(this.#liveRuns, timeoutMs);
    this.#scheduler.stopAll();
    return report;
  }
}

/**
 * Makes a runtime.
 *
 * @param options Clocks, chance and limits.
 * @returns A runtime that is open.
 * @throws {RangeError} If a limit is out of its bounds.
 *
 * @example A schedule, tried out on simulated time
 * ```ts
 * import { agent } from "puffinflow";
 * import { calendar, runtime, SimulatedClock, SimulatedWallClock } from "puffinflow/schedule";
 *
 * const report = agent("report")
 *   .input<{ day: string }>()
 *   .state("title", ({ input }) => `Report of ${input.day}`);
 *
 * const clock = new SimulatedClock();
 * const wallClock = new SimulatedWallClock(clock, new Date("2025-03-28T12:00:00Z"));
 * const titles: string[] = [];
 *
 * await using reports = runtime({ clock, wallClock });
 * reports.schedule(report, calendar("daily at 09:30", { timeZone: "Europe/Berlin" }), {
 *   input: (due) => ({ day: due.toISOString() }),
 *   onResult: (result) => titles.push(result.unwrap().title),
 * });
 * await clock.advance(3 * 24 * 3_600_000);
 *
 * if (titles.length !== 3) throw new Error("not daily");
 * if (titles[0] !== "Report of 2025-03-29T08:30:00.000Z") throw new Error("not in winter time");
 * if (titles[1] !== "Report of 2025-03-30T07:30:00.000Z") throw new Error("not in summer time");
 * ```
 *
 * @example An orderly end
 * ```ts
 * import { agent } from "puffinflow";
 * import { runtime, SimulatedClock } from "puffinflow/schedule";
 *
 * const quick = agent("quick").state("work", async () => await Promise.resolve("done"));
 * const hung = agent("hung").state("wait", () => new Promise(() => {}));
 *
 * const clock = new SimulatedClock();
 * const work = runtime({ clock });
 * const results = [work.run(quick, undefined), work.run(hung, undefined)];
 * const draining = work.drain({ timeoutMs: 5_000 }); // As a handler of SIGTERM would.
 * await clock.advance(5_000);
 *
 * const { drained, aborted, durationMs } = await draining;
 * if (drained !== 1 || aborted !== 1 || durationMs !== 5_000) throw new Error("unexpected end");
 * const statuses = (await Promise.all(results)).map(({ status }) => status);
 * if (statuses.join() !== "completed,cancelled") throw new Error(statuses.join());
 * ```
 */
export function runtime(options: RuntimeOptions = {}): Runtime {
  const { clock = systemClock, wallClock = systemWallClock, random = systemRandom } = options;
  const { wallCheckMs = 10_000, drainTimeoutMs = 30_000 } = options;
  if (!(wallCheckMs > 0 && wallCheckMs < Infinity)) {
    throw new RangeError(
      `Cannot make a runtime as 'wallCheckMs' must be above 0 and finite: current value is ${wallCheckMs}`,
    );
  }
  checkDrainTimeoutMs(drainTimeoutMs, "drainTimeoutMs");
  return new OpenRuntime({ clock, wallClock, random, wallCheckMs, drainTimeoutMs });
}

function checkDrainTimeoutMs(timeoutMs: number, option: string): void {
  if (timeoutMs >= 0) return;
  throw new RangeError(`Cannot drain as '${option}' must be 0 or more: current value is ${timeoutMs}`);
}
