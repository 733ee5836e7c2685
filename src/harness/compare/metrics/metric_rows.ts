/**
 * What a report says of the metrics beside the steady run: an estimate for each figure of each subject, with
 * processes as n, or how a subject was lost. No wording.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { MetricCell } from "../../session/result.ts";
import type { LoadDoubt } from "../../measure/load/load_verdict.ts";
import type { LatencyQuantile } from "./latency_quantiles.ts";

/** What a row is about. */
export interface MetricRowHead {
  readonly graph: MetricCell["graph"];
  readonly subject: string;
}

/** A subject without figures: how it was lost, or `null` where the session ended too early for it. */
export interface LostMetricRow extends MetricRowHead {
  readonly status: "lost";
  readonly lost: MetricCell["lost"];
}

/** A row with figures. */
export type MetricRow<Figures> = (MetricRowHead & { readonly status: "measured" } & Figures) | LostMetricRow;

/** From the order to start a process to its first result. */
export interface ColdStartFigures {
  readonly startNs: Estimate;
  readonly importNs: Estimate;
  readonly defineNs: Estimate;
  readonly firstRunNs: Estimate;
  readonly totalNs: Estimate;
}

/** What a definition takes, beside what it is made for. All in wall time but `defineCpuNs`. */
export interface DefineFigures {
  /** The first definition of a process, and the first run after it. */
  readonly firstDefineNs: Estimate;
  readonly firstRunNs: Estimate;
  /** A definition once its code is warm. */
  readonly defineNs: Estimate;
  readonly defineCpuNs: Estimate;
  /** `null` where the runtime keeps no count of it. */
  readonly defineAllocatedBytes: Estimate | null;
  /** The steady run of the same graph; `null` where its benchmark was not measured. */
  readonly steadyRunNs: Estimate | null;
}

/** Memory over the number of things kept. */
export interface MemorySlope {
  /** Bytes per thing; `null` where a line does not describe the points. */
  readonly bytes: Estimate | null;
  /** The least R² of all processes. */
  readonly rSquared: number;
}

/** What stays in memory. */
export interface MemoryFigures {
  readonly definition: MemorySlope;
  readonly runInFlight: MemorySlope;
  readonly keptResult: MemorySlope;
}

/** Closed loops: the next request waits for an answer. */
export interface ClosedLoopFigures {
  readonly inFlight: number;
  readonly ratePerS: Estimate;
}

/** Open loops at one share of the highest rate. */
export interface OpenLoopFigures {
  readonly share: number;
  readonly offeredPerS: Estimate;
  /** Runs that were answered; fewer than offered where the worker fell behind. */
  readonly achievedPerS: Estimate;
  /** What most processes say. Only latencies of a `valid` point are given. */
  readonly verdict: "valid" | "saturated" | "void";
  /** What is wrong with the typical process of that verdict; `null` where it is valid, or nothing was recorded. */
  readonly doubt: LoadDoubt | null;
  /** Processes whose point is valid, of all. */
  readonly validForks: number;
  readonly forks: number;
  /** From intended arrival, over the valid processes. */
  readonly latency: readonly LatencyQuantile[];
  /** From sending, over the valid processes: what a closed loop would have called the latency. */
  readonly service: readonly LatencyQuantile[];
}

/** A worker under load. */
export interface LoadFigures {
  /** What the pipe takes without a run. */
  readonly pipeRoundTripNs: Estimate;
  readonly pipeRatePerS: Estimate;
  readonly closed: readonly ClosedLoopFigures[];
  /** Rate with most in flight over that with fewest; `null` where tasks do not wait, as one thread cannot be scaled. */
  readonly scaling: Estimate | null;
  readonly open: readonly OpenLoopFigures[];
}

/** All metrics of a session; empty where they were not asked for. */
export interface MetricsAnalysis {
  readonly coldStarts: readonly MetricRow<ColdStartFigures>[];
  readonly definitions: readonly MetricRow<DefineFigures>[];
  readonly memory: readonly MetricRow<MemoryFigures>[];
  readonly loads: readonly MetricRow<LoadFigures>[];
}
