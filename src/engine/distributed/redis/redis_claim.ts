/**
 * The right to write a run's journal in Redis: it lasts as long as a key of Redis holds what it held when the claim was
 * made. Which key that is, whoever makes the claim says: the store's lease, or the lock of the job that the run is.
 * @module
 */
import type { Redis } from "ioredis";
import { CheckpointStoreError, ClaimLostError } from "../../durability/checkpoints/checkpoint_error.ts";
import type { JournalRecord, RunClaim } from "../../durability/checkpoints/checkpoint_store.ts";
import { openLine, sealedLine } from "../../durability/checkpoints/sealed_line.ts";
import type { RunKeys } from "./run_keys.ts";
import { PUT } from "./run_scripts.ts";

/** What a claim is of. */
export interface ClaimedRun {
  readonly id: string;
  /** Name of its agent. */
  readonly agent: string;
  /** Number of the claim. */
  readonly fence: number;
  /** Key of the lock. */
  readonly lock: string;
  /** What the lock holds as long as the claim lasts. */
  readonly token: string;
}

/** Where it is written. */
export interface ClaimPlace {
  readonly redis: Redis;
  readonly keys: RunKeys;
  /** Name of the store. */
  readonly store: string;
}

/** A claim. */
export class RedisClaim implements RunClaim {
  readonly fence: number;
  readonly #run: ClaimedRun;
  readonly #place: ClaimPlace;
  readonly #onRelease: () => Promise<void>;
  #isOver = false;

  /**
   * Makes one.
   *
   * @param run What it is of.
   * @param place Where it is written.
   * @param onRelease Gives the lock up.
   */
  constructor(run: ClaimedRun, place: ClaimPlace, onRelease: () => Promise<void>) {
    this.fence = run.fence;
    this.#run = run;
    this.#place = place;
    this.#onRelease = onRelease;
  }

  async putIfAbsent(record: JournalRecord): Promise<JournalRecord> {
    const { id } = this.#run;
    if (this.#isOver) throw new ClaimLostError(id, this.fence);
    const answer = await this.#put(record);
    if (answer === 1) return record;
    if (typeof answer === "string") return openLine(answer, { id, place: () => `record "${record.key}" in Redis` });
    if (answer === 0) {
      this.#isOver = true;
      throw new ClaimLostError(id, this.fence);
    }
    // An earlier one was refused: records are kept in order, so that what is left is the run as it once was.
    const why = new Error(`record ${(answer as number[])[0]} has to be kept before record ${record.sequence}`);
    throw new CheckpointStoreError(this.#place.store, `record a step of run "${id}"`, why);
  }

  async release(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#onRelease();
  }

  async #put(record: JournalRecord): Promise<unknown> {
    const { id, agent, lock, token } = this.#run, { redis, keys, store } = this.#place;
    const { key, sequence, ends = "", atMs } = record;
    const names = [lock, keys.journal(id), keys.run(id), keys.endedOf(agent), keys.endNews];
    try {
      return await PUT.run(redis, names, [token, key, sealedLine(id, record), sequence, id, ends, atMs]);
    } catch (error) {
      throw new CheckpointStoreError(store, `record a step of run "${id}"`, error);
    }
  }
}
