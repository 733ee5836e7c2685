/**
 * The metrics that runs are counted in, and their names, help and labels.
 * @module
 */
import type { Counter } from "../metrics/counter.ts";
import type { Gauge } from "../metrics/gauge.ts";
import type { Histogram } from "../metrics/histogram.ts";
import type { MetricsRegistry } from "../metrics/metrics_registry.ts";

/** Bounds from what a synchronous state takes to what a slow model does, in seconds. */
export const RUN_BUCKETS: readonly number[] = Object.freeze(
  [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
);

/** The metrics. */
export interface RunMetricSet {
  readonly runsStarted: Counter<"agent">;
  readonly runsEnded: Counter<"agent" | "status">;
  readonly runsInFlight: Gauge<"agent">;
  readonly runSeconds: Histogram<"agent" | "status">;
  readonly statesStarted: Counter<"agent" | "state">;
  readonly statesEnded: Counter<"agent" | "state" | "outcome">;
  readonly statesInFlight: Gauge<"agent">;
  readonly stateSeconds: Histogram<"agent" | "state" | "outcome">;
  readonly stateRetries: Counter<"agent" | "state">;
  readonly waitSeconds: Histogram<"agent" | "state">;
}

/** What the metrics are like. */
export interface RunMetricShape {
  /** What all names begin with, followed by an underscore. */
  readonly prefix: string;
  /** Bounds of all durations, in seconds. */
  readonly buckets: readonly number[];
}

/**
 * Makes the metrics, unless they are there.
 *
 * @param registry Where.
 * @param shape What they are like.
 * @returns The metrics.
 * @throws {TypeError} If a metric of one of their names is there that was made in another way.
 */
export function runMetricSet(registry: MetricsRegistry, { prefix, buckets }: RunMetricShape): RunMetricSet {
  const agent = ["agent"] as const, state = ["agent", "state"] as const;
  const seconds = { unit: "seconds", buckets };
  return {
    runsStarted: registry.counter(`${prefix}_runs_started`, { help: "Runs that were started.", labelNames: agent }),
    runsEnded: registry.counter(`${prefix}_runs_ended`, {
      help: "Runs that are over, by how they really ended.",
      labelNames: ["agent", "status"],
    }),
    runsInFlight: registry.gauge(`${prefix}_runs_in_flight`, {
      help: "Runs that were started and are not over.",
      labelNames: agent,
    }),
    runSeconds: registry.histogram(`${prefix}_run_duration_seconds`, {
      help: "Time from the start of a run to its end.",
      labelNames: ["agent", "status"],
      ...seconds,
    }),
    statesStarted: registry.counter(`${prefix}_states_started`, {
      help: "States that began; further attempts are in the retries.",
      labelNames: state,
    }),
    statesEnded: registry.counter(`${prefix}_states_ended`, {
      help: "States that are over, by outcome; those that were left out never began.",
      labelNames: ["agent", "state", "outcome"],
    }),
    statesInFlight: registry.gauge(`${prefix}_states_in_flight`, {
      help: "States that began and are not over, those between two attempts included.",
      labelNames: agent,
    }),
    stateSeconds: registry.histogram(`${prefix}_state_duration_seconds`, {
      help: "Time from the beginning of a state's first attempt to the end of its last.",
      labelNames: ["agent", "state", "outcome"],
      ...seconds,
    }),
    stateRetries: registry.counter(`${prefix}_state_retries`, {
      help: "Attempts that failed and were followed by another one.",
      labelNames: state,
    }),
    waitSeconds: registry.histogram(`${prefix}_resource_wait_seconds`, {
      help: "Time that a state was ready but for resources.",
      labelNames: state,
      ...seconds,
    }),
  };
}
