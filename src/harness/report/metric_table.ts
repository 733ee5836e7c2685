/**
 * The form in which reports read the metrics beside the steady run: tables of figures, one for each metric and graph.
 * Numbers and facts as in `model.ts`; made by `metric_table_models.ts`, worded by `metric_wording.ts`.
 * @module
 */
import type { OpenLoopFigures } from "../compare/metrics/metric_rows.ts";
import type { Estimate } from "../../stats/estimate.ts";

/** What is wrong with a load. */
export type LoadDoubt = NonNullable<OpenLoopFigures["doubt"]>;

/** What a table is about: a load has two of them, as closed and open loops answer different questions. */
export type MetricTableKind = "cold-start" | "define" | "memory" | "closed-loop" | "open-loop";

/** What a column shows. */
export type MetricFigure =
  | "total"
  | "start"
  | "import"
  | "define"
  | "first-define"
  | "first-run"
  | "steady-run"
  | "define-cpu"
  | "define-allocated"
  | "per-definition"
  | "per-run-in-flight"
  | "per-kept-result"
  | "rate"
  | "scaling"
  | "pipe-round-trip"
  | "pipe-rate"
  | "offered"
  | "achieved"
  | "latency"
  | "service";

/** A column. */
export interface MetricColumnModel {
  readonly figure: MetricFigure;
  readonly unit: "ns" | "bytes" | "per-second" | "share" | "count";
  readonly better: "lower" | "higher";
  /** Runs in flight, of the rate of a closed loop. */
  readonly inFlight?: number;
  /** Share of runs that take at most as long, of a latency. */
  readonly quantile?: number;
}

/**
 * Why there is no number: a line that does not describe the memory, a worker that fell behind, a load that was late
 * itself, fewer latencies than the percentile needs, something that was not measured.
 */
export type MetricAbsence = "no-line" | "saturated" | "void" | "unsupported" | "not-measured";

/** A number with its interval, or why there is none. */
export type MetricCellModel =
  | { readonly value: Estimate; readonly rSquared: number | null }
  | {
    readonly value: null;
    readonly absence: MetricAbsence;
    readonly rSquared: number | null;
    /** What is wrong with the load, told once a row. @default nothing is told */
    readonly doubt?: LoadDoubt;
  };

/** A subject, under one load where there are several. */
export type MetricRowModel =
  & {
    readonly subject: string;
    /** Share of the highest rate that was offered; `null` where there is no such thing. */
    readonly load: number | null;
  }
  & (
    /** A cell for each column. */
    | { readonly status: "measured"; readonly cells: readonly MetricCellModel[] }
    | {
      readonly status: "not-applicable" | "failed" | "invalid" | "unavailable" | "interrupted";
      readonly reason: string;
    }
  );

/** A metric with one graph. */
export interface MetricTableModel {
  readonly kind: MetricTableKind;
  readonly graph: { readonly id: string; readonly title: string };
  readonly columns: readonly MetricColumnModel[];
  readonly rows: readonly MetricRowModel[];
}

/** The own subject is worse than a rival by a figure. */
export interface MetricLossFinding {
  readonly kind: "metric-lost";
  readonly table: Pick<MetricTableModel, "kind" | "graph">;
  readonly column: MetricColumnModel;
  /** Share of the highest rate, of an open loop. */
  readonly load: number | null;
  /** The rival that is best by the figure. */
  readonly rival: string;
  readonly own: Estimate;
  readonly other: Estimate;
}
