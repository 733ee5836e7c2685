/**
 * Plain code where nobody is in the way: what is left of an operation without a lock, a flag, a number or a map.
 * @module
 */
import { cycleStep, LOCK_CYCLE } from "../../../workload/micro/coordination.ts";
import { answerStep, isOpening } from "../../../workload/micro/openings.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** What is left of an operation when nothing coordinates. */
const alone: MicroProgram = ({ operations, did }) => ({
  // deno-lint-ignore require-await -- A run is a promise, for every subject.
  async run(seed) {
    let value = seed;
    for (let operation = 0; operation < operations; operation++) value = nextStep(value, operation);
    did(operations);
    return value;
  },
});

/** A step is a function instead of a state, and a call instead of a run. */
const called: MicroProgram = ({ operations, did }) => {
  // deno-lint-ignore require-await -- Whoever calls it waits for it, as for a run.
  const step = async (input: { value: number; operation: number }) => nextStep(input.value, input.operation);
  return {
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) value = await step({ value, operation });
      did(operations);
      return value;
    },
  };
};

/** A number to count down instead of a limiter. */
const allowing: MicroProgram = ({ operations, did }) => ({
  // deno-lint-ignore require-await -- As above.
  async run(seed) {
    let value = seed, left = operations;
    for (let operation = 0; operation < operations; operation++) value = answerStep(value, operation, left-- > 0);
    did(operations);
    return answerStep(value, operations, left-- > 0);
  },
});

const denying: MicroProgram = ({ operations, did }) => {
  let left = 0;
  return {
    // deno-lint-ignore require-await -- As above.
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        if (isOpening(seed, operation)) left = 1;
        value = answerStep(value, operation, left-- > 0);
      }
      did(operations);
      return value;
    },
  };
};

/** A flag instead of a lock. */
const primitiveState: MicroProgram = ({ operations, did }) => {
  const lock = { isTaken: false };
  return {
    // deno-lint-ignore require-await -- As above.
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        let seen = lock.isTaken ? 0 : 1;
        lock.isTaken = true;
        if (lock.isTaken) seen |= LOCK_CYCLE & 0b110;
        lock.isTaken = false;
        value = cycleStep(value, operation, lock.isTaken ? seen : seen | 0b1000);
      }
      did(operations);
      return value;
    },
  };
};

/** A map of what everybody has used. */
const quota: MicroProgram = ({ operations, did }) => {
  const used = new Map<string, number>();
  const take = (owner: string) => {
    const before = used.get(owner) ?? 0;
    if (before >= 5) return false;
    used.set(owner, before + 1);
    return true;
  };
  return {
    // deno-lint-ignore require-await -- As above.
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        let answers = 0;
        for (let unit = 0; unit < 6; unit++) answers |= Number(take("ada")) << unit;
        used.set("ada", 0);
        value = cycleStep(value, operation, answers);
      }
      did(operations);
      return value;
    },
  };
};

const RULES = ["token-bucket", "leaky-bucket", "fixed-window", "sliding-log", "sliding-counter"];

/** Programs by scenario. */
export const aloneInside: MicroPrograms = {
  lock: alone,
  semaphore: alone,
  barrier: alone,
  "primitive-state": primitiveState,
  quota,
  ...Object.fromEntries(
    RULES.flatMap((rule) => [[`limiter-${rule}-allow`, allowing], [`limiter-${rule}-deny`, denying]]),
  ),
  "coordinator-execution": called,
  "enhancement-without": called,
  "enhancement-with": called,
};
