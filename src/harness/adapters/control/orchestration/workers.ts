/**
 * Tasks that compute in web workers, handed out by hand.
 * @module
 */
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

/** Program of the scenario. */
export function parallelWorkers({ operations, did }: MicroTask): Prepared {
  const workers = Array.from({ length: WORKERS }, () => new Worker(WORKER_URL, { type: "module" }));
  return {
    async run(seed) {
      const values = new Array<number>(WORKER_TASKS);
      let next = 0;
      await Promise.all(workers.map(async (worker) => {
        while (next < WORKER_TASKS) {
          const task = next++;
          values[task] = await compute(worker, workerInput(seed, task));
        }
      }));
      did(operations);
      return fold(values);
    },
    close() {
      for (const worker of workers) worker.terminate();
      return Promise.resolve();
    },
  };
}

function compute(worker: Worker, value: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data.value);
  worker.postMessage(value);
  return promise;
}
