/**
 * What the pipe to a worker of this program takes on this machine, without any run: for `doctor`, and as the floor
 * of everything that is measured under load.
 * @module
 */
import { CONTROL } from "../../adapters/facts.ts";
import { SubjectFault } from "../cell_fault.ts";
import { ExpectedAnswers } from "../proof.ts";
import type { WorkerCommand } from "../self_command.ts";
import { WorkerProcess } from "../worker_process.ts";
import { measurePipe } from "./load.ts";
import type { MetricGraph } from "./metric_plan.ts";
import type { ReadingOf } from "./metric_reading.ts";
import { MetricWorker } from "./metric_worker.ts";

/** Longest that a worker may take to answer, in milliseconds. */
const TIME_LIMIT_MS = 10_000;

/** Plain code that is never run. */
const IDLE_GRAPH: MetricGraph = {
  id: "diamond/noop",
  title: "diamond, 4 states",
  workload: { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } },
  tasks: 4,
};

/** What the pipe takes, or why it cannot be told. */
export type PipeProbe =
  | { readonly kind: "measured"; readonly pipe: ReadingOf<"load">["pipe"] }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * Measures the pipe to a worker.
 *
 * @param command How to start one.
 * @returns Round trip and rate; takes some 100 ms.
 */
export async function probePipe(command: WorkerCommand): Promise<PipeProbe> {
  const process = new WorkerProcess(command, { paddingBytes: 0 });
  const expected = new ExpectedAnswers(IDLE_GRAPH.workload);
  const task = { adapter: CONTROL.id, graph: IDLE_GRAPH, expected, timeLimitMs: TIME_LIMIT_MS, signal: undefined };
  const worker = new MetricWorker(process, task);
  try {
    await worker.setUp();
    const pipe = await measurePipe(worker);
    await worker.finish();
    return { kind: "measured", pipe };
  } catch (error) {
    await process.kill();
    if (error instanceof SubjectFault) return { kind: "unknown", why: error.message };
    throw error;
  }
}
