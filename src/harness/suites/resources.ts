/**
 * The suite `resources`: leases, quotas, ways of sharing out, preemption and leaks, one by one.
 * @module
 */
import { microBenchmarks, type MicroDefinition } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "resources";

const LEASES: readonly MicroDefinition[] = [
  {
    scenario: "single",
    tags: ["lease", "uncontended"],
    title: "lease of 1 cpu, 512 MB",
    meaning: "What it costs to take resources and to give them back when they are free.",
    operations: 1_000,
  },
  {
    scenario: "complex",
    tags: ["lease", "uncontended"],
    title: "lease of 2 cpu, 1,024 MB and two resources more",
    meaning: "What four resources at once cost instead of two.",
    operations: 1_000,
  },
  {
    scenario: "can-allocate",
    tags: ["lease", "refused"],
    title: "pool without room refuses",
    meaning: "What it costs to find out that there is no room.",
    operations: 1_000,
  },
  {
    scenario: "contention",
    tags: ["lease", "contended", "fairness"],
    title: "20 jobs, room for 2 of them",
    meaning: "How long a lease takes to the next job in line, and that nobody overtakes.",
    operations: 1_000,
  },
  {
    scenario: "concurrent-10",
    tags: ["lease", "contended"],
    title: "10 tasks, room for 2 of them at a time",
    meaning: "What a lease costs when ten tasks come at once, and that they need no more rounds than they must.",
    operations: 1_000,
  },
  {
    scenario: "quota-allow",
    tags: ["quota", "allowed"],
    title: "quotas at 5 levels let through",
    meaning: "What it costs to charge a request to five accounts and to take it back.",
    operations: 1_000,
  },
  {
    scenario: "quota-deny",
    tags: ["quota", "refused"],
    title: "quotas at 5 levels, the last refuses",
    meaning: "What it costs to be refused by a quota, with the reason why.",
    operations: 1_000,
  },
];

/** Ways of sharing out: their names, and whom or what they prefer. */
const ALLOCATORS = {
  "first-fit": { name: "first fit", prefers: "the first node with room" },
  "best-fit": { name: "best fit", prefers: "the node that will be fullest" },
  "worst-fit": { name: "worst fit", prefers: "the node that will be emptiest" },
  "priority": { name: "priority", prefers: "whoever is most important, waiting included" },
  "fair-share": { name: "fair share", prefers: "the user who holds least" },
  "round-robin": { name: "round robin", prefers: "the user whose last turn is longest ago" },
  "weighted": { name: "weighted shares", prefers: "the user who holds least for its weight" },
} as const;

function allocatorDefinition(
  [allocator, { name, prefers }]: readonly [string, { readonly name: string; readonly prefers: string }],
): MicroDefinition {
  return {
    scenario: `allocator-${allocator}`,
    tags: ["allocator", "fairness"],
    title: `5,000 requests for 16 nodes, ${name}`,
    meaning:
      `What a decision for ${prefers} costs when users want twice what there is, and how good the decisions are.`,
    operations: 5_000,
  };
}

/** What resources cost, free and contended, and how well they are shared out. */
export const resources: Suite = {
  name: SUITE_NAME,
  title: "Resources",
  meaning: "What does it cost to share resources, and how well are they shared?",
  benchmarks: microBenchmarks(SUITE_NAME, [
    ...LEASES,
    ...Object.entries(ALLOCATORS).map(allocatorDefinition),
    {
      scenario: "preemption",
      tags: ["preemption"],
      title: "full pool, something more important comes",
      meaning: "What it costs to make room for what is more important, and that as few as possible have to go.",
      operations: 200,
    },
    {
      scenario: "leak-detection",
      tags: ["leak"],
      title: "1,000 leases, 10 left behind",
      meaning: "What it costs to look through each lease when a run has ended, and that exactly its leaks are found.",
      operations: 1_000,
    },
  ]),
};
