/**
 * The suite `coordination`: locks, semaphores, barriers, limiters, pools and queues, one by one.
 * @module
 */
import { microBenchmarks } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "coordination";

/** What coordination costs, uncontended and contended. */
export const coordination: Suite = {
  name: SUITE_NAME,
  title: "Coordination",
  meaning: "What does it cost to wait for one another?",
  benchmarks: microBenchmarks(SUITE_NAME, [
    {
      scenario: "lock",
      title: "mutex, nobody else wants it",
      meaning: "What a mutex adds to the work that it protects when there is no competition.",
      operations: 1_000,
    },
  ]),
};
