/**
 * Programs with leases that nobody else wants, and with a pool that has no room.
 * @module
 */
import { type Amounts, type Lease, ResourcePool } from "puffinflow/resources";
import { answerStep, isOpening } from "../../../workload/micro/openings.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** What there is of everything: the pool of the benchmarks that this suite descends from. */
const CAPACITY = { cpu: 16, memoryMb: 8_192, custom1: 10, custom2: 5, gpuMemoryMb: 2_048 } as const;

/** Marks an operation at which something was not as it must be. */
const FAULT = -1;

/** Programs by scenario. */
export const leases: MicroPrograms = {
  single: acquiring({ cpu: 1, memoryMb: 512 }),
  complex: acquiring({ cpu: 2, memoryMb: 1_024, custom1: 2, gpuMemoryMb: 256 }),

  async "can-allocate"({ operations, did }) {
    const pool = new ResourcePool(CAPACITY);
    const others = await pool.acquire({ cpu: CAPACITY.cpu - 1 });
    let last: Lease = await pool.acquire({ cpu: 1 });
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every program.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          if (isOpening(seed, operation)) last.release();
          const lease = pool.tryAcquire({ cpu: 1, memoryMb: 512 });
          value = answerStep(value, operation, lease !== null);
          last = lease ?? last;
        }
        did(operations);
        return pool.held === 2 && last.isHeld && others.isHeld ? value : FAULT;
      },
    };
  },
};

function acquiring(amounts: Amounts): MicroProgram {
  return ({ operations, did }) => {
    const pool = new ResourcePool(CAPACITY);
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const lease = await pool.acquire(amounts);
          value = nextStep(value, pool.held === 1 && lease.isHeld ? operation : FAULT);
          lease.release();
        }
        did(operations);
        return pool.free.cpu === CAPACITY.cpu ? value : FAULT;
      },
    };
  };
}
