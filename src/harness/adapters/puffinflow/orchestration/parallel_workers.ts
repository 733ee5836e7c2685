/**
 * States that compute in web workers, as many at once as there are workers.
 * @module
 */
import { agent } from "puffinflow";
import { median } from "../../../../stats/median.ts";
import { fold } from "../../../workload/digest.ts";
import {
  WORKER_TASKS,
  WORKER_URL,
  type WorkerAnswer,
  workerInput,
  WORKERS,
} from "../../../workload/micro/worker_tasks.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** Runs that the figure is taken from. */
const FIGURE_RUNS = 20;

const NAMES = Array.from({ length: WORKER_TASKS }, (_, task) => `task-${task}`);

/** Workers that have nothing to do; there is one for every state that may run. */
type Bench = Worker[];

function tasksAgent(bench: Bench): LoopBuilt<number, WorkerAnswer> {
  let tasks = agent("tasks", { maxConcurrent: WORKERS }).input<number>() as LoopBuilt<number, WorkerAnswer>;
  for (const [task, name] of NAMES.entries()) {
    tasks = tasks.state(name, async ({ input }) => {
      const worker = bench.pop();
      if (worker === undefined) throw new Error("More states run than there are workers");
      const answer = await compute(worker, workerInput(input, task));
      bench.push(worker);
      return answer;
    });
  }
  return tasks.validate();
}

function compute(worker: Worker, value: number): Promise<WorkerAnswer> {
  const { promise, resolve } = Promise.withResolvers<WorkerAnswer>();
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data);
  worker.postMessage(value);
  return promise;
}

/** Program of the scenario. */
export function parallelWorkers({ operations, did }: MicroTask): Prepared {
  const bench: Bench = Array.from({ length: WORKERS }, () => new Worker(WORKER_URL, { type: "module" }));
  const tasks = tasksAgent(bench), all = [...bench];
  const answersTo = async (seed: number) => {
    const run = completed(await tasks.run(seed));
    return NAMES.map((name) => run.output(name));
  };
  return {
    async run(seed) {
      const answers = await answersTo(seed);
      did(operations);
      return fold(answers.map(({ value }) => value));
    },
    async figures() {
      const percents: number[] = [];
      for (let run = 0; run < FIGURE_RUNS; run++) {
        const startedMs = performance.now(), answers = await answersTo(run), tookMs = performance.now() - startedMs;
        percents.push(100 * answers.reduce((sum, { busyMs }) => sum + busyMs, 0) / (WORKERS * tookMs));
      }
      return { workerParallelizationEfficiencyPercent: median(percents) };
    },
    close() {
      for (const worker of all) worker.terminate();
      return Promise.resolve();
    },
  };
}
