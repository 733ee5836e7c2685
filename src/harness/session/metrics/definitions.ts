/**
 * What a definition takes: the first one of a process, the first run after it, and definitions once their code is
 * warm. The steady run is what benchmarks measure.
 * @module
 */
import { expectOp } from "../expected_reply.ts";
import type { MetricEffort } from "./metric_plan.ts";
import type { ReadingOf } from "./metric_reading.ts";
import type { MetricWorker } from "./metric_worker.ts";

/**
 * Measures definitions.
 *
 * @param worker A fresh process.
 * @param effort How many.
 * @returns What they took.
 * @throws {SubjectFault} If the subject fails.
 */
export async function measureDefinitions(worker: MetricWorker, effort: MetricEffort): Promise<ReadingOf<"define">> {
  const { defineSamples: samples, defineSampleMs: sampleMs, defineWarmUpMs: warmUpMs } = effort;
  const { prepareNs: firstDefineNs } = await worker.setUp();
  const firstRunNs = await worker.runOnce();
  const iteration = worker.takeIterations(1);
  const reply = await worker.ask({ op: "define", iteration, warmUpMs, samples, sampleMs }, warmUpMs);
  const { batch, wallNs, cpuNs, allocatedBytes, digest, tasks } = expectOp(reply, "defined");
  worker.check(iteration, { digest, tasks });
  return {
    metric: "define",
    firstDefineNs,
    firstRunNs,
    batch,
    wallNs: [...wallNs],
    cpuNs: [...cpuNs],
    allocatedBytes: [...allocatedBytes],
  };
}
