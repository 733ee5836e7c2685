/**
 * A wide fan-out with a limit, a graph in layers, and tasks with a limit, by hand.
 * @module
 */
import { EMPTY_FOLD, fold, foldNext } from "../../../workload/digest.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { consumeItems, CONSUMERS, CONSUMERS_AT_ONCE, produceItems } from "../../../workload/micro/fanout_items.ts";
import { layeredDag } from "../../../workload/micro/layered_dag.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { PARALLEL_LIMITS, PARALLEL_TASKS } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";

/** Runs tasks, so many at once; a worker takes the next one when it has ended one. */
async function atMost(
  limit: number,
  tasks: { readonly count: number; readonly run: (task: number) => Promise<number> },
): Promise<readonly number[]> {
  const results = new Array<number>(tasks.count);
  let next = 0;
  const work = async () => {
    while (next < tasks.count) {
      const task = next++;
      results[task] = await tasks.run(task);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, tasks.count) }, work));
  return results;
}

/** Makes a task that counts among those in flight. */
function counted(crowd: Crowd, act: (task: number) => number): (task: number) => Promise<number> {
  return async (task) => {
    crowd.enter();
    await null;
    const result = act(task);
    crowd.leave();
    return result;
  };
}

/** Program of the scenario. */
export function wideFanout({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const crowd = new Crowd(), items = produceItems(seed);
      const run = counted(crowd, (consumer) => consumeItems(items, consumer));
      const results = await atMost(CONSUMERS_AT_ONCE, { count: CONSUMERS, run });
      did(operations);
      return foldNext(fold(results), crowd.peak);
    },
  };
}

/** Program of the scenario. */
export function layeredDagProgram({ operations, did }: MicroTask): Prepared {
  const { dependencies } = layeredDag(operations);
  return {
    async run(seed) {
      const values: Promise<number>[] = [];
      for (const [state, before] of dependencies.entries()) {
        const start = async () => {
          const inputs = await Promise.all(before.map((dependency) => values[dependency]!));
          return nextStep(inputs.length === 0 ? seed : fold(inputs), state);
        };
        values.push(start());
      }
      const digest = await values.at(-1)!;
      did(operations);
      return digest;
    },
  };
}

/** Program of the scenario. */
export function parallelEfficiency({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (const limit of PARALLEL_LIMITS) {
        const crowd = new Crowd(), value = nextStep(seed, limit);
        const run = counted(crowd, (task) => nextStep(value, task));
        const results = await atMost(limit, { count: PARALLEL_TASKS, run });
        for (const result of results) digest = foldNext(digest, result);
        digest = foldNext(digest, crowd.peak);
      }
      did(operations);
      return digest;
    },
  };
}
