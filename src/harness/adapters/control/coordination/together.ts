/**
 * Plain code where tasks wait for each other: with what is written by hand in a few lines.
 * @module
 */
import {
  CONTENDED_SEMAPHORE,
  itemStep,
  meetingStep,
  PARTIES,
  POOL_WORK,
} from "../../../workload/micro/coordination.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { turnStep } from "../../../workload/micro/turns.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";
import { PlainBarrier, PlainSemaphore } from "./hand_written.ts";

function lockFor(tasks: number): MicroProgram {
  return ({ operations, did }) => {
    const lock = new PlainSemaphore(1), turns = operations / tasks;
    return {
      async run(seed) {
        let value = seed, served = 0;
        await Promise.all(Array.from({ length: tasks }, async (_, task) => {
          for (let turn = 0; turn < turns; turn++) {
            await lock.acquire();
            value = turnStep(value, task, served++);
            lock.release();
          }
        }));
        did(served);
        return value;
      },
    };
  };
}

const semaphoreContention: MicroProgram = ({ operations, did }) => {
  const { tasks, permits } = CONTENDED_SEMAPHORE, semaphore = new PlainSemaphore(permits), turns = operations / tasks;
  return {
    async run(seed) {
      let value = seed, inside = 0, peak = 0, served = 0;
      await Promise.all(Array.from({ length: tasks }, async (_, task) => {
        for (let turn = 0; turn < turns; turn++) {
          await semaphore.acquire();
          value = turnStep(value, task, served++);
          peak = Math.max(peak, ++inside);
          await undefined;
          inside--;
          semaphore.release();
        }
      }));
      did(served);
      return nextStep(value, peak);
    },
  };
};

const barrierSync: MicroProgram = ({ operations, did }) => {
  const barrier = new PlainBarrier(PARTIES), meetings = operations / PARTIES;
  return {
    async run(seed) {
      const first = barrier.generation;
      let value = seed;
      await Promise.all(Array.from({ length: PARTIES }, async (_, party) => {
        for (let meeting = 0; meeting < meetings; meeting++) {
          const position = await barrier.arrive();
          value = meetingStep(value, meeting, { party, position });
        }
      }));
      did((barrier.generation - first) * PARTIES);
      return value;
    },
  };
};

/** Functions that take from a list instead of workers that take from a queue. */
const poolWork: MicroProgram = ({ operations, did }) => {
  const times = new Uint8Array(operations), outputs = new Uint32Array(operations);
  return {
    async run(seed) {
      let next = 0, done = 0;
      times.fill(0);
      // deno-lint-ignore require-await -- Whoever calls it waits for it, as for a run.
      const work = async (item: number) => {
        times[item]!++;
        done++;
        return nextStep(seed, item);
      };
      await Promise.all(Array.from({ length: POOL_WORK.workers }, async () => {
        for (let item = next++; item < operations; item = next++) outputs[item] = await work(item);
      }));
      did(done);
      return outputs.reduce((value, output, item) => itemStep(value, output, times[item]!), seed);
    },
  };
};

/** Programs by scenario. */
export const together: MicroPrograms = {
  "lock-contention-10": lockFor(10),
  "lock-contention-100": lockFor(100),
  "semaphore-contention": semaphoreContention,
  "barrier-sync": barrierSync,
  "pool-work": poolWork,
};
