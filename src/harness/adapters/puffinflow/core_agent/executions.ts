/**
 * Runs of small agents, one after the other or at once.
 * @module
 */
import { agent } from "puffinflow";
import { ResourcePool } from "puffinflow/resources";
import { EMPTY_FOLD, fold, foldNext } from "../../../workload/digest.ts";
import {
  CONCURRENT_RUNS,
  hundredFrom,
  listStart,
  statesWith,
  sumOfSquares,
  sumToThousand,
} from "../../../workload/micro/core_agent.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";

function simpleAgent() {
  return agent("simple").input<number>().state("sum", ({ input }) => sumToThousand(input)).validate();
}

/** One run after the other, of one state. */
export function simpleExecution({ operations, did }: MicroTask): Prepared {
  const simple = simpleAgent();
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let execution = 0; execution < operations; execution++) {
        digest = foldNext(digest, completed(await simple.run(nextStep(seed, execution))).output("sum"));
        did(1);
      }
      return digest;
    },
  };
}

/** One run after the other, of three states in a row. */
export function complexExecution({ operations, did }: MicroTask): Prepared {
  const complex = agent("complex")
    .input<number>()
    .state("list", ({ input }) => hundredFrom(input))
    .state("double", { after: ["list"] }, ({ from }) => from.list.map((value) => 2 * value))
    .state("sum", { after: ["double"] }, ({ from }) => from.double.reduce((sum, value) => sum + value, 0))
    .validate();
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let execution = 0; execution < operations; execution++) {
        digest = foldNext(digest, completed(await complex.run(listStart(seed, execution))).output("sum"));
        did(1);
      }
      return digest;
    },
  };
}

/** One run after the other, of a state that needs resources of three kinds. */
export function resourceHeavy({ operations, did }: MicroTask): Prepared {
  const pool = new ResourcePool({ cpu: 4, memoryMb: 1_024, licences: 2 });
  const heavy = agent("heavy", { pool })
    .input<number>()
    .state("work", { resources: { cpu: 1, memoryMb: 100, licences: 1 } }, ({ input }) => {
      return foldNext(sumOfSquares(input), pool.held);
    })
    .validate();
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let execution = 0; execution < operations; execution++) {
        digest = foldNext(digest, completed(await heavy.run(nextStep(seed, execution))).output("work"));
        did(1);
      }
      if (pool.held > 0) throw new Error(`${pool.held} leases are out when all runs have ended`);
      return digest;
    },
  };
}

/** Ten runs at once, and again. */
export function concurrentTen({ operations, did }: MicroTask): Prepared {
  const simple = simpleAgent();
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let first = 0; first < operations; first += CONCURRENT_RUNS) {
        const runs = Array.from({ length: CONCURRENT_RUNS }, (_, i) => simple.run(nextStep(seed, first + i)));
        for (const run of await Promise.all(runs)) digest = foldNext(digest, completed(run).output("sum"));
        did(CONCURRENT_RUNS);
      }
      return digest;
    },
  };
}

/** A run of states that do next to nothing, each of which waits for the two before it. */
export function dependencyResolution({ operations, did }: MicroTask): Prepared {
  const names = Array.from({ length: statesWith(operations) }, (_, state) => `state-${state}`);
  let graph = agent("graph").input<number>() as LoopBuilt<number>;
  graph = graph.state(names[0]!, ({ input }) => nextStep(input, 0));
  for (let state = 1; state < names.length; state++) {
    const after = names.slice(Math.max(0, state - 2), state);
    graph = graph.state(names[state]!, { after }, ({ values }) => nextStep(fold(values), state));
  }
  const prepared = graph.validate(), last = names.at(-1)!;
  return {
    async run(seed) {
      const run = completed(await prepared.run(seed));
      did(operations);
      return run.output(last);
    },
  };
}
