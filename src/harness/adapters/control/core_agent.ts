/**
 * Plain code for the suite `core-agent`: the work inside, with a promise where a run is one, and nothing around it.
 * @module
 */
import { EMPTY_FOLD, fold, foldNext } from "../../workload/digest.ts";
import {
  CONCURRENT_RUNS,
  hundredFrom,
  listStart,
  statesWith,
  sumOfSquares,
  sumToThousand,
} from "../../workload/micro/core_agent.ts";
import { nextStep } from "../../workload/micro/oracle.ts";
import type { Prepared } from "../adapter.ts";
import type { MicroPrograms, MicroTask } from "../micro_program.ts";

/** Makes what is done for each execution a call that is waited for. */
function oneByOne(execute: (value: number) => number, inputOf = nextStep): (task: MicroTask) => Prepared {
  // deno-lint-ignore require-await -- It stands for a run, and a run is waited for.
  const call = async (value: number) => execute(value);
  return ({ operations, did }) => ({
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let execution = 0; execution < operations; execution++) {
        digest = foldNext(digest, await call(inputOf(seed, execution)));
        did(1);
      }
      return digest;
    },
  });
}

/** What is left of a lease, a lock or a count when there is none: the work inside. */
function workInside({ operations, did }: MicroTask): Prepared {
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) value = nextStep(value, operation);
      did(operations);
      return value;
    },
  };
}

function concurrentTen({ operations, did }: MicroTask): Prepared {
  // deno-lint-ignore require-await -- It stands for a run, and a run is waited for.
  const call = async (value: number) => sumToThousand(value);
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let first = 0; first < operations; first += CONCURRENT_RUNS) {
        const calls = Array.from({ length: CONCURRENT_RUNS }, (_, i) => call(nextStep(seed, first + i)));
        for (const sum of await Promise.all(calls)) digest = foldNext(digest, sum);
        did(CONCURRENT_RUNS);
      }
      return digest;
    },
  };
}

function dependencyResolution({ operations, did }: MicroTask): Prepared {
  const states = statesWith(operations);
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      const values = [nextStep(seed, 0)];
      for (let state = 1; state < states; state++) {
        values.push(nextStep(fold(values.slice(Math.max(0, state - 2), state)), state));
      }
      did(operations);
      return values.at(-1)!;
    },
  };
}

/** A variable that counts. */
function metricsRecording({ operations, did }: MicroTask): Prepared {
  const counter = { value: 0 };
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      const before = counter.value;
      for (let operation = 0; operation < operations; operation++) counter.value++;
      const counted = counter.value - before;
      did(counted);
      return foldNext(seed, counted);
    },
  };
}

/** Programs by scenario. */
export const coreAgent: MicroPrograms = {
  "simple-execution": oneByOne(sumToThousand),
  "complex-execution": oneByOne(
    (start) => hundredFrom(start).map((value) => 2 * value).reduce((sum, value) => sum + value, 0),
    listStart,
  ),
  "resource-heavy": oneByOne((value) => foldNext(sumOfSquares(value), 1)),
  "concurrent-10": concurrentTen,
  "dependency-resolution": dependencyResolution,
  "resource-acquisition": workInside,
  "coordination-primitive": workInside,
  "metrics-recording": metricsRecording,
};
