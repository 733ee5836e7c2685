/**
 * What a saved session says in single figures: for each subject, what each of its processes measured of one
 * quantity, with all that must be the same before it may be set against another session's.
 * @module
 */
import { median } from "../../../stats/median.ts";
import type { MetricReading } from "../../session/metrics/metric_reading.ts";
import type { BenchmarkResult, Cell, Fork, MetricCell, Result } from "../../session/result.ts";
import { forkMedians } from "../fork_medians.ts";
import { LEAST_BYTES_PER_RUN, LEAST_BYTES_PER_SAMPLE } from "../gate_metric.ts";

/** A quantity, and which direction is good. */
export interface StoredMetric {
  /** Names it within its benchmark. */
  readonly id: string;
  readonly unit: "ns" | "bytes" | "per-second";
  readonly better: "lower" | "higher";
}

/** A quantity of one subject in one benchmark of a session. */
export interface StoredFigure {
  /** Id of the benchmark; for a metric beside the steady run its name and that of its graph. */
  readonly benchmark: string;
  readonly subject: string;
  readonly metric: StoredMetric;
  /** What was done, and how it was sampled: figures of different work are not comparable. */
  readonly work: string;
  /** One value a process, above 0. */
  readonly values: readonly number[];
  /** Why there are no values; `null` where there are. */
  readonly lost: Lost | null;
}

/** How a figure was lost. */
export interface Lost {
  readonly status: Exclude<Cell["status"], "measured">;
  readonly reason: string;
}

/** Below a byte everything counts as one: nothing that is allocated is smaller, and 0 has no ratio. */
const LEAST = 1;

/**
 * Lists the figures of a session.
 *
 * @param result The session.
 * @returns Figures of all subjects, in the session's order.
 */
export function storedFigures({ benchmarks, metrics = [], session: { profile } }: Result): StoredFigure[] {
  const sampling = JSON.stringify([profile.name, profile.isolation.kind]);
  return [
    ...benchmarks.flatMap((benchmark) => benchmark.cells.flatMap((cell) => figuresOf(cell, { benchmark, sampling }))),
    ...metrics.flatMap((cell) => metricFigures(cell, sampling)),
  ];
}

interface Place {
  readonly benchmark: BenchmarkResult;
  readonly sampling: string;
}

function figuresOf(cell: Cell, { benchmark, sampling }: Place): StoredFigure[] {
  const { id, workload: { shape, kernel }, tasks, primaryClock } = benchmark;
  const shared = { benchmark: id, subject: cell.subject, work: JSON.stringify([sampling, shape, kernel, tasks]) };
  const time: StoredMetric = { id: primaryClock, unit: "ns", better: "lower" };
  if (cell.status !== "measured") {
    return [{ ...shared, metric: time, values: [], lost: { status: cell.status, reason: cell.reason } }];
  }
  const medians = cell.forks.map(forkMedians);
  const clock = primaryClock === "cpu" ? "cpuNs" : "wallNs";
  const timed = { ...shared, metric: time, values: atLeast(medians.map((fork) => fork[clock])), lost: null };
  if (!allocates(cell.forks)) return [timed];
  const metric: StoredMetric = { id: "allocated", unit: "bytes", better: "lower" };
  return [timed, { ...shared, metric, values: atLeast(medians.map((fork) => fork.allocatedBytes ?? 0)), lost: null }];
}

/** Less than this is what the harness itself allocates; a runtime that keeps no count of it has none to compare. */
function allocates(forks: readonly Fork[]): boolean {
  if (forks.some(({ allocatedBytes }) => allocatedBytes.length === 0)) return false;
  const perSample = median(forks.map(({ allocatedBytes }) => median(allocatedBytes)));
  const perRun = median(forks.map((fork) => forkMedians(fork).allocatedBytes ?? 0));
  return perSample >= LEAST_BYTES_PER_SAMPLE && perRun >= LEAST_BYTES_PER_RUN;
}

function metricFigures({ metric, graph, subject, readings, lost }: MetricCell, sampling: string): StoredFigure[] {
  const { shape, kernel } = graph.workload;
  const work = JSON.stringify([sampling, shape, kernel, graph.tasks]);
  const shared = { benchmark: `${metric}/${graph.id}`, subject, work };
  const byMetric = Map.groupBy(readings.flatMap(valuesOf), ({ metric: { id } }) => id);
  if (byMetric.size === 0) {
    const { status = "interrupted", reason = "the session ended before it" } = lost ?? {};
    return [{ ...shared, metric: { id: metric, unit: "ns", better: "lower" }, values: [], lost: { status, reason } }];
  }
  return [...byMetric.values()].map((group) => ({
    ...shared,
    metric: group[0]!.metric,
    values: atLeast(group.map(({ value }) => value)),
    lost: null,
  }));
}

interface MetricValue {
  readonly metric: StoredMetric;
  readonly value: number;
}

/** What a process says in single figures; of memory over what is kept that is a line, which has no such figure. */
function valuesOf(reading: MetricReading): MetricValue[] {
  const time = (id: string, value: number): MetricValue => ({ metric: { id, unit: "ns", better: "lower" }, value });
  switch (reading.metric) {
    case "cold-start":
      return [time("total", reading.totalNs)];
    case "define":
      return [time("define", median(reading.cpuNs) / reading.batch)];
    case "load":
      return reading.closed.map(({ inFlight, ratePerS: value }) => ({
        metric: { id: `rate-${inFlight}-in-flight`, unit: "per-second", better: "higher" },
        value,
      }));
    case "memory":
      return [];
  }
}

function atLeast(values: readonly number[]): number[] {
  return values.map((value) => Math.max(value, LEAST));
}
