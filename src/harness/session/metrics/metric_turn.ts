/**
 * One turn of a metric: a fresh process of one subject, measured alone, gone when this returns.
 * @module
 */
import type { AdapterFacts } from "../../adapters/facts.ts";
import type { ArmPlan } from "../arm_plan.ts";
import { type CellFault, SubjectFault } from "../cell_fault.ts";
import type { ExpectedAnswers } from "../proof.ts";
import type { WorkerPool } from "../worker_pool.ts";
import { measureColdStart } from "./cold_start.ts";
import { measureDefinitions } from "./definitions.ts";
import { measureLoad } from "./load.ts";
import type { MetricEffort, MetricTurn } from "./metric_plan.ts";
import type { MetricReading } from "./metric_reading.ts";
import { MetricWorker } from "./metric_worker.ts";
import { measureRetainedMemory } from "./retained_memory.ts";

/** What a turn needs. */
export interface MetricTurnContext {
  readonly arm: ArmPlan;
  readonly effort: MetricEffort;
  readonly expected: ExpectedAnswers;
  readonly workers: WorkerPool;
  /** The session's seed. */
  readonly seed: number;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What came of a turn. */
export interface MetricTurnOutcome {
  /** What the adapter says of itself; `null` where it could not be loaded. */
  readonly facts: AdapterFacts | null;
  readonly outcome:
    | { readonly kind: "measured"; readonly reading: MetricReading }
    | { readonly kind: "lost"; readonly fault: CellFault };
}

/**
 * Takes a turn.
 *
 * @param turn Which.
 * @param context What it needs.
 * @returns What was measured, or the subject's fault.
 * @throws {SessionInterrupt} If the session was interrupted; the turn is then void.
 */
export async function takeMetricTurn(turn: MetricTurn, context: MetricTurnContext): Promise<MetricTurnOutcome> {
  const { arm, workers, expected, timeLimitMs, signal } = context, { metric, graph, repeat } = turn;
  if (arm.unavailable !== undefined) {
    const fault = { status: "unavailable", reason: arm.unavailable } as const;
    return { facts: null, outcome: { kind: "lost", fault } };
  }
  const orderedMs = performance.now();
  const { worker: process } = workers.take(arm, { pass: repeat, of: `${metric}/${graph.id}` }, { kind: "benchmark" });
  const worker = new MetricWorker(process, { adapter: arm.adapter, graph, expected, timeLimitMs, signal });
  try {
    const reading = await measure(worker, { turn, context, orderedMs });
    await worker.finish();
    return { facts: worker.facts, outcome: { kind: "measured", reading } };
  } catch (error) {
    await process.kill();
    if (!(error instanceof SubjectFault)) throw error;
    return { facts: worker.facts, outcome: { kind: "lost", fault: error.fault } };
  }
}

interface Occasion {
  readonly turn: MetricTurn;
  readonly context: MetricTurnContext;
  readonly orderedMs: number;
}

async function measure(worker: MetricWorker, { turn, context, orderedMs }: Occasion): Promise<MetricReading> {
  const { metric, graph, repeat, arm } = turn, { effort, seed } = context;
  switch (metric) {
    case "cold-start":
      return await measureColdStart(worker, orderedMs);
    case "define":
      return await measureDefinitions(worker, effort);
    case "memory":
      return await measureRetainedMemory(worker, effort);
    case "load":
      return await measureLoad(worker, { effort, seed, of: `${graph.id}/${arm}`, repeat });
  }
}
