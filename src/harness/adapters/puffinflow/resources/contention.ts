/**
 * Programs in which jobs want more than there is. They hold what they get until the program says so: no wait is real.
 * @module
 */
import { type Lease, ResourcePool } from "puffinflow/resources";
import { quantileOf } from "../../../../stats/quantile.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { CONCURRENT, CONTENDED_POOL, IDEAL_ROUNDS } from "../../../workload/micro/resources.ts";
import { turnStep } from "../../../workload/micro/turns.ts";
import type { MicroPrograms } from "../../micro_program.ts";

/** Waves that are looked at for figures, after as many that warm up. */
const WATCHED_WAVES = 1_000;

/** Spoils the count of rounds. */
const FAULT = -1_000;

/** What became of one wave of jobs. */
interface Wave {
  /** Jobs in the order in which they were served. */
  readonly served: number[];
  /** How long each waited, in that order; `null` where nobody looks. */
  readonly waitsUs: number[] | null;
  /** Most jobs that held something at a time. */
  peak: number;
}

/** Programs by scenario. */
export const contention: MicroPrograms = {
  contention({ operations, did }) {
    const pool = new ResourcePool({ unit: CONTENDED_POOL.capacity });
    return {
      async run(seed) {
        let value = seed, turn = 0, peak = 0;
        while (turn < operations) {
          const wave = await waveOf(pool, null);
          for (const job of wave.served) value = turnStep(value, job, turn++);
          peak = Math.max(peak, wave.peak);
        }
        did(turn);
        return nextStep(value, peak);
      },
      async figures() {
        const waits: number[] = [];
        let inversions = 0;
        for (let wave = 0; wave < 2 * WATCHED_WAVES; wave++) {
          const waitsUs: number[] = [], { served } = await waveOf(pool, waitsUs);
          if (wave < WATCHED_WAVES) continue;
          waits.push(...waitsUs);
          inversions += served.filter((job, place) => place > 0 && job < served[place - 1]!).length;
        }
        return {
          "wait-us-p50": quantileOf(waits, 0.5),
          "wait-us-p99": quantileOf(waits, 0.99),
          "fifo-inversions": inversions,
        };
      },
    };
  },

  "concurrent-10"({ operations, did }) {
    const pool = new ResourcePool({ unit: CONCURRENT.capacity });
    let rounds = 0, batches = 0;
    return {
      async run(seed) {
        let value = seed, turn = 0;
        rounds = batches = 0;
        while (turn < operations) {
          const batch = await batchOf(pool);
          for (const task of batch.served) value = turnStep(value, task, turn++);
          value = nextStep(value, batch.rounds);
          rounds += batch.rounds;
          batches++;
        }
        did(turn);
        return value;
      },
      figures: () => ({ "schedule-efficiency-percent": 100 * IDEAL_ROUNDS * batches / rounds }),
    };
  },
};

async function waveOf(pool: ResourcePool, waitsUs: number[] | null): Promise<Wave> {
  const wave: Wave = { served: [], waitsUs, peak: 0 };
  let inside = 0;
  await Promise.all(Array.from({ length: CONTENDED_POOL.jobs }, async (_, job) => {
    const askedMs = waitsUs === null ? 0 : performance.now();
    const lease = await pool.acquire({ unit: CONTENDED_POOL.unitsPerJob });
    waitsUs?.push((performance.now() - askedMs) * 1_000);
    wave.served.push(job);
    wave.peak = Math.max(wave.peak, ++inside);
    if (inside > pool.held) throw new Error(`Only ${pool.held} of ${inside} jobs inside have a lease`);
    // Holds on until all others that have room are in.
    await undefined;
    inside--;
    lease.release();
  }));
  return wave;
}

/** Lets all tasks come at once, and lets go of what is held once a round. */
async function batchOf(pool: ResourcePool): Promise<{ readonly served: readonly number[]; readonly rounds: number }> {
  const served: number[] = [], held: Lease[] = [];
  for (let task = 0; task < CONCURRENT.tasks; task++) {
    void pool.acquire({ unit: CONCURRENT.unitsPerTask }).then((lease) => {
      served.push(task);
      held.push(lease);
    });
  }
  await undefined;
  let rounds = 0;
  while (held.length > 0) {
    // A lease that two tasks believe to have is none of the pool's.
    rounds += held.length === pool.held ? 1 : FAULT;
    for (const lease of held.splice(0)) lease.release();
    await undefined;
  }
  return { served, rounds };
}
