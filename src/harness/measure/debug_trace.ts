/**
 * One benchmark under observation, run through its adapter as a session would run it, but in this process and with a
 * clock in every task: for somebody who wants to see what happens, not what it costs. Nothing here is a measurement
 * to compare with; who is watched is slower.
 * @module
 */
import type { Adapter } from "../adapters/adapter.ts";
import { seedOf } from "../workload/digest.ts";
import { expectedDigest } from "../workload/expected.ts";
import { taskCount } from "../workload/shape.ts";
import { makeWork } from "../workload/task_bodies.ts";
import { emptyTaskTimes, type TaskTimes, timeWork } from "../workload/timed_work.ts";
import type { Workload } from "../workload/workload.ts";
import { realWait } from "./real_wait.ts";

/** What was seen of a benchmark. */
export interface DebugTrace {
  readonly prepareMs: number;
  /** The first run of the graph, and the last of a few, which is the one whose tasks were watched. */
  readonly firstRunMs: number;
  readonly watchedRunMs: number;
  /** Runs from the first to the watched one. */
  readonly runs: number;
  /** When each task of the watched run began and ended, since the run began; `null` for a program or many runs at once, which have no tasks to tell apart. */
  readonly times: TaskTimes | null;
  readonly digest: number;
  readonly expectedDigest: number;
  /** Tasks or operations that the watched run executed, and how many it should have. */
  readonly executed: number;
  readonly expectedExecuted: number;
  /** Figures that the program gives beside its times, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a trace needs. */
export interface DebugTraceOptions {
  readonly seed: number;
  /** Runs before the watched one: from 0. */
  readonly runsBefore: number;
  /** Reads a monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
}

/**
 * Runs a workload a few times and watches the last run.
 *
 * @param adapter Who runs it; it must support the workload.
 * @param workload What is run.
 * @param options What it needs.
 * @returns What was seen.
 * @throws Whatever the adapter throws.
 */
export async function debugTrace(
  adapter: Adapter,
  workload: Workload,
  { seed, runsBefore, nowMs }: DebugTraceOptions,
): Promise<DebugTrace> {
  const { shape, kernel } = workload, isProgram = shape.kind === "micro" || shape.kind === "in-flight";
  const ledger = { executed: 0 }, times = emptyTaskTimes(isProgram ? 0 : taskCount(shape));
  const work = makeWork(kernel, { ledger, wait: realWait });
  const over = kernel.kind === "wait" ? "at-settlement" : "at-return";
  const startedMs = nowMs();
  const prepared = await adapter.prepare(workload, isProgram ? work : timeWork(work, { times, nowMs, over }));
  const preparedMs = nowMs();
  let firstRunMs = 0, beganMs = 0, watchedRunMs = 0, digest = 0, runSeed = 0;
  for (let run = 0; run <= runsBefore; run++) {
    runSeed = seedOf(workload.seedName, run, seed);
    ledger.executed = 0;
    beganMs = nowMs();
    digest = await prepared.run(runSeed);
    watchedRunMs = nowMs() - beganMs;
    if (run === 0) firstRunMs = watchedRunMs;
  }
  const executed = ledger.executed;
  const figures = await prepared.figures?.() ?? {};
  await prepared.close?.();
  return {
    prepareMs: preparedMs - startedMs,
    firstRunMs,
    watchedRunMs,
    runs: runsBefore + 1,
    times: isProgram ? null : since(times, beganMs),
    digest: digest >>> 0,
    expectedDigest: expectedDigest(workload, runSeed),
    executed,
    expectedExecuted: taskCount(shape),
    figures,
  };
}

function since({ startedMs, endedMs }: TaskTimes, beganMs: number): TaskTimes {
  return { startedMs: startedMs.map((ms) => ms - beganMs), endedMs: endedMs.map((ms) => ms - beganMs) };
}
