/**
 * Takes the turns of a session's metrics one after another, when its stages are over: one process at a time, nothing
 * beside it. Each turn is recorded when it is over, so that a session that was stopped goes on with the next one.
 * @module
 */
import type { AdapterFacts } from "../../adapters/facts.ts";
import { invariant } from "../../../invariant.ts";
import { lostCell, SessionInterrupt } from "../cell_fault.ts";
import type { MetricRecord } from "../journal_record.ts";
import { DEFAULT_TIME_LIMIT_MS, type SessionPlan } from "../plan.ts";
import { estimateRemainingMs, type SessionEvent } from "../progress.ts";
import { ExpectedAnswers } from "../proof.ts";
import type { ReferenceSample } from "../result.ts";
import type { WorkerPool } from "../worker_pool.ts";
import type { MetricBoard } from "./metric_board.ts";
import type { MetricEffort, MetricTurn } from "./metric_plan.ts";
import { type MetricTurnOutcome, takeMetricTurn } from "./metric_turn.ts";

/** What a session lends to its metrics. */
export interface MetricMeans {
  readonly plan: SessionPlan;
  /** What was measured so far; learns by what is recorded. */
  readonly board: MetricBoard;
  readonly workers: WorkerPool;
  /** Runs the reference loop. */
  readonly sample: () => ReferenceSample;
  readonly sessionMs: () => number;
  readonly nameOf: (arm: string) => string;
  readonly record: (record: MetricRecord) => void;
  readonly emit: (event: SessionEvent) => void;
}

/**
 * Measures all metrics that are still to be measured.
 *
 * @param means What the session lends.
 * @throws {SessionInterrupt} If the session is interrupted; the turn under way is void.
 * @throws {Error} If a record cannot be kept.
 */
export async function measureMetrics(means: MetricMeans): Promise<void> {
  const { plan: { metrics: effort, signal }, board } = means;
  if (effort === undefined) return;
  const expected = new Map<string, ExpectedAnswers>(), tookMs = new Map<string, number>();
  for (let turn = board.rest[0]; turn !== undefined; turn = board.rest[0]) {
    if (signal?.aborted) throw new SessionInterrupt();
    const answers = expected.get(turn.graph.id) ?? new ExpectedAnswers(turn.graph.workload);
    expected.set(turn.graph.id, answers);
    tookMs.set(keyOf(turn), await takeTurn(turn, { means, effort, expected: answers }));
    const { metric, graph, arm } = turn, { rest, finished } = board;
    const remainingMs = estimateRemainingMs(rest.map(keyOf), tookMs), turns = finished + rest.length;
    const subject = means.nameOf(arm);
    means.emit({ kind: "metric-finished", metric, graph: graph.id, subject, finished, turns, remainingMs });
  }
}

interface Place {
  readonly means: MetricMeans;
  readonly effort: MetricEffort;
  readonly expected: ExpectedAnswers;
}

async function takeTurn(turn: MetricTurn, { means, effort, expected }: Place): Promise<number> {
  const { plan, workers, sample, sessionMs, nameOf, record, emit } = means, { metric, graph, repeat } = turn;
  const arm = plan.arms.find(({ id }) => id === turn.arm);
  invariant(arm !== undefined, "A turn belongs to an arm of the plan");
  emit({ kind: "metric-started", metric, graph: graph.id, subject: nameOf(arm.id) });
  const { seed, signal, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = plan;
  const reference = sample(), startedMs = sessionMs();
  const taken = await takeMetricTurn(turn, { arm, effort, expected, workers, seed, timeLimitMs, signal });
  const endedMs = sessionMs(), facts = plainFacts(taken.facts), outcome = outcomeOf(taken, arm.id);
  record({
    kind: "metric",
    metric,
    graph: graph.id,
    arm: arm.id,
    repeat,
    facts,
    reference,
    startedMs,
    endedMs,
    outcome,
  });
  if (outcome.kind === "lost") {
    emit({ kind: "metric-lost", metric, graph: graph.id, cell: { ...outcome.cell, subject: nameOf(arm.id) } });
  }
  return endedMs - startedMs;
}

function outcomeOf({ outcome }: MetricTurnOutcome, arm: string): MetricRecord["outcome"] {
  return outcome.kind === "lost" ? { kind: "lost", cell: lostCell(outcome.fault, arm) } : outcome;
}

function plainFacts(facts: AdapterFacts | null): MetricRecord["facts"] {
  return facts === null ? null : { ...facts, packages: [...facts.packages] };
}

function keyOf({ metric, graph, arm }: MetricTurn): string {
  return `${metric} ${graph.id} ${arm}`;
}
