/**
 * Plain code for the suite `resources`: numbers that are counted down and up again, and a line for those who wait. Ways
 * of sharing out, preemption and the search for leaks have no counterpart of a few lines.
 * @module
 */
import { answerStep, isOpening } from "../../workload/micro/openings.ts";
import { nextStep } from "../../workload/micro/oracle.ts";
import { CONCURRENT, CONTENDED_POOL, QUOTA_SCOPES } from "../../workload/micro/resources.ts";
import { turnStep } from "../../workload/micro/turns.ts";
import type { MicroProgram, MicroPrograms } from "../micro_program.ts";

const CAPACITY = { cpu: 16, memoryMb: 8_192, custom1: 10, gpuMemoryMb: 2_048 };

/** Programs by scenario. */
export const resources: MicroPrograms = {
  single: acquiring({ cpu: 1, memoryMb: 512, custom1: 0, gpuMemoryMb: 0 }),
  complex: acquiring({ cpu: 2, memoryMb: 1_024, custom1: 2, gpuMemoryMb: 256 }),

  "can-allocate": ({ operations, did }) => {
    const free = { cpu: 0, memoryMb: CAPACITY.memoryMb };
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every subject.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          if (isOpening(seed, operation)) free.cpu++;
          const isFree = free.cpu >= 1 && free.memoryMb >= 512;
          if (isFree) free.cpu--;
          value = answerStep(value, operation, isFree);
        }
        did(operations);
        return value;
      },
    };
  },

  contention: ({ operations, did }) => {
    const { jobs, unitsPerJob, capacity } = CONTENDED_POOL, units = new PlainUnits(capacity);
    return {
      async run(seed) {
        let value = seed, inside = 0, peak = 0, turn = 0;
        while (turn < operations) {
          await Promise.all(Array.from({ length: jobs }, async (_, job) => {
            await units.acquire(unitsPerJob);
            value = turnStep(value, job, turn++);
            peak = Math.max(peak, ++inside);
            await undefined;
            inside--;
            units.release(unitsPerJob);
          }));
        }
        did(turn);
        return nextStep(value, peak);
      },
    };
  },

  "concurrent-10": ({ operations, did }) => {
    const { tasks, unitsPerTask, capacity } = CONCURRENT, units = new PlainUnits(capacity);
    return {
      async run(seed) {
        let value = seed, turn = 0;
        while (turn < operations) {
          let held = 0, rounds = 0;
          for (let task = 0; task < tasks; task++) {
            void units.acquire(unitsPerTask).then(() => {
              value = turnStep(value, task, turn++);
              held++;
            });
          }
          await undefined;
          for (; held > 0; rounds++) {
            const ending = held;
            held = 0;
            for (let i = 0; i < ending; i++) units.release(unitsPerTask);
            await undefined;
          }
          value = nextStep(value, rounds);
        }
        did(turn);
        return value;
      },
    };
  },

  "quota-allow": ({ operations, did }) => {
    const used = new Float64Array(QUOTA_SCOPES);
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation <= operations; operation++) {
          const isLeft = used.every((units) => units < operations);
          if (isLeft) used.forEach((units, scope) => used[scope] = units + 1);
          value = answerStep(value, operation, isLeft);
        }
        value = used.reduce(nextStep, value);
        did(operations);
        for (let operation = 0; operation < operations; operation++) {
          used.forEach((units, scope) => used[scope] = units - 1);
        }
        return used.reduce(nextStep, value);
      },
    };
  },

  "quota-deny": ({ operations, did }) => {
    const used = new Float64Array(QUOTA_SCOPES).fill(1), limits = used.map((_, scope) => scope === 4 ? 1 : operations);
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          if (isOpening(seed, operation)) used.forEach((units, scope) => used[scope] = units - 1);
          const isLeft = used.every((units, scope) => units < limits[scope]!);
          if (isLeft) used.forEach((units, scope) => used[scope] = units + 1);
          value = answerStep(value, operation, isLeft);
        }
        did(operations);
        return value;
      },
    };
  },
};

function acquiring(amounts: typeof CAPACITY): MicroProgram {
  const names = ["cpu", "memoryMb", "custom1", "gpuMemoryMb"] as const;
  return ({ operations, did }) => {
    const free = { ...CAPACITY };
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const isFree = names.every((name) => free[name] >= amounts[name]);
          for (const name of names) free[name] -= amounts[name];
          value = nextStep(value, isFree ? operation : -1);
          for (const name of names) free[name] += amounts[name];
        }
        did(operations);
        return value;
      },
    };
  };
}

/** Units with a line in which nobody overtakes. */
class PlainUnits {
  #free: number;
  readonly #line: { readonly units: number; readonly resolve: () => void }[] = [];

  constructor(units: number) {
    this.#free = units;
  }

  acquire(units: number): Promise<void> {
    if (this.#line.length === 0 && this.#free >= units) {
      this.#free -= units;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#line.push({ units, resolve }));
  }

  release(units: number): void {
    this.#free += units;
    for (let first = this.#line[0]; first !== undefined && first.units <= this.#free; first = this.#line[0]) {
      this.#line.shift();
      this.#free -= first.units;
      first.resolve();
    }
  }
}
