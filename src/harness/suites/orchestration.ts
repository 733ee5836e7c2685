/**
 * The suite `orchestration`: a chain, a wide fan-out and a diamond, each with tasks that do nothing,
 * compute, or wait. The first shows what an engine costs, the second how that cost weighs against
 * work, the third whether tasks that could wait together do. What is more than a plain graph is in
 * `orchestration_programs.ts`.
 * @module
 */
import type { Benchmark } from "./benchmark.ts";
import { microBenchmarks } from "./micro_benchmark.ts";
import { ORCHESTRATION_PROGRAMS } from "./orchestration_programs.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "orchestration";
const KERNELS = ["noop", "cpu", "wait"] as const;

/** What tasks of this suite do. */
type KernelKind = (typeof KERNELS)[number];

type Scenario = Required<Pick<Benchmark, "scenario" | "title" | "seedName" | "shape" | "tags">> & {
  readonly meanings: Readonly<Record<KernelKind, string>>;
};

const SCENARIOS: readonly Scenario[] = [
  {
    scenario: "deep-chain",
    title: "deep chain, 20 states",
    seedName: "chain",
    tags: ["graph", "chain"],
    shape: { kind: "chain", length: 20 },
    meanings: {
      noop: "What the engine adds for each hop from one state to the next.",
      cpu: "How much the hops weigh once every state computes for a while.",
      wait: "How closely 20 waits in a row follow one another.",
    },
  },
  {
    scenario: "wide-fanout",
    title: "wide fan-out, 1 to 50 to 1",
    seedName: "fanout",
    tags: ["graph", "parallel"],
    shape: { kind: "fanout", width: 50 },
    meanings: {
      noop: "What the engine adds to start 50 states at once and to join them.",
      cpu: "How much starting and joining weigh once all 50 states compute.",
      wait: "Whether 50 states wait together, and how quickly the last of them is joined.",
    },
  },
  {
    scenario: "diamond",
    title: "diamond, 4 states",
    seedName: "diamond",
    tags: ["graph", "parallel"],
    shape: { kind: "diamond" },
    meanings: {
      noop: "What the engine adds to the smallest graph that both splits and joins.",
      cpu: "How much a split and a join weigh once all four states compute.",
      wait: "Whether the two middle states wait together.",
    },
  },
];

function benchmarkOf({ meanings, ...scenario }: Scenario, kernel: KernelKind): Benchmark {
  return {
    ...scenario,
    id: `${SUITE_NAME}/${scenario.scenario}/${kernel}`,
    suite: SUITE_NAME,
    meaning: meanings[kernel],
    kernel,
    primaryClock: kernel === "wait" ? "wall" : "cpu",
  };
}

/** Orchestration alone: 3 graphs with 3 kernels each, for all frameworks, and the programs. */
export const orchestration: Suite = {
  name: SUITE_NAME,
  title: "Orchestration",
  meaning: "What does an engine add to the states that it runs?",
  benchmarks: [
    ...SCENARIOS.flatMap((scenario) => KERNELS.map((kernel) => benchmarkOf(scenario, kernel))),
    ...microBenchmarks(SUITE_NAME, ORCHESTRATION_PROGRAMS),
  ],
};
