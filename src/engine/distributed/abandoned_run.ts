/**
 * Runs that end without anybody who works on them: cancelled before they began, or given up by the queue.
 * @module
 */
import type { JournalRecord, NewRun } from "../durability/checkpoints/checkpoint_store.ts";
import { CheckpointStoreError, ClaimLostError } from "../durability/checkpoints/checkpoint_error.ts";
import type { EndedData } from "../durability/journal/recorded_ending.ts";
import { errorFacts } from "../durability/journal/recorded_error.ts";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import type { Fleet } from "./fleet.ts";
import { RedisClaim } from "./redis/redis_claim.ts";

/** How a run ends. */
export interface AbandonedEnd {
  readonly status: "cancelled" | "failed";
  /** What the result gives as error. */
  readonly error: unknown;
}

/** How often the number of the last record is looked up: others may have written meanwhile. */
const MOST_ATTEMPTS = 5;

/**
 * Records the end of a run that nobody works on.
 *
 * @param fleet Where it is.
 * @param run The run.
 * @param end How it ends.
 * @returns Whether it has ended now, this way or another: not, if somebody works on it.
 */
export async function endAbandoned(fleet: Fleet, run: NewRun, end: AbandonedEnd): Promise<boolean> {
  const { redis, store } = fleet, { id, agent } = run;
  const place = { redis, keys: store.keys, store: store.name };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    // Nobody's lock, held by nobody.
    const nobody = { id, agent, fence: 0, lock: `${store.keys.lock(id)}:nobody`, token: "" };
    const claim = new RedisClaim(nobody, place, () => Promise.resolve());
    try {
      await claim.putIfAbsent(endRecord(await redis.hlen(store.keys.journal(id)) + 1, end));
      return true;
    } catch (error) {
      if (error instanceof ClaimLostError) return false;
      if (!(error instanceof CheckpointStoreError)) throw error;
    }
  }
  return false;
}

function endRecord(sequence: number, { status, error }: AbandonedEnd): JournalRecord {
  const data: EndedData = { status, error: errorFacts(error), states: {}, channels: {}, compensations: [] };
  return { sequence, key: "ended:", kind: "ended", atMs: systemWallClock.wallNow(), ends: status, data };
}
