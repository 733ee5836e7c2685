/**
 * What is known to dominate a cost, and what to try where a limit is missed: data for findings. Whether it is said at
 * all is decided by what was measured, in `report/bottlenecks.ts`.
 * @module
 */

/** Two benchmarks that differ in one thing, which may be most of the cost. */
export interface Dominance {
  /** Id of the benchmark with the thing. */
  readonly benchmarkId: string;
  /** Id of the benchmark without it. */
  readonly without: string;
  /** The multiple from which on it is worth a word. */
  readonly least: number;
  /** What the thing is, as the subject of a sentence. */
  readonly thing: string;
  /** What to try, as a sentence. */
  readonly remedy: string;
}

/** The pairs, suite by suite. */
export const DOMINANCES: readonly Dominance[] = [
  {
    benchmarkId: "orchestration/wide-fanout/limit-8",
    without: "orchestration/wide-fanout/noop",
    least: 1.5,
    thing: "A limit of states in flight",
    remedy: "Set one only where states hold something scarce; states that only compute need none.",
  },
  {
    benchmarkId: "core-agent/resource-heavy/default",
    without: "core-agent/simple-execution/default",
    least: 2,
    thing: "A lease of three resources",
    remedy: "Lease once for a chain of short states instead of in each of them.",
  },
  {
    benchmarkId: "resources/complex/default",
    without: "resources/single/default",
    least: 1.5,
    thing: "Asking for four resources instead of two",
    remedy: "Name only resources that can run out.",
  },
  {
    benchmarkId: "coordination/lock-contention-100/default",
    without: "coordination/lock/default",
    least: 2,
    thing: "Standing in line for a lock",
    remedy: "Hold it for less, or have one lock a key instead of one for all.",
  },
  {
    benchmarkId: "coordination/enhancement-with/default",
    without: "coordination/enhancement-without/default",
    least: 2,
    thing: "A lock, a permit, a turn and a lease",
    remedy: "Take what one state needs in one of them; a semaphore is also a lock.",
  },
  {
    benchmarkId: "observability/labels-lookup/default",
    without: "observability/labels-bound/default",
    least: 2,
    thing: "Looking a series up by its labels each time",
    remedy: "Bind the series once and count in what was bound.",
  },
  {
    benchmarkId: "observability/integration-all/default",
    without: "observability/integration-none/default",
    least: 2,
    thing: "Being watched by metrics, traces and events",
    remedy: "Trace a share of the runs only, and leave out sinks that nobody reads.",
  },
  {
    benchmarkId: "observability/sampling-100/default",
    without: "observability/sampling-10/default",
    least: 2,
    thing: "Tracing every run instead of every tenth",
    remedy: "A tenth of the runs shows the same shapes.",
  },
  {
    benchmarkId: "durability/step-sqlite-full/default",
    without: "durability/step-sqlite-normal/default",
    least: 2,
    thing: "Waiting until a step is on the disk",
    remedy: "`normal` survives a crash of the process; only a power cut can take the last steps.",
  },
  {
    benchmarkId: "durability/step-sqlite-normal/default",
    without: "durability/step-memory/default",
    least: 3,
    thing: "Handing each step to the file system",
    remedy: "Record where a step is dear to repeat; put cheap steps into one state.",
  },
];

/** What to try where a benchmark is no better than acceptable, by its id. */
export const REMEDIES: Readonly<Record<string, string>> = {
  "orchestration/parallel-efficiency/default": "Something holds states back that could run: look for a lock in them.",
  "orchestration/parallel-workers/default":
    "The tasks are too short for the way to a worker and back, or there are fewer free processors than workers.",
  "orchestration/cascading-failure/default": "More attempts recover more: each of them leaves half of what was left.",
  "orchestration/partial-isolation/default": "A failure reached states that do not depend on it: this is a fault.",
  "orchestration/resource-contention/default":
    "Large jobs wait for room that small ones fill: smaller requests or an order by size use more of it.",
  "orchestration/memory-pressure/default": "Something keeps what states made: look for results that are never let go.",
  "orchestration/horizontal-scaling/runs-100": "Runs hold each other up: look for what all of them share.",
  "orchestration/coordination-growth/points-50": "Fewer meetings with more work between them cost less.",
};
