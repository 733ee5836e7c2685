/**
 * Plain code for the suite `coordination`: what each operation costs when nothing coordinates.
 * @module
 */
import { nextStep } from "../../workload/micro/oracle.ts";
import type { MicroPrograms } from "../micro_program.ts";

/** Programs by scenario. */
export const coordination: MicroPrograms = {
  // A lock that nobody else wants: what is left without it is the work inside.
  lock: ({ operations, did }) => ({
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) value = nextStep(value, operation);
      did(operations);
      return value;
    },
  }),
};
