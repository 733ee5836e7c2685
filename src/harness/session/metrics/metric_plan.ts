/**
 * Which metrics a session measures besides the steady run, with how much effort, on which graphs, in which order.
 * Data and pure functions. What each metric is and how it is measured is in a file of its own beside this one.
 * @module
 */
import { shuffled } from "../../../random/shuffle.ts";
import type { Benchmark, KernelKind } from "../../suites/benchmark.ts";
import { workloadOf } from "../../suites/workload_of.ts";
import { taskCount } from "../../workload/shape.ts";
import type { Workload } from "../../workload/workload.ts";
import { drawsFor } from "../draws.ts";
import type { ProfileName } from "../profile.ts";

/** The metrics, in the order in which they are measured and reported. */
export const METRIC_NAMES = ["cold-start", "define", "memory", "load"] as const;

/** What is measured besides the steady run. */
export type MetricName = (typeof METRIC_NAMES)[number];

/** How much measuring a metric gets. */
export interface MetricEffort {
  /** Cold starts of each subject. */
  readonly coldStarts: number;
  /** Processes of each subject for each other metric. At least 6, or there are no intervals. */
  readonly processes: number;
  /** Batches of definitions in a process, how long each lasts, and the warm-up before, in milliseconds. */
  readonly defineSamples: number;
  readonly defineSampleMs: number;
  readonly defineWarmUpMs: number;
  /** How many graphs, runs and results are kept when memory is read, ascending. */
  readonly retainedCounts: readonly number[];
  /** Warm-up of a process under load: shortest and longest, in milliseconds. */
  readonly loadWarmUpMs: readonly [shortest: number, longest: number];
  /** How long a closed loop should take, in milliseconds. */
  readonly closedLoopMs: number;
  /** For how long requests arrive at an open loop, in milliseconds. */
  readonly openLoopMs: number;
}

/** What a session measures besides the steady run. */
export interface MetricPlan extends MetricEffort {
  /** Each once. */
  readonly names: readonly MetricName[];
}

const THOROUGH: MetricEffort = {
  coldStarts: 20,
  processes: 6,
  defineSamples: 20,
  defineSampleMs: 5,
  defineWarmUpMs: 300,
  retainedCounts: [100, 200, 500, 1_000],
  loadWarmUpMs: [300, 2_000],
  closedLoopMs: 500,
  openLoopMs: 1_000,
};

/** How much measuring each profile buys. */
export const METRIC_EFFORTS: Readonly<Record<ProfileName, MetricEffort>> = {
  quick: {
    ...THOROUGH,
    coldStarts: 6,
    defineSamples: 10,
    defineWarmUpMs: 100,
    loadWarmUpMs: [100, 600],
    closedLoopMs: 200,
    openLoopMs: 400,
  },
  standard: THOROUGH,
  gate: THOROUGH,
};

/** Metrics that a profile measures unless it is told which. */
export const USUAL_METRICS: Readonly<Record<ProfileName, readonly MetricName[]>> = {
  quick: [],
  standard: METRIC_NAMES,
  gate: [],
};

/** A graph that a metric is measured with. */
export interface MetricGraph {
  /** Scenario and kernel, for example `diamond/noop`. */
  readonly id: string;
  readonly title: string;
  readonly workload: Workload;
  /** Task bodies that one run executes. */
  readonly tasks: number;
}

/** One process: a metric of a subject with a graph, for the n-th time. */
export interface MetricTurn {
  readonly metric: MetricName;
  readonly graph: MetricGraph;
  /** Id of the arm. */
  readonly arm: string;
  /** From 0. */
  readonly repeat: number;
}

/** What turns are made of. */
export interface MetricSubjects {
  readonly benchmarks: readonly Benchmark[];
  readonly arms: readonly { readonly id: string }[];
  /** The session's seed. */
  readonly seed: number;
}

/**
 * Finds the graphs that a metric is measured with: tasks do nothing, so that what is left is the engine's, and for
 * a load they also wait. Definitions differ from graph to graph; all else is measured with the smallest one.
 *
 * @param metric The metric.
 * @param benchmarks The session's benchmarks.
 * @returns The graphs; none where no benchmark has a graph.
 */
export function graphsOf(metric: MetricName, benchmarks: readonly Benchmark[]): MetricGraph[] {
  const graphs = benchmarks.filter(({ shape, hasMetrics }) => shape.kind !== "micro" && hasMetrics !== false)
    .filter(({ scenario }, index, all) => all.findIndex((other) => other.scenario === scenario) === index);
  const smallest = graphs.toSorted((a, b) => taskCount(a.shape) - taskCount(b.shape)).slice(0, 1);
  switch (metric) {
    case "define":
      return graphs.map((benchmark) => graphOf(benchmark, "noop"));
    case "load":
      return smallest.flatMap((benchmark) => [graphOf(benchmark, "noop"), graphOf(benchmark, "wait")]);
    case "cold-start":
    case "memory":
      return smallest.map((benchmark) => graphOf(benchmark, "noop"));
  }
}

function graphOf(benchmark: Benchmark, kernel: KernelKind): MetricGraph {
  const { scenario, title, shape } = benchmark;
  // Rounds belong to the computing kernel, which no metric uses.
  const workload = workloadOf({ ...benchmark, kernel }, 1);
  return { id: `${scenario}/${kernel}`, title, workload, tasks: taskCount(shape) };
}

/**
 * Lists the turns of all metrics in the order in which they are taken.
 *
 * @param plan What to measure.
 * @param subjects With what.
 * @returns Metric by metric; each repeat takes subjects and graphs in a random order.
 */
export function metricTurns(plan: MetricPlan, { benchmarks, arms, seed }: MetricSubjects): MetricTurn[] {
  return METRIC_NAMES.filter((metric) => plan.names.includes(metric)).flatMap((metric) => {
    const graphs = graphsOf(metric, benchmarks);
    const repeats = metric === "cold-start" ? plan.coldStarts : plan.processes;
    return Array.from({ length: repeats }, (_, repeat) => {
      const turns = graphs.flatMap((graph) => arms.map((arm) => ({ metric, graph, arm: arm.id, repeat })));
      return shuffled(turns, drawsFor(seed, "order", { pass: repeat, of: metric }));
    }).flat();
  });
}
