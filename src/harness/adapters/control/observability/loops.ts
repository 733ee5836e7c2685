/**
 * Loops over the states' functions instead of runs, and calls instead of events: the work inside, told to whoever
 * wants to hear of it.
 * @module
 */
import { foldNext } from "../../../workload/digest.ts";
import { eventsOf, WATCHED_STATES } from "../../../workload/micro/observability.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { foldCounts } from "../../../workload/micro/recordings.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

const plain: MicroProgram = ({ operations, did }) => {
  // deno-lint-ignore require-await -- Whoever calls it waits for it, as for a run.
  const call = async (input: number) => {
    let output = input;
    for (let state = 0; state < WATCHED_STATES.few; state++) output = nextStep(output, state);
    return output;
  };
  return {
    async run(seed) {
      let value = seed;
      for (let run = 0; run < operations; run++) value = foldNext(value, await call(nextStep(seed, run)));
      did(operations);
      return value;
    },
  };
};

/** Handlers that are called for each event with the number of its kind. */
function told(handlers: number): MicroProgram {
  return ({ operations, did }) => {
    const heard = new Array<number>(handlers).fill(0);
    const listeners = heard.map((_, handler) => (kind: number) => {
      heard[handler] = nextStep(heard[handler]!, kind);
    });
    const tell = (kind: number) => {
      for (const listener of listeners) listener(kind);
    };
    // deno-lint-ignore require-await -- As above.
    const call = async (input: number) => {
      let output = input;
      tell(0);
      for (let state = 0; state < WATCHED_STATES.many; state++) {
        tell(1);
        output = nextStep(output, state);
        tell(2);
      }
      tell(3);
      return output;
    };
    return {
      async run(seed) {
        const runs = operations / eventsOf(WATCHED_STATES.many);
        let value = seed;
        heard.fill(seed);
        for (let run = 0; run < runs; run++) value = foldNext(value, await call(nextStep(seed, run)));
        did(operations);
        return foldCounts(value, heard);
      },
    };
  };
}

/** Programs by scenario. */
export const loopsInsteadOfRuns: MicroPrograms = {
  "integration-none": plain,
  "events-0": told(0),
  "events-1": told(1),
  "events-10": told(10),
};
