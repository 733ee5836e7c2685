/**
 * Closed-loop load: so many requests are in flight at all times, and the next one waits for an answer. It finds the
 * highest rate; its latencies are those of users who wait politely, and are not shown as anything else.
 * @module
 */
import { LatencyHistogram } from "./latency_histogram.ts";

/** What is loaded, and how. */
export interface ClosedLoop {
  /** Requests in flight, 1 or more. */
  readonly inFlight: number;
  /** Requests in all, 1 or more. */
  readonly requests: number;
  /**
   * Issues one request.
   *
   * @param index Its number, from 0.
   */
  readonly issue: (index: number) => Promise<unknown>;
}

/** What came of it. */
export interface ClosedLoopReading {
  /** From issue to answer. */
  readonly service: LatencyHistogram;
  readonly errors: number;
  /** Answers per second. */
  readonly ratePerS: number;
}

/**
 * Loads a system.
 *
 * @param loop What, and how.
 * @param nowMs Reads the time in milliseconds.
 * @returns What came of it.
 */
export async function runClosedLoop(loop: ClosedLoop, nowMs: () => number): Promise<ClosedLoopReading> {
  const { inFlight, requests, issue } = loop, service = LatencyHistogram.empty(), startMs = nowMs();
  let next = 0, errors = 0;
  const user = async () => {
    while (next < requests) {
      const index = next++, issuedMs = nowMs();
      try {
        await issue(index);
        service.record((nowMs() - issuedMs) * 1e6);
      } catch {
        errors++;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, requests) }, user));
  const elapsedMs = nowMs() - startMs;
  return { service, errors, ratePerS: elapsedMs === 0 ? 0 : 1e3 * service.count / elapsedMs };
}
