/**
 * The scenarios of the suite `orchestration` that are more than a plain graph: limits, failures, contention, memory,
 * and many at once. What each does is in the adapters, what it must answer in `workload/micro/`.
 * @module
 */
import type { MicroDefinition } from "./micro_benchmark.ts";

/** Runs at once; the seed had the first four. */
const RUNS_AT_ONCE: readonly number[] = [10, 25, 50, 100, 1_000, 10_000];
/** Meetings of twenty agents. */
const MEETINGS: readonly number[] = [5, 15, 30, 50];
/** States of agents that are defined. */
const DEFINED_STATES: readonly number[] = [1, 20, 200];

const horizontalScaling = RUNS_AT_ONCE.map((runs): MicroDefinition => ({
  scenario: "horizontal-scaling",
  tags: ["at-once", "growth"],
  variant: `runs-${runs}`,
  title: `${runs.toLocaleString("en-US")} runs at once`,
  meaning: `What a run of one state costs when ${runs.toLocaleString("en-US")} are in flight.`,
  operations: runs,
}));

const coordinationGrowth = MEETINGS.map((meetings): MicroDefinition => ({
  scenario: "coordination-growth",
  tags: ["barrier", "growth"],
  variant: `points-${meetings}`,
  title: `20 agents that meet ${meetings} times`,
  meaning: `What a meeting of 20 agents costs when there are ${meetings} of them, one after the other.`,
  operations: meetings,
}));

const setupCost = DEFINED_STATES.map((states): MicroDefinition => ({
  scenario: "setup-cost",
  tags: ["define", "growth"],
  variant: `states-${states}`,
  title: states === 1 ? "defining one state" : `defining ${states} states`,
  meaning: "What it costs per state to define and validate an agent, and to run it for the first time.",
  operations: states,
}));

/** What the suite says of them, in the order of the list. */
export const ORCHESTRATION_PROGRAMS: readonly MicroDefinition[] = [
  {
    scenario: "wide-fanout",
    tags: ["graph", "limit"],
    variant: "limit-8",
    title: "wide fan-out, 50 states of which 8 run at once",
    meaning: "What a limit costs where 50 states are ready and 8 may run, and how soon they begin.",
    operations: 52,
  },
  {
    scenario: "layered-dag",
    tags: ["graph"],
    variant: "states-1000",
    title: "random graph in layers, 1,000 states",
    meaning: "What a state costs in a large graph, and whether any waits for more than it depends on.",
    operations: 1_000,
  },
  {
    scenario: "parallel-efficiency",
    tags: ["parallel"],
    title: "8 equal tasks, 1, 2, 4 and 8 at once",
    meaning: "Whether a limit of so many tasks keeps so many busy, and what it costs.",
    operations: 32,
  },
  {
    scenario: "parallel-workers",
    tags: ["parallel"],
    title: "8 equal tasks in 2 web workers",
    meaning: "Whether states that compute in workers keep all of them busy.",
    operations: 8,
    primaryClock: "wall",
  },
  {
    scenario: "cascading-failure",
    tags: ["failure"],
    title: "6 flaky states, 4 attempts, 12 states behind them",
    meaning: "What trying again costs, whether it recovers what it can, and whether the rest is spared.",
    operations: 10,
  },
  {
    scenario: "partial-isolation",
    tags: ["failure"],
    title: "3 good and 2 failing states that share a lease and a lock",
    meaning: "Whether failures leave the good states alone and give back what they held.",
    operations: 100,
  },
  {
    scenario: "resource-contention",
    tags: ["lease", "contended", "fairness"],
    title: "15 jobs that share 8 units",
    meaning: "What waiting for resources costs, how well they are used, and how fairly the jobs are served.",
    operations: 150,
  },
  {
    scenario: "memory-pressure",
    tags: ["memory"],
    title: "11 states that use 100 MB together",
    meaning: "Whether memory that states have used is given back when their run is over.",
    operations: 12,
  },
  ...horizontalScaling,
  ...coordinationGrowth,
  ...setupCost,
];
