/**
 * Cold start: from the order to start a process to its first result, and the parts of it. Processes come one after
 * another, never beside others. The start of the process is that of the runtime with this program's worker, equal
 * for all; files come from the system's cache, as the session has started workers before.
 * @module
 */
import { expectOp } from "../expected_reply.ts";
import type { ReadingOf } from "./metric_reading.ts";
import type { MetricWorker } from "./metric_worker.ts";

/**
 * Measures a cold start.
 *
 * @param worker A process that was ordered at `orderedMs`.
 * @param orderedMs When, on the monotonic clock.
 * @returns What it took.
 * @throws {SubjectFault} If the subject fails.
 */
export async function measureColdStart(worker: MetricWorker, orderedMs: number): Promise<ReadingOf<"cold-start">> {
  expectOp(await worker.ask({ op: "ping" }), "pong");
  const startNs = sinceNs(orderedMs);
  const { importNs, prepareNs: defineNs } = await worker.setUp();
  const firstRunNs = await worker.runOnce();
  return { metric: "cold-start", startNs, importNs, defineNs, firstRunNs, totalNs: sinceNs(orderedMs) };
}

function sinceNs(startedMs: number): number {
  return Math.round((performance.now() - startedMs) * 1e6);
}
