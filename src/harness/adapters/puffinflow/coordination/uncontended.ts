/**
 * Programs with what nobody else wants: a lock, a permit, a barrier of one party, a quota, and the states that a lock
 * goes through. What is folded is read from the thing itself, so that one that does nothing is found out.
 * @module
 */
import { CyclicBarrier, Mutex, Quota, Semaphore } from "puffinflow/coordination";
import { cycleStep } from "../../../workload/micro/coordination.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroPrograms } from "../../micro_program.ts";
import { HandClock } from "../hand_clock.ts";

/** Marks an operation at which something was not as it must be. */
const FAULT = -1;

/** Permits of the semaphore, and units of the quota. */
const UNITS = 5;

/** Programs by scenario. */
export const uncontended: MicroPrograms = {
  lock({ operations, did }) {
    const mutex = new Mutex();
    let before = 0;
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const permit = await mutex.acquire();
          // Rights are numbered from 1 on: one that was not given would be missing in the count.
          value = nextStep(value, mutex.isLocked ? permit.token - before - 1 : FAULT);
          permit.release();
        }
        before += operations;
        did(operations);
        return mutex.isLocked ? FAULT : value;
      },
    };
  },

  semaphore({ operations, did }) {
    const semaphore = new Semaphore(UNITS);
    let before = 0;
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const permit = await semaphore.acquire();
          value = nextStep(value, semaphore.available === UNITS - 1 ? permit.token - before - 1 : FAULT);
          permit.release();
        }
        before += operations;
        did(operations);
        return semaphore.available === UNITS ? value : FAULT;
      },
    };
  },

  barrier({ operations, did }) {
    const barrier = new CyclicBarrier(1);
    return {
      async run(seed) {
        let value = seed;
        const first = barrier.generation;
        for (let operation = 0; operation < operations; operation++) {
          const { generation, position } = await barrier.arrive();
          value = nextStep(value, generation - first + position);
        }
        did(barrier.generation - first);
        return value;
      },
    };
  },

  "primitive-state"({ operations, did }) {
    const mutex = new Mutex();
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every program.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          value = cycleStep(value, operation, stateOf(mutex));
        }
        did(operations);
        return value;
      },
    };
  },

  quota({ operations, did }) {
    const quota = new Quota({ limit: UNITS, windowMs: 1_000, clock: new HandClock() });
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) value = cycleStep(value, operation, useUp(quota));
        did(operations);
        return value;
      },
    };
  },
};

/** Takes a lock through its states. */
function stateOf(mutex: Mutex): number {
  const wasFree = !mutex.isLocked, permit = mutex.tryAcquire();
  const isTaken = mutex.isLocked, isRefused = mutex.tryAcquire() === null;
  permit?.release();
  return Number(wasFree) | Number(isTaken) << 1 | Number(isRefused) << 2 | Number(!mutex.isLocked) << 3;
}

/** Takes one unit more than there are, and gives them back. */
function useUp(quota: Quota): number {
  let answers = 0;
  for (let unit = 0; unit <= UNITS; unit++) answers |= Number(quota.tryTake("ada")) << unit;
  if (quota.remaining("ada") !== 0) return FAULT;
  quota.giveBack("ada", UNITS);
  return answers;
}
