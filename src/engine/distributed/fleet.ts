/**
 * What those who submit runs and those who work on them share: connections, the store and the queues.
 * @module
 */
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { DistributedSettings } from "./distributed_options.ts";
import { Bulletin } from "./redis/bulletin.ts";
import { connect, disconnect } from "./redis/connection.ts";
import { RedisCheckpoints } from "./redis/redis_checkpoints.ts";
import { type QueueKind, queueName, type RunJobData } from "./run_job.ts";

/** A queue of runs. */
export type RunQueueOf = Queue<RunJobData, void, "run">;

/** Connections and queues of this process. */
export class Fleet {
  readonly settings: DistributedSettings;
  readonly redis: Redis;
  readonly bulletin: Bulletin;
  readonly store: RedisCheckpoints;
  readonly #queues: Map<string, RunQueueOf> = new Map();

  /**
   * Opens connections.
   *
   * @param settings Where to, and how.
   */
  constructor(settings: DistributedSettings) {
    const { connection, prefix, lockMs } = settings;
    this.settings = settings;
    this.redis = connect(connection, null);
    this.bulletin = new Bulletin(connect(connection, null));
    this.store = new RedisCheckpoints(this.redis, { prefix, leaseMs: lockMs });
  }

  /** Gives the queue of an agent's runs. */
  queue(kind: QueueKind, agent: string): RunQueueOf {
    const name = queueName(kind, agent);
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      queue = new Queue(name, { connection: this.redis, prefix: this.settings.prefix });
      queue.on("error", () => {});
      this.#queues.set(name, queue);
    }
    return queue;
  }

  /** Closes all of it. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#queues.values(), (queue) => queue.close()));
    await this.bulletin.close();
    await disconnect(this.redis);
  }
}
