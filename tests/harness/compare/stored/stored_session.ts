/**
 * Saved sessions for tests of what compares them: a benchmark is a list of nanoseconds, one a process.
 * @module
 */
import type { BenchmarkResult, Cell, Result } from "../../../../src/harness/session/result.ts";
import { exampleResult } from "../../../fixtures/example_result.ts";
import { benchmarkOf, forkOf } from "../benchmark_fixture.ts";

/** A benchmark of PuffinFlow: times, or how it was lost. */
export type MadeUpBenchmark = readonly number[] | Exclude<Cell, { status: "measured" }>;

/** What a session differs in from others. */
export interface MadeUpSession {
  /** Names the session; sessions of one name are one. */
  readonly id?: string;
  readonly hostFingerprint?: string | null;
  /** Bytes that a run allocates in every process; none to speak of unless given. */
  readonly bytesPerRun?: number;
  readonly changes?: Partial<BenchmarkResult>;
  readonly startedAt?: string;
  readonly commit?: string;
}

/** Makes a session of benchmarks `suite/NAME`. */
export function storedSession(
  benchmarks: Readonly<Record<string, MadeUpBenchmark>>,
  { id = "now", hostFingerprint = "host", bytesPerRun = 1, changes = {}, startedAt, commit }: MadeUpSession = {},
): Result {
  const result = exampleResult();
  const [subject] = result.subjects;
  return {
    ...result,
    session: {
      ...result.session,
      id,
      hostFingerprint,
      ...(startedAt !== undefined && { startedAt }),
      ...(commit !== undefined && { tool: { ...result.session.tool, commit: { value: commit } } }),
    },
    subjects: [{ ...subject!, id: "puffinflow", title: "PuffinFlow" }],
    metrics: [],
    benchmarks: Object.entries(benchmarks).map(([name, given]) =>
      benchmarkOf(["status" in given ? given : cellOf(given, bytesPerRun)], { id: `suite/${name}`, ...changes })
    ),
  };
}

function cellOf(times: readonly number[], bytesPerRun: number): Cell {
  const forks = times.map((ns, pass) => {
    const fork = forkOf(pass, ns, { batch: 1_000 });
    return { ...fork, allocatedBytes: fork.wallNs.map(() => 1_000 * bytesPerRun) };
  });
  return { subject: "puffinflow", status: "measured", forks };
}
