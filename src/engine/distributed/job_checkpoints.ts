/**
 * The store of runs as a worker sees it: its runs are jobs that it was given, and its right to write their journals is
 * the jobs' locks. What the job tells is not asked for again: a run that begins reads nothing.
 * @module
 */
import type { Redis } from "ioredis";
import { ClaimLostError } from "../durability/checkpoints/checkpoint_error.ts";
import type {
  CheckpointStore,
  JournalRecord,
  NewSignal,
  PruneQuery,
  RunClaim,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "../durability/checkpoints/checkpoint_store.ts";
import { RedisClaim } from "./redis/redis_claim.ts";
import type { RedisCheckpoints } from "./redis/redis_checkpoints.ts";
import { mayResume, type RunJob } from "./run_job.ts";

/** The store behind it. */
export interface JobPlace {
  readonly redis: Redis;
  readonly store: RedisCheckpoints;
  /** What all keys begin with. */
  readonly prefix: string;
}

/** Runs that this worker was given. */
export class JobCheckpoints implements CheckpointStore {
  readonly name: string;
  readonly #place: JobPlace;
  readonly #jobs: Map<string, RunJob> = new Map();

  /**
   * Makes one.
   *
   * @param place The store behind it.
   */
  constructor(place: JobPlace) {
    this.name = place.store.name;
    this.#place = place;
  }

  /** Takes a job that was given out to this worker. */
  take(job: RunJob): void {
    this.#jobs.set(job.data.run.id, job);
  }

  /** Gives it back. */
  giveBack(job: RunJob): void {
    if (this.#jobs.get(job.data.run.id) === job) this.#jobs.delete(job.data.run.id);
  }

  create(): Promise<StoredRun> {
    throw new Error("invariant violated: a worker begins no runs");
  }

  find(id: string): Promise<StoredRun | undefined> {
    const job = this.#jobs.get(id);
    if (job === undefined) return this.#place.store.find(id);
    return mayResume(job) ? this.#place.store.find(id) : Promise.resolve({ ...job.data.run, status: "open" });
  }

  claim(id: string): Promise<RunClaim> {
    const job = this.#jobs.get(id), { redis, store, prefix } = this.#place;
    if (job?.id === undefined || job.token === undefined) return Promise.reject(new ClaimLostError(id, 0));
    const lock = `${prefix}:${job.queueName}:${job.id}:lock`, fence = job.attemptsStarted;
    const claimed = { id, agent: job.data.run.agent, fence, lock, token: job.token };
    // BullMQ gives the lock up when the job's function has returned.
    const claim = new RedisClaim(claimed, { redis, keys: store.keys, store: this.name }, () => Promise.resolve());
    return Promise.resolve(claim);
  }

  load(id: string): Promise<readonly JournalRecord[]> {
    const job = this.#jobs.get(id);
    return job === undefined || mayResume(job) ? this.#place.store.load(id) : Promise.resolve([]);
  }

  send(id: string, signal: NewSignal): Promise<StoredSignal> {
    return this.#place.store.send(id, signal);
  }

  signals(id: string): Promise<readonly StoredSignal[]> {
    return this.#place.store.signals(id);
  }

  list(query: RunQuery): Promise<readonly StoredRun[]> {
    return this.#place.store.list(query);
  }

  drop(id: string): Promise<boolean> {
    return this.#place.store.drop(id);
  }

  prune(query: PruneQuery): Promise<number> {
    return this.#place.store.prune(query);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
