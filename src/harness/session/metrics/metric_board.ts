/**
 * What a session has measured of its metrics so far: the readings of each subject with each graph, or the fault that
 * ended it. Knows neither processes nor time.
 * @module
 */
import type { MetricRecord } from "../journal_record.ts";
import type { SessionPlan } from "../plan.ts";
import type { LostCell } from "../progress.ts";
import type { HostSeries, MetricCell } from "../result.ts";
import { graphsOf, METRIC_NAMES, type MetricTurn, metricTurns } from "./metric_plan.ts";
import type { MetricReading } from "./metric_reading.ts";

/** All turns of a session's metrics, and what became of them. */
export class MetricBoard {
  readonly #plan: SessionPlan;
  readonly #turns: readonly MetricTurn[];
  readonly #done = new Set<string>();
  readonly #readings = new Map<string, MetricReading[]>();
  readonly #lost = new Map<string, LostCell>();
  readonly #phases: NonNullable<HostSeries["metricPhases"]> = [];
  #lastMs = 0;

  /**
   * Starts with no turn taken.
   *
   * @param plan What the session is to measure.
   */
  constructor(plan: SessionPlan) {
    this.#plan = plan;
    this.#turns = plan.metrics === undefined ? [] : metricTurns(plan.metrics, plan);
  }

  /** End of the last turn, in milliseconds since the session began; 0 before the first one. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** When each turn was taken, in order. */
  get phases(): NonNullable<HostSeries["metricPhases"]> {
    return this.#phases;
  }

  /** Turns that are still to be taken, in order: those of a subject that is lost are not. */
  get rest(): MetricTurn[] {
    return this.#turns.filter((turn) => {
      const cell = cellKey({ ...turn, graph: turn.graph.id });
      return !this.#done.has(`${cell} ${turn.repeat}`) && !this.#lost.has(cell);
    });
  }

  /** Turns that were taken. */
  get finished(): number {
    return this.#done.size;
  }

  /**
   * Takes note of a turn.
   *
   * @param record What became of it.
   */
  apply(record: MetricRecord): void {
    const { repeat, outcome } = record, cell = cellKey(record);
    this.#done.add(`${cell} ${repeat}`);
    this.#lastMs = record.endedMs;
    const { metric, graph, startedMs, endedMs } = record;
    this.#phases.push({ metric, graph, startedMs, endedMs });
    if (outcome.kind === "lost") this.#lost.set(cell, outcome.cell);
    else this.#readings.set(cell, [...this.#readings.get(cell) ?? [], outcome.reading]);
  }

  /**
   * Writes down what was measured.
   *
   * @param nameOf Name of an arm in results.
   * @returns A cell for each subject of each graph of each metric that the plan has, in the plan's order.
   */
  cells(nameOf: (arm: string) => string): MetricCell[] {
    const { metrics, benchmarks, arms } = this.#plan;
    return METRIC_NAMES.filter((metric) => metrics?.names.includes(metric)).flatMap((metric) =>
      graphsOf(metric, benchmarks).flatMap((graph) =>
        arms.map(({ id }): MetricCell => {
          const cell = cellKey({ metric, graph: graph.id, arm: id }), subject = nameOf(id), lost = this.#lost.get(cell);
          const readings = lost === undefined ? this.#readings.get(cell) ?? [] : [];
          return { metric, graph, subject, readings, lost: lost === undefined ? null : { ...lost, subject } };
        })
      )
    );
  }
}

function cellKey({ metric, graph, arm }: Pick<MetricRecord, "metric" | "graph" | "arm">): string {
  return `${metric} ${graph} ${arm}`;
}
