/**
 * How long the rest of a session will take, from the blocks that were measured, and how long the metrics will that
 * come after them, of which nothing is known yet. Pure arithmetic.
 * @module
 */
import { median } from "../../stats/median.ts";
import type { BlockRecord } from "./journal_record.ts";
import type { MetricEffort, MetricTurn } from "./metrics/metric_plan.ts";
import { estimateRemainingMs } from "./progress.ts";

/** Start of a process before it imports anything, in milliseconds. */
const START_MS = 100;
/** What a process takes that keeps graphs, runs and results and collects its garbage in between. */
const RETAINING_MS = 1_500;
/** Closed and open loops of a load. */
const CLOSED_LOOPS = 2, OPEN_LOOPS = 3;

/** What is still to come. */
export interface SessionRest {
  /** Benchmarks of the blocks to come, once for each block. */
  readonly benchmarks: readonly string[];
  /** Turns of metrics to come. */
  readonly turns: readonly MetricTurn[];
  /** How those turns are taken; undefined where there are none. */
  readonly effort: MetricEffort | undefined;
}

/**
 * Forecasts the rest of a session.
 *
 * @param rest What is to come.
 * @param blocks The blocks so far, one or more, oldest first.
 * @returns Milliseconds.
 */
export function forecastRestMs({ benchmarks, turns, effort }: SessionRest, blocks: readonly BlockRecord[]): number {
  const lastMs = new Map(blocks.map(({ benchmark, startedMs, endedMs }) => [benchmark, endedMs - startedMs]));
  const blocksMs = estimateRemainingMs(benchmarks, lastMs) + benchmarks.length * betweenMs(blocks);
  if (effort === undefined || turns.length === 0) return blocksMs;
  const readyMs = START_MS + importMs(blocks);
  return turns.reduce((sum, { metric }) => sum + readyMs + workingMs(metric, effort), blocksMs);
}

/** What lies between two blocks: the reference loop, and after a pass the end of its processes. A break is no part. */
function betweenMs(blocks: readonly BlockRecord[]): number {
  const gaps = blocks.slice(1).map(({ startedMs }, index) => startedMs - blocks[index]!.endedMs);
  if (gaps.length === 0) return 0;
  const longest = 20 * Math.max(median(gaps), 1);
  const usual = gaps.filter((gap) => gap <= longest);
  return usual.reduce((sum, gap) => sum + gap, 0) / usual.length;
}

function importMs(blocks: readonly BlockRecord[]): number {
  const fresh = blocks.flatMap(({ arms }) =>
    arms.flatMap(({ outcome }) => outcome.kind === "fork" && outcome.fork.freshProcess !== false ? [outcome.fork] : [])
  );
  return fresh.length === 0 ? 0 : median(fresh.map(({ importNs, prepareNs }) => (importNs + prepareNs) / 1e6));
}

function workingMs(metric: MetricTurn["metric"], effort: MetricEffort): number {
  switch (metric) {
    case "cold-start":
      return 0;
    case "define":
      return effort.defineWarmUpMs + effort.defineSamples * effort.defineSampleMs;
    case "memory":
      return RETAINING_MS;
    case "load":
      return effort.loadWarmUpMs[1] + CLOSED_LOOPS * effort.closedLoopMs + OPEN_LOOPS * effort.openLoopMs;
  }
}
