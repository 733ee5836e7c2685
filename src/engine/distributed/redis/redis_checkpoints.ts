/**
 * Runs kept in Redis, for durable agents in any number of processes on any number of machines. Who works on a run holds
 * a lease; each record is written by the holder of the lease only, and by the first who writes it.
 * @module
 */
import type { Redis } from "ioredis";
import { systemClock } from "../../../time/system_clock.ts";
import {
  CheckpointStoreError,
  RunLockedError,
  UnknownRunError,
} from "../../durability/checkpoints/checkpoint_error.ts";
import type {
  CheckpointStore,
  JournalRecord,
  NewRun,
  NewSignal,
  PruneQuery,
  RunClaim,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "../../durability/checkpoints/checkpoint_store.ts";
import { inSequence, openLine, sealedLine } from "../../durability/checkpoints/sealed_line.ts";
import { connect, disconnect } from "./connection.ts";
import { RedisClaim } from "./redis_claim.ts";
import { RedisLease } from "./redis_lease.ts";
import { RunKeys } from "./run_keys.ts";
import { CLAIM, CREATE, DROP, SEND } from "./run_scripts.ts";

/** Settings of a store in Redis. */
export interface RedisCheckpointOptions {
  /** What all its keys begin with; the braces keep them in one slot of a cluster. @default {"{puffin}"} */
  readonly prefix?: string;
  /**
   * How long a run stays claimed by a process that does not answer any more, in milliseconds, a whole number of 100 or
   * more. @default {30_000}
   */
  readonly leaseMs?: number;
}

/** Runs that are looked at in one go while a list is made, or old ones are removed. */
const PAGE = 500;

/** How often a command waits for a new connection before it fails. */
const MOST_RETRIES = 20;

/** A store in Redis. */
export class RedisCheckpoints implements CheckpointStore {
  readonly name: string;
  readonly keys: RunKeys;
  readonly #redis: Redis;
  readonly #leaseMs: number;
  readonly #leases: Set<RedisLease> = new Set();

  /**
   * Makes one.
   *
   * @param redis The connection; it is the store's from now on.
   * @param options Settings, checked.
   */
  constructor(redis: Redis, { prefix, leaseMs }: Required<RedisCheckpointOptions>) {
    this.name = `the Redis store ${JSON.stringify(prefix)}`;
    this.keys = new RunKeys(prefix);
    this.#redis = redis;
    this.#leaseMs = leaseMs;
  }

  async create(run: NewRun): Promise<StoredRun> {
    const { id, agent } = run, { keys } = this;
    return await this.#do(`create run "${id}"`, async () => {
      const names = [keys.run(id), keys.runs, keys.runsOf(agent)];
      const kept = await CREATE.run(this.#redis, names, [id, sealedLine(id, run)]) as readonly (string | null)[];
      return storedRun(id, kept)!;
    });
  }

  async find(id: string): Promise<StoredRun | undefined> {
    return (await this.#found([id]))[0];
  }

  async claim(id: string, holder: string): Promise<RunClaim> {
    const { keys } = this, lock = keys.lock(id), leaseMs = this.#leaseMs, redis = this.#redis;
    const answer = await this.#do(`claim run "${id}"`, () => CLAIM.run(redis, [keys.run(id), lock], [holder, leaseMs]));
    if (answer === "unknown") throw new UnknownRunError(id, this.name);
    if (typeof answer !== "number") throw new RunLockedError(id, holderIn((answer as string[])[0]!));
    const token = `${answer} ${holder}`, agent = (await this.find(id))!.agent;
    const lease = new RedisLease({ redis, lock, token, leaseMs, clock: systemClock });
    this.#leases.add(lease);
    return new RedisClaim({ id, agent, fence: answer, lock, token }, { redis, keys, store: this.name }, async () => {
      this.#leases.delete(lease);
      await lease.release();
    });
  }

  async load(id: string): Promise<readonly JournalRecord[]> {
    const { keys } = this;
    const [exists, lines] = await this.#do(
      `read run "${id}"`,
      () => Promise.all([this.#redis.exists(keys.run(id)), this.#redis.hgetall(keys.journal(id))]),
    );
    if (exists === 0) throw new UnknownRunError(id, this.name);
    return recordsIn(id, lines);
  }

  async send(id: string, signal: NewSignal): Promise<StoredSignal> {
    const { keys } = this, names = [keys.run(id), keys.signals(id)];
    const number = await this.#do(
      `send a signal to run "${id}"`,
      () => SEND.run(this.#redis, names, [sealedLine(id, signal)]),
    );
    if (number === 0) throw new UnknownRunError(id, this.name);
    return { number: number as number, ...signal };
  }

  async signals(id: string): Promise<readonly StoredSignal[]> {
    const lines = await this.#do(
      `read the signals of run "${id}"`,
      () => this.#redis.lrange(this.keys.signals(id), 0, -1),
    );
    return lines.map((line, index) => ({
      number: index + 1,
      ...openLine<NewSignal>(line, { id, place: () => `signal ${index + 1} in Redis` }),
    }));
  }

  async list({ agent, status, after, limit }: RunQuery): Promise<readonly StoredRun[]> {
    const index = agent === undefined ? this.keys.runs : this.keys.runsOf(agent), runs: StoredRun[] = [];
    for (let last = after; runs.length < limit;) {
      const from = last === undefined ? "-" : `(${last}`;
      const ids = await this.#do("list runs", () => this.#redis.zrangebylex(index, from, "+", "LIMIT", 0, PAGE));
      const found = await this.#found(ids);
      runs.push(
        ...found.filter((run) => run !== undefined && (status === undefined || run.status === status))
          .map((run) => run!),
      );
      if (ids.length < PAGE) break;
      last = ids.at(-1);
    }
    return runs.slice(0, limit);
  }

  async drop(id: string): Promise<boolean> {
    const run = await this.find(id);
    if (run === undefined) return false;
    const answer = await this.#drop(id, run.agent);
    if (typeof answer !== "number") throw new RunLockedError(id, holderIn((answer as string[])[0]!));
    return answer === 1;
  }

  async prune({ agent, endedBeforeMs, maxCount }: PruneQuery): Promise<number> {
    const index = this.keys.endedOf(agent);
    const old = endedBeforeMs === -Infinity
      ? []
      : await this.#redis.zrangebyscore(index, "-inf", endedBeforeMs === Infinity ? "+inf" : `(${endedBeforeMs}`);
    const surplus = maxCount === Infinity ? [] : await this.#redis.zrevrange(index, maxCount, -1);
    let count = 0;
    for (const id of new Set([...old, ...surplus])) {
      if (await this.#drop(id, agent) === 1) count++;
    }
    return count;
  }

  async close(): Promise<void> {
    await Promise.allSettled(Array.from(this.#leases, (lease) => lease.release()));
    this.#leases.clear();
    await disconnect(this.#redis);
  }

  #drop(id: string, agent: string): Promise<unknown> {
    const { keys } = this;
    const parts = [keys.run(id), keys.lock(id), keys.journal(id), keys.signals(id)];
    const indexes = [keys.runs, keys.runsOf(agent), keys.endedOf(agent)];
    return this.#do(`forget run "${id}"`, () => DROP.run(this.#redis, [...parts, ...indexes], [id]));
  }

  async #found(ids: readonly string[]): Promise<(StoredRun | undefined)[]> {
    const reads = ids.map((id) =>
      Promise.all([
        this.#redis.hmget(this.keys.run(id), "head", "status", "endedAtMs"),
        this.#redis.get(this.keys.lock(id)),
      ])
    );
    const found = await this.#do("read runs", () => Promise.all(reads));
    return found.map(([facts, lock], index) => {
      const run = storedRun(ids[index]!, facts);
      return run === undefined || lock === null ? run : { ...run, holder: holderIn(lock) };
    });
  }

  async #do<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new CheckpointStoreError(this.name, action, error);
    }
  }
}

/**
 * Reads the lines of a journal.
 *
 * @param id The run.
 * @param lines Lines by the keys of their records.
 * @returns Its records in order.
 * @throws {CorruptRecordError} If one was changed, or is missing.
 */
export function recordsIn(id: string, lines: Readonly<Record<string, string>>): JournalRecord[] {
  const records = Object.entries(lines).map(([key, line]) =>
    openLine<JournalRecord>(line, { id, place: () => `record "${key}" in Redis` })
  );
  return inSequence(records.toSorted((a, b) => a.sequence - b.sequence), { id, place: () => "the journal in Redis" });
}

/** Makes a run of head, status and time of the end. */
function storedRun(id: string, [head, status, endedAtMs]: readonly (string | null)[]): StoredRun | undefined {
  if (head === null || head === undefined) return undefined;
  const run = openLine<NewRun>(head, { id, place: () => "the head of the run in Redis" });
  const end = endedAtMs === null || endedAtMs === undefined ? {} : { endedAtMs: Number(endedAtMs) };
  return { ...run, status: status as StoredRun["status"], ...end };
}

/** A lock holds a number and its holder. */
function holderIn(lock: string): string {
  return lock.slice(lock.indexOf(" ") + 1);
}

/**
 * Opens a store in Redis or Valkey, for {@linkcode durable} agents of many machines. What a step's record survives, the
 * server's settings decide: with `appendfsync always` a power cut, with `everysec` a crash of the server.
 *
 * @param url Where the server is: `redis://host:port`, or `rediss://` with TLS.
 * @param options Settings.
 * @returns The store. `close()` gives up its claims and ends the connection.
 * @throws {RangeError} If `leaseMs` is out of its bounds.
 * @throws {TypeError} If the prefix has no hash tag.
 */
export function redisCheckpoints(url: string, options: RedisCheckpointOptions = {}): CheckpointStore {
  const { prefix = "{puffin}", leaseMs = 30_000 } = options;
  if (!Number.isSafeInteger(leaseMs) || leaseMs < 100) {
    throw new RangeError(
      `Cannot open a store in Redis as 'leaseMs' must be a whole number of 100 or more: current value is ${leaseMs}`,
    );
  }
  if (!/\{[^{}]+\}/.test(prefix)) {
    const value = JSON.stringify(prefix);
    throw new TypeError(
      `Cannot open a store in Redis as 'prefix' must have a hash tag in braces, as "{puffin}": current value is ${value}`,
    );
  }
  return new RedisCheckpoints(connect(url, MOST_RETRIES), { prefix, leaseMs });
}
