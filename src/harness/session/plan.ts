/**
 * What a session is asked to do and what it gives back. `session.ts` does it, `assemble.ts` makes a
 * result file's content of it.
 * @module
 */
import type { Benchmark } from "../suites/benchmark.ts";
import type { ArmPlan } from "./arm_plan.ts";
import type { MetricPlan } from "./metrics/metric_plan.ts";
import type { Profile } from "./profile.ts";
import type { BenchmarkResult, HostSeries, MetricCell, Subject } from "./result.ts";
import type { SessionForecast } from "./session_forecast.ts";
import type { WorkerCommand } from "./self_command.ts";
import type { Stage } from "./stage.ts";

/** Longest that a worker may take to answer, in milliseconds, unless the plan says otherwise. */
export const DEFAULT_TIME_LIMIT_MS = 30_000;

/** What a session is to measure. */
export interface SessionPlan {
  /** How many processes and samples, and how long. */
  readonly profile: Profile;
  /** One or more. */
  readonly benchmarks: readonly Benchmark[];
  /** What is compared; one or more, each id once. */
  readonly arms: readonly ArmPlan[];
  /** Where all random order comes from: an integer from 0 to 4,294,967,295. Equal seeds give equal orders. */
  readonly seed: number;
  /**
   * Longest that a worker may take to answer a request, in milliseconds; the longest warm-up of the
   * profile is added where it applies. A worker that takes longer is killed and its cell is lost.
   * @default {30_000}
   */
  readonly timeLimitMs?: number;
  /** How to start a worker. */
  readonly workerCommand: WorkerCommand;
  /** What is measured besides the steady run, once all stages are over. @default nothing */
  readonly metrics?: MetricPlan;
  /** Rounds of the `cpu` kernel, a whole number from 1. @default calibrated when the session starts */
  readonly cpuRounds?: number;
  /**
   * Decides what comes after the stages so far: the first one measures all benchmarks in as many passes as
   * the profile has forks. Must be a pure function. @default nothing comes after the first stage
   */
  readonly nextStage?: (soFar: SessionSoFar) => Stage | null;
  /** Interrupts the session: what is under way is stopped and thrown away, what was finished is kept. */
  readonly signal?: AbortSignal;
}

/** What a session has measured when a stage is over. */
export interface SessionSoFar {
  /** The stages that are over, one or more. */
  readonly stages: readonly Stage[];
  /** As in the outcome. */
  readonly benchmarks: readonly BenchmarkResult[];
  readonly subjects: readonly Subject[];
}

/** What a session measured. */
export interface SessionOutcome {
  /** Whether all blocks were measured or the plan's signal came first. */
  readonly status: "completed" | "interrupted";
  /** Start and end, as ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Rounds of the `cpu` kernel that were used. */
  readonly cpuRounds: number;
  /** Those that could be loaded at least once or are known to the tool, in the plan's order. */
  readonly subjects: readonly Subject[];
  /** When it was taken up again after a break, as ISO 8601 in UTC. */
  readonly resumedAt: readonly string[];
  readonly stages: readonly Stage[];
  /** How long it was expected to take after its first pass, and took; `null` where that cannot be compared. */
  readonly forecast: SessionForecast | null;
  readonly host: HostSeries;
  /** In the plan's order, each with a cell for every subject of the plan, in the plan's order. */
  readonly benchmarks: readonly BenchmarkResult[];
  /** A cell for each subject of each graph of each metric; none unless the plan asks for them. */
  readonly metrics: readonly MetricCell[];
}
