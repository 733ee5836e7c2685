/**
 * The figures that the suite `orchestration` was asked for by name, and what each really is here: an efficiency is a
 * share of what is possible, so never above 100 %; times are of an engine without work in its states, where the
 * names once meant sleeping in the benchmark. Data; the numbers are found in `report/derived_figures.ts`.
 * @module
 */

/** A figure that has a name of its own. */
export interface NamedFigure {
  readonly title: string;
  /** Id of the benchmark that it is of. */
  readonly benchmarkId: string;
  /** What is read of it: the time of a run, the share of the time that plain code would take, or a figure by its name. */
  readonly source: "time" | "share-of-control" | { readonly figure: string };
  /** What it is, as a clause. */
  readonly meaning: string;
}

function figure(title: string, [benchmarkId, figure, meaning]: readonly [string, string, string]): NamedFigure {
  return { title, benchmarkId: `orchestration/${benchmarkId}`, source: { figure }, meaning };
}

/** The figures, in the order in which they are told. */
export const NAMED_FIGURES: readonly NamedFigure[] = [
  {
    title: "Deep dependency chain",
    benchmarkId: "orchestration/deep-chain/noop",
    source: "time",
    meaning: "a run of 20 states in a row, no work in them",
  },
  {
    title: "Path efficiency",
    benchmarkId: "orchestration/deep-chain/wait",
    source: "share-of-control",
    meaning: "what 20 waits in a row take in plain code, of what they take here",
  },
  {
    title: "Wide fan-out",
    benchmarkId: "orchestration/wide-fanout/noop",
    source: "time",
    meaning: "a run of 1, 50 and 1 states, no work in them",
  },
  {
    title: "Diamond resolution",
    benchmarkId: "orchestration/diamond/noop",
    source: "time",
    meaning: "a run of 4 states, no work in them",
  },
  figure("Parallelization efficiency", [
    "parallel-efficiency/default",
    "parallelizationEfficiencyPercent",
    "work done at once, of what the limit allows; the lowest over four limits",
  ]),
  figure("DAG execution efficiency", [
    "layered-dag/states-1000",
    "dagExecutionEfficiencyPercent",
    "longest path of 1,000 states, of what the run took",
  ]),
  figure("Failure recovery rate", [
    "cascading-failure/default",
    "failureRecoveryRatePercent",
    "flaky states that came through; 4 attempts allow 97.64 %",
  ]),
  figure("Failure isolation rate", [
    "partial-isolation/default",
    "failureIsolationRatePercent",
    "good states that completed beside failing ones",
  ]),
  figure("Retry efficiency", [
    "cascading-failure/default",
    "attemptsPerState",
    "attempts a flaky state; the odds alone make it 1.468",
  ]),
  figure("Resource utilization", [
    "resource-contention/default",
    "resourceUtilizationPercent",
    "units in use over the time of the run, of the units there are",
  ]),
  figure("Memory allocation efficiency", [
    "memory-pressure/default",
    "memoryReclaimedPercent",
    "memory given back when the run is over, of the most that was held",
  ]),
  figure("Scaling efficiency", [
    "horizontal-scaling/runs-100",
    "scalingFactor",
    "throughput of 100 waiting runs at once, as a multiple of that of 10; 10 is all there is",
  ]),
  figure("Max throughput", [
    "horizontal-scaling/runs-100",
    "maxThroughputPerSecond",
    "runs a second, each of them waiting for 10 ms, 100 at once",
  ]),
  figure("Coordination overhead growth", [
    "coordination-growth/points-50",
    "coordinationOverheadGrowth",
    "cost of a meeting when there are 50, as a multiple of that when there are 5",
  ]),
  figure("Max coordination latency", [
    "coordination-growth/points-50",
    "maxCoordinationLatencyUs",
    "from the last arrival to the last of 20 agents that goes on",
  ]),
];
