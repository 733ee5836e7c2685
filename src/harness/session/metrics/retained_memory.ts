/**
 * What stays in memory for each definition, each run in flight and each result that is kept: a process keeps more
 * and more of them and reads its memory after forced collections.
 * @module
 */
import { expectOp, protocolFault } from "../expected_reply.ts";
import type { MetricEffort } from "./metric_plan.ts";
import type { ReadingOf } from "./metric_reading.ts";
import type { MetricWorker } from "./metric_worker.ts";

/** Time that keeping one more thing may take beyond the usual limit, in milliseconds. */
const MS_PER_THING = 60;

/**
 * Measures memory.
 *
 * @param worker A fresh process.
 * @param effort How much is kept.
 * @returns Memory by count.
 * @throws {SubjectFault} If the subject fails.
 */
export async function measureRetainedMemory(
  worker: MetricWorker,
  { retainedCounts: counts }: MetricEffort,
): Promise<ReadingOf<"memory">> {
  await worker.setUp();
  const most = counts.at(-1) ?? 0, firstIteration = worker.takeIterations(2 * most);
  const reply = expectOp(await worker.ask({ op: "retain", firstIteration, counts }, most * MS_PER_THING), "retained");
  const [inFlight, finished] = reply.proofs;
  if (inFlight === undefined || finished === undefined) throw protocolFault("left out the proof of what it kept");
  await worker.prove(inFlight, firstIteration);
  await worker.prove(finished, firstIteration + most);
  return {
    metric: "memory",
    definitions: [...reply.definitions],
    inFlight: [...reply.inFlight],
    finished: [...reply.finished],
  };
}
