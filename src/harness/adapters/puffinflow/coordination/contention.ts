/**
 * Programs in which tasks want the same thing: locks, a semaphore, a barrier. Who is served when is folded into the
 * digest; there are no waits but for each other.
 * @module
 */
import { CyclicBarrier, Mutex, Semaphore } from "puffinflow/coordination";
import { quantileOf } from "../../../../stats/quantile.ts";
import { CONTENDED_SEMAPHORE, meetingStep, PARTIES } from "../../../workload/micro/coordination.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { turnStep } from "../../../workload/micro/turns.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** Meetings that are looked at for a figure, after as many that warm up. */
const WATCHED_MEETINGS = 5_000;

/** Programs by scenario. */
export const contention: MicroPrograms = {
  "lock-contention-10": lockFor(10),
  "lock-contention-100": lockFor(100),

  "semaphore-contention"({ operations, did }) {
    const { tasks, permits } = CONTENDED_SEMAPHORE, turns = operations / tasks;
    const semaphore = new Semaphore(permits);
    let before = 0;
    return {
      async run(seed) {
        let value = seed, inside = 0, peak = 0, served = 0;
        await Promise.all(Array.from({ length: tasks }, async (_, task) => {
          for (let turn = 0; turn < turns; turn++) {
            const permit = await semaphore.acquire();
            value = turnStep(value, task, permit.token - before - 1);
            peak = Math.max(peak, ++inside);
            // Holds on until all others that may come in are in.
            await undefined;
            inside--;
            served++;
            permit.release();
          }
        }));
        before += served;
        did(served);
        return nextStep(value, peak);
      },
    };
  },

  "barrier-sync"({ operations, did }) {
    const barrier = new CyclicBarrier(PARTIES), meetings = operations / PARTIES;
    return {
      async run(seed) {
        const first = barrier.generation;
        let value = seed;
        await Promise.all(Array.from({ length: PARTIES }, async (_, party) => {
          for (let meeting = 0; meeting < meetings; meeting++) {
            const { generation, position } = await barrier.arrive();
            value = meetingStep(value, generation - first, { party, position });
          }
        }));
        did((barrier.generation - first) * PARTIES);
        return value;
      },
      async figures() {
        await spreadsUs(barrier);
        return { "release-to-resume-us-p50": quantileOf(await spreadsUs(barrier), 0.5) };
      },
    };
  },
};

function lockFor(tasks: number): MicroProgram {
  return ({ operations, did }) => {
    const mutex = new Mutex(), turns = operations / tasks;
    let before = 0;
    return {
      async run(seed) {
        let value = seed, served = 0;
        await Promise.all(Array.from({ length: tasks }, async (_, task) => {
          for (let turn = 0; turn < turns; turn++) {
            const permit = await mutex.acquire();
            value = turnStep(value, task, permit.token - before - 1);
            served++;
            permit.release();
          }
        }));
        before += served;
        did(served);
        return value;
      },
    };
  };
}

/** How long after the last party's arrival the last party goes on, for each meeting. */
async function spreadsUs(barrier: CyclicBarrier): Promise<readonly number[]> {
  const spreads: number[] = [];
  await Promise.all(Array.from({ length: PARTIES }, async (_, party) => {
    const isLast = party === PARTIES - 1;
    for (let meeting = 0; meeting < WATCHED_MEETINGS; meeting++) {
      const releasedMs = isLast ? performance.now() : 0;
      const { position } = await barrier.arrive();
      // Whoever comes last goes on last: by then all others have.
      if (isLast && position === party) spreads.push((performance.now() - releasedMs) * 1_000);
    }
  }));
  return spreads;
}
