/**
 * How what an engine adds grows with the size of a graph: a line and a power law over the sizes of one family, with
 * plain code of the same size, input and pass taken off. Drawing it is left to reports.
 *
 * Each pass has a line of its own, through the sizes that its processes measured, and the intervals are over passes:
 * sizes of one pass share a process and a moment, and are no independent points.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { growth } from "../../stats/growth.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { ols, type Point } from "../../stats/ols.ts";
import { isControl, plainCodeFor } from "../adapters/python_facts.ts";
import type { BenchmarkResult } from "../session/result.ts";
import type { BenchmarkAnalysis, MeasuredRow } from "./benchmark_analysis.ts";
import { forkPairs, type PrimaryReading } from "./fork_pairs.ts";
import { type Overhead, overheadNsPerTask } from "./overhead.ts";
import { pairedRatio } from "./ratio.ts";

/** Graphs of one kind and of several sizes; what is counted are states, branches or runs at once. */
export type GrowthFamily = "chain" | "fanout" | "in-flight";

/** What an engine adds at one size. */
export interface SizedOverhead {
  /** States of a chain, branches of a fan-out, or runs at once. */
  readonly size: number;
  /** What it adds to each task, in nanoseconds. */
  readonly overheadNsPerTask: Overhead;
  /** Its time divided by that of plain code: 1.1 is 10 % more. */
  readonly ratioToControl: Estimate | null;
}

/** What an engine adds as the size grows. */
export interface OverheadGrowth {
  readonly subject: string;
  readonly family: GrowthFamily;
  /** What the tasks do. */
  readonly kernel: BenchmarkResult["workload"]["kernel"]["kind"];
  /** By size, ascending; two or more. */
  readonly sizes: readonly SizedOverhead[];
  /** What one more state, branch or run adds to a run of the graph, in nanoseconds. */
  readonly slopeNs: Estimate;
  /** What the engine adds to a run however small the graph is, in nanoseconds. */
  readonly interceptNs: Estimate;
  /**
   * Power of the size that the overhead grows with: 1 is proportional, 2 is quadratic. Null where the overhead of a
   * size is not above 0 in some pass: there is no power law then.
   */
  readonly exponent: Estimate | null;
}

/** A benchmark of a family. */
interface Sized {
  readonly size: number;
  readonly benchmark: BenchmarkAnalysis;
}

/**
 * Finds how overheads grow.
 *
 * @param benchmarks A session's benchmarks.
 * @returns One entry for each family with two sizes or more, each kernel, and each framework that was measured at
 * two sizes or more, beside plain code; by family, kernel, and the order of the subjects.
 */
export function overheadGrowths(benchmarks: readonly BenchmarkAnalysis[]): OverheadGrowth[] {
  const families = Map.groupBy(benchmarks.filter((one) => sizeOf(one) !== null), familyKey);
  return [...families.values()].flatMap((members) => {
    const sized = members.map((benchmark) => ({ size: sizeOf(benchmark)!, benchmark })).toSorted((a, b) =>
      a.size - b.size
    );
    const subjects = new Set(members.flatMap(({ rows }) => rows.map(({ subject }) => subject)));
    return [...subjects].filter((subject) => !isControl(subject)).flatMap((subject) => growthOf(subject, sized) ?? []);
  });
}

function familyKey({ suite, workload: { shape, kernel, checkpoints } }: BenchmarkAnalysis): string {
  return [suite, shape.kind, kernel.kind, checkpoints ?? ""].join("/");
}

function sizeOf({ workload: { shape } }: BenchmarkAnalysis): number | null {
  switch (shape.kind) {
    case "chain":
      return shape.length;
    case "fanout":
      return shape.width;
    case "in-flight":
      return shape.runs;
    default:
      return null;
  }
}

/** A subject beside plain code, at one size. */
interface Measured extends Sized {
  readonly row: MeasuredRow;
  readonly control: MeasuredRow;
}

function growthOf(subject: string, sized: readonly Sized[]): OverheadGrowth | null {
  const measured = sized.flatMap((one): Measured[] => {
    const row = measuredRow(one.benchmark, subject), control = measuredRow(one.benchmark, plainCodeFor(subject));
    return row === null || control === null ? [] : [{ ...one, row, control }];
  });
  const sizes = measured.flatMap(sizedOverhead), lines = passLines(measured);
  if (new Set(sizes.map(({ size }) => size)).size < 2 || lines.length === 0) return null;
  const { shape, kernel } = measured[0]!.benchmark.workload, laws = lines.map(({ points }) => exponentOf(points));
  return {
    subject,
    // Only families have sizes.
    family: shape.kind as GrowthFamily,
    kernel: kernel.kind,
    sizes,
    slopeNs: hodgesLehmann(lines.map(({ slope }) => slope)),
    interceptNs: hodgesLehmann(lines.map(({ intercept }) => intercept)),
    exponent: laws.every((law) => law !== null) ? hodgesLehmann(laws) : null,
  };
}

function measuredRow({ rows }: BenchmarkAnalysis, subject: string): MeasuredRow | null {
  const found = rows.find((row) => row.subject === subject);
  return found?.status === "measured" ? found : null;
}

function readingOf({ primaryClock }: BenchmarkAnalysis): PrimaryReading {
  return primaryClock === "cpu" ? "cpuNs" : "wallNs";
}

function sizedOverhead({ size, benchmark, row, control }: Measured): SizedOverhead[] {
  const pairs = forkPairs({ subject: row.forks, reference: control.forks }, readingOf(benchmark));
  const overhead = overheadNsPerTask(pairs, benchmark.tasks);
  return overhead === null ? [] : [{ size, overheadNsPerTask: overhead, ratioToControl: pairedRatio(pairs) }];
}

interface PassLine {
  /** Overhead of a run in nanoseconds by size. */
  readonly points: readonly Point[];
  readonly slope: number;
  readonly intercept: number;
}

/** A line for each pass in which the subject and plain code were measured at all sizes. */
function passLines(measured: readonly Measured[]): PassLine[] {
  const [first] = measured;
  // Graphs of one size and different tasks are no sizes to draw a line through.
  if (first === undefined || new Set(measured.map(({ size }) => size)).size < 2) return [];
  return first.row.forks.flatMap(({ pass }) => {
    const points = measured.flatMap(({ size, benchmark, row, control }): Point[] => {
      const reading = readingOf(benchmark);
      const own = row.forks.find((fork) => fork.pass === pass),
        plain = control.forks.find((fork) => fork.pass === pass);
      return own === undefined || plain === undefined ? [] : [{ x: size, y: own[reading] - plain[reading] }];
    });
    if (points.length < measured.length) return [];
    const { slope, intercept } = ols(points);
    return [{ points, slope: slope.value, intercept: intercept.value }];
  });
}

function exponentOf(points: readonly Point[]): number | null {
  return points.every(({ y }) => y > 0) ? growth(points).exponent.value : null;
}
