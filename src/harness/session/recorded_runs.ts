/**
 * Runs that are recorded for the timeline, when a process has taken all its samples: how many, and the worker's
 * side of it. What is kept of them is in `measure/recording.ts`.
 * @module
 */
import { foldFirst } from "../measure/proof.ts";
import { recordRuns } from "../measure/recording.ts";
import { realWait } from "../measure/real_wait.ts";
import { seedOf } from "../workload/digest.ts";
import { taskCount } from "../workload/shape.ts";
import { makeWork } from "../workload/task_bodies.ts";
import { emptyTaskTimes, timeWork } from "../workload/timed_work.ts";
import { type LoadedWorkload, prepareWorkload } from "./loaded_workload.ts";
import type { ReplyBody, RequestBody } from "./protocol.ts";

/** Time that the recorded runs of a process should take. */
const BUDGET_MS = 50;
/** Fewer have no slow run worth the name; more tell nothing new. */
const FEWEST_RUNS = 5, MOST_RUNS = 50;
/** Runs that come first and are forgotten, for each run that is recorded. */
const WARM_UP_SHARE = 0.2;

/** How many runs are recorded. */
export interface RecordingSize {
  readonly warmUpRuns: number;
  readonly runs: number;
}

/**
 * Tells how many runs a process records.
 *
 * @param runNs How long a run takes.
 * @returns From 5 to 50 runs, as many as 50 ms have room for, and a fifth as many before them.
 */
export function recordingSize(runNs: number): RecordingSize {
  const affordable = Math.floor(BUDGET_MS * 1e6 / runNs);
  const runs = Math.max(FEWEST_RUNS, Math.min(MOST_RUNS, affordable));
  return { runs, warmUpRuns: Math.ceil(WARM_UP_SHARE * runs) };
}

/**
 * Records runs of a graph of its own: the one that is measured pays nothing for being watched.
 *
 * @param loaded Adapter and workload.
 * @param plan Which iterations.
 * @returns A typical and a slow run, and what shows that all were done.
 * @throws {WorkerFailure} If the adapter throws while it builds.
 * @throws Whatever a run throws.
 */
export async function record(
  { adapter, workload }: LoadedWorkload,
  plan: Extract<RequestBody, { op: "record" }>,
): Promise<Extract<ReplyBody, { op: "recorded" }>> {
  const { firstIteration } = plan, iterations = plan.warmUpRuns + plan.runs;
  const nowMs = () => performance.now(), ledger = { executed: 0 };
  const times = emptyTaskTimes(taskCount(workload.shape));
  const over = workload.kernel.kind === "wait" ? "at-settlement" : "at-return";
  const work = timeWork(makeWork(workload.kernel, { ledger, wait: realWait }), { times, nowMs, over });
  const prepared = await prepareWorkload(adapter, { workload, work });
  const digests = new Uint32Array(iterations), tasks = new Uint32Array(iterations);
  const run = async (iteration: number) => {
    ledger.executed = 0;
    digests[iteration - firstIteration] = await prepared.run(seedOf(workload.seedName, iteration, 0));
    tasks[iteration - firstIteration] = ledger.executed;
  };
  const recording = await recordRuns({ run, times, nowMs }, plan);
  await prepared.close?.();
  const proof = {
    firstIteration,
    iterations,
    digestFold: foldFirst(digests, iterations),
    taskFold: foldFirst(tasks, iterations),
  };
  return { op: "recorded", recording, proof };
}
