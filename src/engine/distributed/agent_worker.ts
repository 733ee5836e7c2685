/**
 * Works on the runs of one agent that this process is given.
 * @module
 */
import { DelayedError, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import type { DefinedAgent } from "../agent/defined_agent.ts";
import { ClaimLostError, CorruptRecordError } from "../durability/checkpoints/checkpoint_error.ts";
import { durableSettings } from "../durability/durable_options.ts";
import { RunSuspendedError } from "../durability/durable_run.ts";
import { fingerprintOf } from "../durability/journal/fingerprint.ts";
import { SaveFailedError } from "../durability/journal/save_failure.ts";
import type { OpenedRun } from "../durability/live_runs.ts";
import { RunKeeper } from "../durability/run_keeper.ts";
import { endAbandoned } from "./abandoned_run.ts";
import type { Fleet } from "./fleet.ts";
import { JobCheckpoints } from "./job_checkpoints.ts";
import { jobId, mayResume, type QueueKind, queueName, type RunJob, type RunJobData } from "./run_job.ts";

/** What a worker is fitted with. */
export interface AgentWorkerParts {
  readonly fleet: Fleet;
  readonly agent: DefinedAgent;
  readonly kind: QueueKind;
  /** Most runs at once. */
  readonly concurrency: number;
  readonly onWarning: (error: unknown) => void;
  /** Ids of runs that were cancelled a moment ago: their jobs may be on their way here. */
  readonly justCancelled: ReadonlySet<string>;
  /** Lets a run of the quarantine be alone in this process. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

/** How long a run waits for a worker with its version before it is offered again, in milliseconds. */
const OFFER_AGAIN_MS = 1_000;

/** How often a run may end a process in quarantine before it is given up. */
const MOST_STALLS_IN_QUARANTINE = 1;

/** A worker. */
export class AgentWorker {
  readonly #parts: AgentWorkerParts;
  readonly #jobs: JobCheckpoints;
  readonly #keeper: RunKeeper;
  readonly #fingerprint: string;
  readonly #bull: Worker<RunJobData, void, "run">;
  readonly #live: Map<string, OpenedRun> = new Map();

  /**
   * Starts one.
   *
   * @param parts What it needs.
   */
  constructor(parts: AgentWorkerParts) {
    const { fleet, agent, kind, concurrency, onWarning } = parts, { prefix, lockMs } = fleet.settings;
    this.#parts = parts;
    this.#jobs = new JobCheckpoints({ redis: fleet.redis, store: fleet.store, prefix });
    this.#keeper = new RunKeeper(agent, durableSettings({ store: this.#jobs }));
    this.#fingerprint = fingerprintOf(agent.describe());
    this.#bull = new Worker(queueName(kind, agent.name), (job) => this.#work(job), {
      connection: fleet.redis,
      prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      // One that was given out to a process that died goes into quarantine; there, the count matters.
      maxStalledCount: kind === "quarantine" ? MOST_STALLS_IN_QUARANTINE : Number.MAX_SAFE_INTEGER,
    });
    this.#bull.on("error", onWarning);
    this.#bull.on("lockRenewalFailed", (jobs) => this.#lose(jobs));
    this.#bull.on("failed", (job, error) => void this.#failed(job, error));
  }

  /** Cancels a run, if it is worked on here. */
  async cancel(run: string): Promise<void> {
    const live = this.#live.get(run);
    if (live !== undefined) live.cancel(await this.#cancelReason(run) ?? undefined);
  }

  /** Takes nothing more until `resume()`; resolves when nothing is worked on. */
  pause(): Promise<void> {
    return this.#bull.pause();
  }

  /** Takes runs again. */
  resume(): Promise<void> {
    return this.#bull.resume();
  }

  /** Takes nothing more, and resolves when nothing is worked on. */
  close(): Promise<void> {
    return this.#bull.close();
  }

  /** Gives back what is worked on, for others to go on with. */
  async suspend(): Promise<void> {
    await Promise.all(Array.from(this.#live.values(), (run) => run.suspend()));
  }

  /** Stops runs that the queue has given to others, or soon will. */
  #lose(jobs: readonly string[]): void {
    for (const [id, run] of this.#live) {
      if (jobs.includes(jobId(id))) run.abandon(new ClaimLostError(id, 0));
    }
  }

  async #work(job: RunJob): Promise<void> {
    const { kind, fleet } = this.#parts, { run, version } = job.data;
    if (version !== fleet.settings.version || run.fingerprint !== this.#fingerprint) return await this.#offerAgain(job);
    if (kind === "quarantine") return await this.#parts.alone(() => this.#run(job));
    if (job.stalledCounter > 0) return await this.#quarantine(job);
    await this.#run(job);
  }

  async #run(job: RunJob): Promise<void> {
    const { id } = job.data.run;
    this.#jobs.take(job);
    try {
      const live = await this.#keeper.resume(id);
      this.#live.set(id, live);
      if (this.#parts.justCancelled.has(id) || mayResume(job)) {
        const reason = await this.#cancelReason(id);
        if (reason !== null) live.cancel(reason);
      }
      await this.#settle(job, await live.result);
    } catch (error) {
      if (error instanceof CorruptRecordError) throw new UnrecoverableError(error.message);
      throw error;
    } finally {
      this.#live.delete(id);
      this.#jobs.giveBack(job);
    }
  }

  async #settle(job: RunJob, { status, error }: { readonly status: string; readonly error: unknown }): Promise<void> {
    if (error instanceof RunSuspendedError) {
      await job.moveToWait(job.token);
      throw new WaitingError();
    }
    // Not the run's fault: it goes on elsewhere, or here when the store works again.
    if (error instanceof ClaimLostError || error instanceof SaveFailedError) throw error;
    if (status === "failed" || status === "timed-out") throw new UnrecoverableError(textOf(error));
  }

  async #offerAgain(job: RunJob): Promise<never> {
    await job.moveToDelayed(systemWallClock.wallNow() + OFFER_AGAIN_MS, job.token);
    throw new DelayedError();
  }

  /** Its process died; so that it does not take others with it if that was its doing, it goes on alone. */
  async #quarantine(job: RunJob): Promise<void> {
    const { fleet, agent } = this.#parts, { run } = job.data;
    await fleet.queue("quarantine", agent.name).add("run", { ...job.data, resumes: true }, {
      ...job.opts,
      jobId: jobId(run.id),
    });
  }

  async #failed(job: RunJob | undefined, error: Error): Promise<void> {
    const { fleet, onWarning } = this.#parts;
    try {
      if (job === undefined || !await job.isFailed()) return onWarning(error);
      // Most have recorded their end; those that the queue gave up have not.
      await endAbandoned(fleet, job.data.run, { status: "failed", error });
    } catch (trouble) {
      onWarning(trouble);
    }
  }

  /** Why a run is to be cancelled; `null` when it is not. */
  async #cancelReason(run: string): Promise<unknown> {
    const { redis, store } = this.#parts.fleet, reason = await redis.hget(store.keys.run(run), "cancelled");
    return reason === null ? null : JSON.parse(reason).reason ?? undefined;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
