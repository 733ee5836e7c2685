/**
 * The suite `frameworks`: the same graphs, in each framework's own idiom. What the scenarios are is in
 * `framework_scenarios.ts`; which framework can express them is said by the adapters.
 * @module
 */
import type { Benchmark, KernelKind } from "./benchmark.ts";
import { FRAMEWORK_SCENARIOS, type FrameworkScenario } from "./framework_scenarios.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "frameworks";

function benchmarksOf(scenario: FrameworkScenario): Benchmark[] {
  return scenario.kernels.flatMap((kernel) => {
    const plain = benchmarkOf(scenario, kernel);
    return scenario.hasCheckpoints ? [plain, checkpointed(plain)] : [plain];
  });
}

function benchmarkOf(
  { scenario, title, meaning, shape, hasMetrics }: FrameworkScenario,
  kernel: KernelKind,
): Benchmark {
  return {
    id: `${SUITE_NAME}/${scenario}/${kernel}`,
    suite: SUITE_NAME,
    scenario,
    title,
    meaning,
    shape,
    seedName: scenario,
    kernel,
    primaryClock: kernel === "wait" || kernel === "replayed" ? "wall" : "cpu",
    pace: "brisk",
    tags: ["framework", shape.kind],
    ...(hasMetrics ? {} : { hasMetrics: false }),
  };
}

function checkpointed(benchmark: Benchmark): Benchmark {
  return {
    ...benchmark,
    id: `${benchmark.id}-checkpoints`,
    title: `${benchmark.title}, with checkpoints`,
    meaning: `${benchmark.meaning} With a store in memory that each step is recorded in.`,
    checkpoints: "memory",
    hasMetrics: false,
  };
}

/** Frameworks side by side. */
export const frameworks: Suite = {
  name: SUITE_NAME,
  title: "Frameworks",
  meaning: "What does the same graph cost in each framework?",
  benchmarks: FRAMEWORK_SCENARIOS.flatMap(benchmarksOf),
};
