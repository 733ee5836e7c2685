/**
 * PuffinFlow's locks, limiters and the like, one by one: programs of the suite `coordination`.
 * @module
 */
import { Mutex } from "puffinflow/coordination";
import { nextStep } from "../../workload/micro/oracle.ts";
import type { MicroPrograms } from "../micro_program.ts";

/** Programs by scenario. */
export const coordination: MicroPrograms = {
  lock({ operations, did }) {
    const mutex = new Mutex();
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const permit = await mutex.acquire();
          value = nextStep(value, operation);
          permit.release();
        }
        did(operations);
        return value;
      },
    };
  },
};
