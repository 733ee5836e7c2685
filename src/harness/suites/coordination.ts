/**
 * The suite `coordination`: locks, semaphores, barriers, limiters, pools and queues, one by one.
 * @module
 */
import { microBenchmarks, type MicroDefinition } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "coordination";

const UNCONTENDED: readonly MicroDefinition[] = [
  {
    scenario: "lock",
    tags: ["lock", "uncontended"],
    title: "mutex, nobody else wants it",
    meaning: "What a mutex adds to the work that it protects when there is no competition.",
    operations: 1_000,
  },
  {
    scenario: "semaphore",
    tags: ["semaphore", "uncontended"],
    title: "one of 5 permits, nobody else wants one",
    meaning: "What a semaphore adds to the work that it protects when there is no competition.",
    operations: 1_000,
  },
  {
    scenario: "barrier",
    tags: ["barrier", "uncontended"],
    title: "barrier of 1 party",
    meaning: "What a meeting costs when there is nobody to wait for.",
    operations: 1_000,
  },
  {
    scenario: "primitive-state",
    tags: ["lock", "refused"],
    title: "mutex: free, taken, refused, free",
    meaning: "What it costs to take a lock through all its states without a promise.",
    operations: 1_000,
  },
  {
    scenario: "quota",
    tags: ["quota", "refused"],
    title: "quota of 5: five granted, the sixth refused",
    meaning: "What six decisions of a quota cost, and that the sixth is refused at once.",
    operations: 1_000,
  },
];

const CONTENDED: readonly MicroDefinition[] = [
  {
    scenario: "lock-contention-10",
    tags: ["lock", "contended"],
    title: "mutex, 10 tasks want it",
    meaning: "How long a lock takes from one task to the next when 10 stand in line.",
    operations: 1_000,
  },
  {
    scenario: "lock-contention-100",
    tags: ["lock", "contended"],
    title: "mutex, 100 tasks want it",
    meaning: "How long a lock takes from one task to the next when 100 stand in line.",
    operations: 1_000,
  },
  {
    scenario: "semaphore-contention",
    tags: ["semaphore", "contended"],
    title: "3 permits, 10 tasks want one",
    meaning: "How long a permit takes to the next task when three work and seven stand in line.",
    operations: 990,
  },
  {
    scenario: "barrier-sync",
    tags: ["barrier", "contended"],
    title: "barrier of 5 parties",
    meaning: "What one arrival costs when five tasks keep in step.",
    operations: 1_000,
  },
];

/** What is said of a rule in titles. */
const LIMITERS = {
  "token-bucket": "token bucket",
  "leaky-bucket": "leaky bucket",
  "fixed-window": "fixed window",
  "sliding-log": "sliding log",
  "sliding-counter": "sliding counter",
} as const;

function limiterDefinitions([rule, name]: readonly [string, string]): readonly MicroDefinition[] {
  return [
    {
      scenario: `limiter-${rule}-allow`,
      tags: ["limiter", "allowed"],
      title: `${name} lets through`,
      meaning: `What one decision of a limiter with a ${name} costs when it says yes.`,
      operations: 1_000,
    },
    {
      scenario: `limiter-${rule}-deny`,
      tags: ["limiter", "refused"],
      title: `${name} refuses`,
      meaning: `What one decision of a limiter with a ${name} costs when it says no.`,
      operations: 1_000,
    },
  ];
}

const AGENTS: readonly MicroDefinition[] = [
  {
    scenario: "limiter-contention",
    tags: ["limiter", "contended"],
    title: "20 callers of a limiter of 10 per second, time simulated",
    meaning: "What waiting for a limiter costs, and that each caller comes through exactly when it is due.",
    operations: 1_000,
  },
  {
    scenario: "coordinator-execution",
    tags: ["run"],
    title: "run of a state that holds a lock",
    meaning: "What it costs to run an agent whose one state holds a mutex.",
    operations: 200,
  },
  {
    scenario: "enhancement-without",
    tags: ["run"],
    title: "run of a state that holds nothing",
    meaning:
      "What the run of an agent with one state costs; what coordination adds to it is the next benchmark less this one.",
    operations: 200,
  },
  {
    scenario: "enhancement-with",
    tags: ["run"],
    title: "run of a state with a lock, a permit, a turn and a lease",
    meaning: "What the same run costs when the state holds one of everything there is to hold.",
    operations: 200,
  },
  {
    scenario: "pool-creation",
    tags: ["pool"],
    title: "pool of 5 agents, made and closed",
    meaning: "What it costs to have a pool of workers before it does anything.",
    operations: 100,
  },
  {
    scenario: "pool-work",
    tags: ["pool"],
    title: "1,000 items, 20 producers, pool of 5 agents",
    meaning: "How many items per second a pool of agents gets done, each exactly once.",
    operations: 1_000,
  },
  {
    scenario: "processor-creation",
    tags: ["pool"],
    title: "work queue, made and given its first item",
    meaning: "What it costs to have a queue of work that takes items.",
    operations: 1_000,
  },
];

function deadlockDefinition(scenario: string, owners: number): MicroDefinition {
  return {
    scenario,
    tags: ["deadlock"],
    title: `${owners.toLocaleString("en")} tasks wait for each other's locks`,
    meaning: "What a wait costs when each is looked at for deadlocks, and that exactly those there are get found.",
    operations: owners,
  };
}

/** What coordination costs, uncontended and contended. */
export const coordination: Suite = {
  name: SUITE_NAME,
  title: "Coordination",
  meaning: "What does it cost to wait for one another?",
  benchmarks: microBenchmarks(SUITE_NAME, [
    ...UNCONTENDED,
    ...CONTENDED,
    ...Object.entries(LIMITERS).flatMap(limiterDefinitions),
    ...AGENTS,
    deadlockDefinition("deadlock-1k", 1_000),
    deadlockDefinition("deadlock-10k", 10_000),
  ]),
};
