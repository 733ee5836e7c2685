/**
 * What a session is asked to do and what it gives back. `session.ts` does it, `assemble.ts` makes a
 * result file's content of it.
 * @module
 */
import type { Benchmark } from "../suites/benchmark.ts";
import type { Profile } from "./profile.ts";
import type { BenchmarkResult, Subject } from "./result.ts";
import type { WorkerCommand } from "./self_command.ts";

/** Longest that a worker may take to answer, in milliseconds, unless the plan says otherwise. */
export const DEFAULT_TIME_LIMIT_MS = 30_000;

/** What a session is to measure. */
export interface SessionPlan {
  /** How many processes and samples, and how long. */
  readonly profile: Profile;
  /** One or more. */
  readonly benchmarks: readonly Benchmark[];
  /** Ids of known adapters, or paths or URLs of adapter modules; one or more, each once. */
  readonly subjects: readonly string[];
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
  /** Rounds of the `cpu` kernel, a whole number from 1. @default calibrated when the session starts */
  readonly cpuRounds?: number;
  /** Interrupts the session: what is under way is stopped and thrown away, what was finished is kept. */
  readonly signal?: AbortSignal;
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
  /** In the plan's order, each with a cell for every subject of the plan, in the plan's order. */
  readonly benchmarks: readonly BenchmarkResult[];
}
