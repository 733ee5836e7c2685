/**
 * Metrics of runs, from what the executor tells of them: an instrument for agents and runs.
 * @module
 */
import type { Plan } from "../../graph/plan.ts";
import type { Execution, Instrument } from "../../run/execution.ts";
import { RunInstrument } from "../../run/instrument.ts";
import { watch } from "../../run/observer_group.ts";
import type { MetricsRegistry } from "../metrics/metrics_registry.ts";
import { PlanSeries } from "./plan_series.ts";
import { RUN_BUCKETS, type RunMetricSet, runMetricSet } from "./run_metric_set.ts";
import { type RecorderParts, RunRecorder } from "./run_recorder.ts";
import { traceExemplar } from "./trace_exemplar.ts";

/** Options of {@linkcode observeMetrics}. */
export interface RunMetricsOptions {
  /** What all names begin with, followed by an underscore. @default {"puffinflow"} */
  readonly prefix?: string;
  /** Bounds of the buckets of all durations, in seconds. @default {RUN_BUCKETS} 19 from 0.1 ms to 5 min */
  readonly buckets?: readonly number[];
  /**
   * What the durations have as exemplars: `traces` for the ids of the traces that `traceRuns` keeps, which takes some
   * 0.2 µs a state. @default {"none"}
   */
  readonly exemplars?: "traces" | "none";
}

/**
 * Makes an instrument that counts runs and states in a registry. With the prefix left as it is:
 *
 * | metric | labels | what |
 * |---|---|---|
 * | `puffinflow_runs_started`, `puffinflow_runs_in_flight` | agent | runs, those inside other runs too |
 * | `puffinflow_runs_ended`, `puffinflow_run_duration_seconds` | agent, status | by how the run really ended: completed, failed, cancelled, timed-out |
 * | `puffinflow_states_started` | agent, state | states that began |
 * | `puffinflow_states_in_flight` | agent | states that began and are not over |
 * | `puffinflow_states_ended` | agent, state, outcome | completed, failed, timed-out, cancelled, skipped, upstream-failed |
 * | `puffinflow_state_duration_seconds` | agent, state, outcome | all attempts of a state and the waits between them |
 * | `puffinflow_state_retries` | agent, state | attempts that were followed by another one |
 * | `puffinflow_resource_wait_seconds` | agent, state | waits for resources |
 *
 * Counters are written with `_total` at the end. Of a mapped state, the tasks that were sent to it are counted.
 *
 * @param registry Where the metrics are.
 * @param options Names and buckets.
 * @returns What to hand to `instruments` of an agent or a run.
 * @throws {TypeError} If the registry has a metric of one of the names that was made in another way.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { MetricsRegistry, observeMetrics, prometheusText } from "puffinflow/observability";
 *
 * const registry = new MetricsRegistry();
 * const shaky = agent("shaky", { instruments: [observeMetrics(registry)] })
 *   .state("works", () => 1)
 *   .state("breaks", () => {
 *     throw new Error("broken");
 *   });
 * await shaky.run();
 *
 * const text = prometheusText(registry.collect());
 * assert.match(text, /^puffinflow_runs_ended_total\{agent="shaky",status="failed"\} 1$/m);
 * assert.match(text, /^puffinflow_states_ended_total\{agent="shaky",state="works",outcome="completed"\} 1$/m);
 * ```
 */
export function observeMetrics(registry: MetricsRegistry, options: RunMetricsOptions = {}): Instrument {
  const { prefix = "puffinflow", buckets = RUN_BUCKETS, exemplars = "none" } = options;
  const metrics = runMetricSet(registry, { prefix, buckets });
  return new RunMetrics(metrics, exemplars === "traces" ? traceExemplar : () => undefined);
}

class RunMetrics extends RunInstrument {
  override readonly name = "metrics";
  readonly #parts: RecorderParts;

  constructor(metrics: RunMetricSet, exemplarOf: RecorderParts["exemplarOf"]) {
    super();
    const known = new WeakMap<Plan, PlanSeries>();
    const seriesOf = (plan: Plan): PlanSeries => {
      let series = known.get(plan);
      if (series === undefined) known.set(plan, series = new PlanSeries(metrics, plan));
      return series;
    };
    this.#parts = { seriesOf, exemplarOf };
  }

  override attach(execution: Execution): void {
    watch(execution, new RunRecorder(execution, this.#parts));
  }
}
