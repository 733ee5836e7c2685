/**
 * The one model that every report is made of: terminal, HTML, Markdown, CSV, JUnit and OpenMetrics read it and
 * nothing else, so that they cannot disagree. Numbers and facts, no wording and no markup; parts without data are
 * `null` or empty, and a report leaves their sections out. `build_model.ts` makes it of a result.
 *
 * Units: durations are nanoseconds, amounts bytes, shares between 0 and 1, changes a logarithm's exponential minus 1
 * (0.1 is 10 % more). Bounds can be infinite where the data are too few; a report must not print those.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import type { Check } from "../machine/checks.ts";
import type { Grade } from "../machine/grade.ts";
import type { MachineSpec, SessionInfo, Subject } from "../session/result.ts";
import type { ComparisonModel } from "./comparison/comparison_model.ts";
import type { Dominance } from "../suites/remedies.ts";
import type { Finding } from "./findings.ts";
import type { MetricLossFinding, MetricTableModel } from "./metric_table.ts";

/** What is measured of a row, and which direction is good. */
export interface MetricModel {
  readonly id: string;
  readonly unit: "ns" | "bytes" | "per-second" | "share" | "count";
  readonly better: "lower" | "higher";
}

/** How far the samples of a cell spread; shown as spread, never as uncertainty. */
export interface SpreadModel {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** A percentile that the samples support. */
export interface PercentileModel {
  /** Between 0 and 1. */
  readonly share: number;
  readonly estimate: Estimate;
}

/** The columns of the seed's tables, for one run of one cell; the headline is the median and not one of these. */
export interface SeedColumns {
  readonly averageNs: number;
  readonly minNs: number;
  readonly maxNs: number;
  readonly medianNs: number;
  readonly standardDeviationNs: number;
  readonly throughputPerS: number;
  /** Peak resident set of the processes, or `null` where it cannot be read. */
  readonly memoryBytes: number | null;
  /** CPU time over wall time, 0 and more. */
  readonly cpuShare: number;
  readonly iterations: number;
  readonly setupNs: number;
  /** `null` where the result does not say. */
  readonly teardownNs: number | null;
}

/** Five levels, 5 is best; undecided where the interval crosses a limit. */
export interface RatingModel {
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly word: "outstanding" | "excellent" | "good" | "acceptable" | "poor";
  readonly isSure: boolean;
  /** Limits between the levels, the best first, in the metric's unit or that of the figure. */
  readonly limits: readonly number[];
  /** What is rated, by a name that has the unit in it. @default the cell's own value */
  readonly figure?: { readonly name: string; readonly value: Estimate };
}

/** Something to distrust about a cell; worded by the reports. */
export interface WarningModel {
  readonly code:
    | "too-few-samples"
    | "timer-saturated"
    | "dead-code-suspected"
    | "bimodal"
    | "drift"
    | "throttled"
    | "mostly-waiting"
    | "no-steady-state";
  /** What the warning rests on, by name, in the units above. */
  readonly facts: Readonly<Record<string, number>>;
}

/** How a row changed against the baseline or the other arm. */
export interface ChangeModel {
  readonly verdict: "slower" | "faster" | "same" | "undecided" | "invalid" | "new" | "missing" | "incomparable";
  /** What changed. @default what the cell is measured by */
  readonly metric?: MetricModel;
  /** Relative change with its 95 % interval; `null` where there is none. */
  readonly change: Estimate | null;
  /** Before and now, in the metric's unit; `null` where there is none. */
  readonly before: Estimate | null;
  readonly now: Estimate | null;
  /** Smallest change that could have been seen, as a share; `null` if unknown. */
  readonly smallestSeen: number | null;
  /** Pairs that would settle an undecided row; `null` if unknown. */
  readonly pairsNeeded: number | null;
  /** Change per percentile, where both sides support it. */
  readonly shifts: readonly PercentileModel[];
  /** Sorted samples of the baseline, for the mirrored densities; empty where they were not kept. */
  readonly beforeSamples: readonly number[];
}

/** One subject in one benchmark, measured. */
export interface MeasuredCellModel {
  readonly status: "measured";
  readonly subject: string;
  readonly metric: MetricModel;
  /** What one run takes. */
  readonly value: Estimate;
  readonly wallNs: Estimate;
  readonly cpuNs: Estimate;
  /** `null` where the runtime keeps no count of it. */
  readonly allocatedBytes: Estimate | null;
  readonly spread: SpreadModel;
  /** Sorted values per run of all samples of all processes. */
  readonly samples: readonly number[];
  /** The same in order of time, as at most 64 equal stretches of 10th, 50th and 90th percentile. */
  readonly inOrder: readonly (readonly [p10: number, p50: number, p90: number])[];
  /** Highest percentile that the samples support, or `null`. */
  readonly topPercentile: PercentileModel | null;
  /** Percentiles of runs that were timed one by one; empty where none were. */
  readonly latency: readonly PercentileModel[];
  /** Modes of the samples' distribution, 1 or more. */
  readonly modes: number;
  readonly processes: number;
  /** What one run took in each process, for those who test themselves. @default not told */
  readonly perProcess?: readonly {
    readonly wallNs: number;
    readonly cpuNs: number;
    readonly allocatedBytes: number | null;
  }[];
  readonly provedRuns: number;
  readonly seed: SeedColumns;
  readonly warnings: readonly WarningModel[];
  /** What the engine adds per task beyond plain code; `null` for the control and without one. */
  readonly overheadNsPerTask: Estimate | null;
  /** Time divided by the time of each other measured subject, by its id. */
  readonly ratioTo: Readonly<Record<string, Estimate>>;
  readonly rating: RatingModel | null;
}

/** One subject in one benchmark. */
export type CellModel =
  | MeasuredCellModel
  | {
    readonly status: "not-applicable" | "failed" | "invalid" | "unavailable" | "interrupted";
    readonly subject: string;
    readonly reason: string;
  };

/** One benchmark with all its cells; the first of them is the report's own subject where it took part. */
export interface BenchmarkModel {
  readonly id: string;
  readonly suite: string;
  readonly title: string;
  /** What one run does, in one sentence; `null` where the suite does not say. */
  readonly meaning: string | null;
  readonly tasks: number;
  readonly cells: readonly CellModel[];
  /** Subject with the smallest value among the frameworks, the control left out; `null` where none was measured. */
  readonly fastest: string | null;
  readonly change: ChangeModel | null;
}

/** A suite's benchmarks, in order. */
export interface SuiteModel {
  readonly id: string;
  readonly title: string;
  readonly benchmarks: readonly BenchmarkModel[];
}

/** The reference loop over the session: how quiet the machine was while it was measured. */
export interface NoiseModel {
  /** Deviation from the loop's median, as a share, at a time since the session began. */
  readonly points: readonly { readonly atMs: number; readonly deviation: number }[];
  /** Deviation that is tolerated. */
  readonly tolerated: number;
  /** What was measured when; in order, without overlap. */
  readonly phases: readonly { readonly label: string; readonly startMs: number; readonly endMs: number }[];
  /** Stretches in which the loop left what is tolerated. */
  readonly bursts: readonly { readonly startMs: number; readonly endMs: number; readonly worst: number }[];
  /** Robust spread of the loop, as a share: differences below it are the machine. */
  readonly floor: number;
}

/** One curve over a load or a size, with the fit of the universal scalability law. */
export interface ScalingModel {
  readonly title: string;
  readonly subject: string;
  readonly points: readonly { readonly n: number; readonly value: Estimate }[];
  /** `null` where there is too little to fit. */
  readonly usl: {
    readonly lambda: number;
    readonly sigma: number;
    readonly kappa: number;
    readonly peakN: number | null;
    readonly rSquared: number;
  } | null;
}

/** A piece of a lane of the timeline. */
export interface TimelineSegment {
  readonly startMs: number;
  readonly endMs: number;
  readonly kind: "waiting" | "running" | "overhead" | "back-off" | "failed" | "checkpoint";
}

/** One state of a run. */
export interface TimelineLane {
  readonly name: string;
  readonly segments: readonly TimelineSegment[];
  readonly isCritical: boolean;
}

/** A real run. */
export interface TimelineRun {
  /** Place among the runs that were watched, by duration; 1 is the fastest. */
  readonly rank: number;
  /** How many were watched. */
  readonly runs: number;
  readonly durationMs: number;
  readonly lanes: readonly TimelineLane[];
}

/** A typical run above a slow one, of the same benchmark and subject. */
export interface TimelineModel {
  readonly benchmarkId: string;
  readonly subject: string;
  readonly typical: TimelineRun;
  readonly slow: TimelineRun;
}

/** A benchmark over earlier sessions. */
export interface HistoryModel {
  readonly benchmarkId: string;
  readonly title: string;
  readonly points: readonly {
    readonly at: string;
    readonly label: string | null;
    /** Commit of the tool. @default not told */
    readonly commit?: string;
    readonly value: Estimate;
    readonly isNoisy: boolean;
  }[];
  /** Index of the first point after each change, with the relative change. */
  readonly changes: readonly { readonly index: number; readonly change: number }[];
}

/** What the session was compared with, and whether it may be merged. */
export interface GateModel {
  readonly against: string;
  /** Whether both sides were measured in one session; else the comparison is advisory. */
  readonly isPaired: boolean;
  /** Change from which on a row counts, as a share. */
  readonly limit: number;
  readonly outcome: "passed" | "failed" | "undecided" | "invalid";
  readonly counts: Readonly<Record<ChangeModel["verdict"], number>>;
}

/** Who pays for a change: every run alike, the slow runs most, or there is no telling. */
export type ChangePattern = "every-run" | "the-tail" | "unknown";

/** A benchmark that changed, or of which it cannot be told. */
export interface ChangeFinding {
  readonly kind: "changed";
  readonly benchmarkId: string;
  readonly change: ChangeModel;
  readonly pattern: ChangePattern;
}

/** A figure of the report's own subject. */
export interface FigureModel {
  readonly title: string;
  readonly benchmarkId: string;
  readonly value: Estimate;
  readonly unit: MetricModel["unit"];
  /** What it is, as a clause; `null` where the title has to say it. */
  readonly meaning: string | null;
  /** Where it is what the benchmark is rated by; else `null`. */
  readonly rating: RatingModel | null;
}

/** How the cost of a run grows with its size. */
export interface GrowthModel {
  /** Suite and scenario. */
  readonly title: string;
  /** Sizes, ascending. */
  readonly sizes: readonly number[];
  /** Power that the size is raised to: 1 is proportional. Each process gave one. */
  readonly exponent: Estimate;
}

/** What follows from the measurements. */
export interface DerivedModel {
  readonly named: readonly FigureModel[];
  /** All others, in the order of the benchmarks. */
  readonly others: readonly FigureModel[];
  readonly growth: readonly GrowthModel[];
}

/** One benchmark costs a multiple of another that lacks one thing. */
export interface DominanceFinding {
  readonly kind: "dominates";
  readonly dominance: Dominance;
  /** Cost of an operation with the thing, divided by that without. */
  readonly ratio: Estimate;
}

/** A benchmark is surely not good. */
export interface LimitFinding {
  readonly kind: "limit-missed";
  readonly benchmarkId: string;
  readonly rating: RatingModel;
  /** What is rated. */
  readonly value: Estimate;
  /** What to try; `null` where nothing general can be said. */
  readonly remedy: string | null;
}

/** A cost that surely grows faster than its size. */
export interface GrowthFinding {
  readonly kind: "grows";
  readonly title: string;
  readonly sizes: readonly number[];
  readonly exponent: Estimate;
}

/** How many runs a process records was settled beforehand, whatever they turned out to take. */
export interface FixedPlanFinding {
  readonly kind: "fixed-plan";
  /** Runs of each process. */
  readonly iterations: number;
}

/** Something to improve. */
export type BottleneckFinding = DominanceFinding | LimitFinding | GrowthFinding;

/** Anything to tell about a session. */
export type ReportFinding = Finding | ChangeFinding | BottleneckFinding | FixedPlanFinding | MetricLossFinding;

/** Everything there is to report. */
export interface ReportModel {
  readonly session: SessionInfo;
  readonly machine: MachineSpec;
  readonly subjects: readonly Subject[];
  /** Id of the subject whose report this is. */
  readonly subject: string;
  /** What was looked at on the machine, with limits. */
  readonly checks: readonly Check[];
  /** `null` where the machine was not graded. */
  readonly grade: Grade | null;
  readonly noise: NoiseModel | null;
  readonly findings: readonly ReportFinding[];
  readonly suites: readonly SuiteModel[];
  /** Figures that follow from the measurements. @default none */
  readonly derived?: DerivedModel;
  /** What was measured beside the steady run; empty where nothing was. */
  readonly metrics: readonly MetricTableModel[];
  readonly gate: GateModel | null;
  readonly scaling: readonly ScalingModel[];
  /** Those of the report's own subject first; empty where no run was recorded. */
  readonly timelines: readonly TimelineModel[];
  readonly history: readonly HistoryModel[];
  /** How the frameworks compare beside their speed. @default {null} there is nobody to compare with */
  readonly comparison?: ComparisonModel | null;
  /** SHA-256 of the result file, hexadecimal; `null` where the result was not read from a file. */
  readonly resultSha256: string | null;
}
