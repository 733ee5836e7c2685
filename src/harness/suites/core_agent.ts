/**
 * The suite `core-agent`: what every user of an engine does most, each thing on its own.
 * @module
 */
import { microBenchmarks, type MicroDefinition } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "core-agent";

/** Graphs whose dependencies are resolved, by their number of states. An operation is a dependency. */
const GRAPHS: readonly MicroDefinition[] = [3, 100, 1_000].map((states) => ({
  scenario: "dependency-resolution",
  tags: ["graph", "growth"],
  variant: `states-${states}`,
  title: `next ready state, ${states.toLocaleString("en-US")} states`,
  meaning: `What a dependency costs in a graph of ${states.toLocaleString("en-US")} states that do next to nothing.`,
  operations: 2 * states - 3,
}));

/** What the core of an engine costs. */
export const coreAgent: Suite = {
  name: SUITE_NAME,
  title: "Core agent",
  meaning: "What does it cost to run an agent, and to use what agents are made with?",
  benchmarks: microBenchmarks(SUITE_NAME, [
    {
      scenario: "simple-execution",
      tags: ["run"],
      title: "one run of one state",
      meaning: "What a run adds to a state that adds up a thousand numbers.",
      operations: 100,
    },
    {
      scenario: "complex-execution",
      tags: ["run"],
      title: "one run of three states in a row",
      meaning: "What a run of three states adds to making, doubling and adding up a list of a hundred.",
      operations: 100,
    },
    {
      scenario: "resource-heavy",
      tags: ["run", "lease"],
      title: "one run of a state that needs three resources",
      meaning: "What declaring resources adds to a state that computes for some microseconds.",
      operations: 20,
    },
    {
      scenario: "concurrent-10",
      tags: ["run", "at-once"],
      title: "ten runs at once",
      meaning: "What a run costs when ten of them are started together.",
      operations: 100,
    },
    ...GRAPHS,
    {
      scenario: "resource-acquisition",
      tags: ["lease", "uncontended"],
      title: "a lease that is there at once",
      meaning: "What taking and giving back two resources adds to the work in between.",
      operations: 1_000,
    },
    {
      scenario: "coordination-primitive",
      tags: ["lock", "uncontended"],
      title: "a mutex that is free",
      meaning: "What taking and releasing a lock adds to the work in between when nobody else wants it.",
      operations: 1_000,
    },
    {
      scenario: "metrics-recording",
      tags: ["metric"],
      title: "counting one in a bound series",
      meaning: "What it costs to count beside adding one to a variable.",
      operations: 1_000,
    },
  ]),
};
