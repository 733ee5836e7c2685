/**
 * What PuffinFlow does beyond the three plain graphs: programs of the suite `orchestration`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { cascadingFailure } from "./orchestration/cascading_failure.ts";
import { coordinationGrowth } from "./orchestration/coordination_growth.ts";
import { horizontalScaling } from "./orchestration/horizontal_scaling.ts";
import { layeredDagProgram } from "./orchestration/layered_dag.ts";
import { memoryPressure } from "./orchestration/memory_pressure.ts";
import { parallelEfficiency } from "./orchestration/parallel_efficiency.ts";
import { parallelWorkers } from "./orchestration/parallel_workers.ts";
import { partialIsolation } from "./orchestration/partial_isolation.ts";
import { resourceContention } from "./orchestration/resource_contention.ts";
import { setupCost } from "./orchestration/setup_cost.ts";
import { wideFanout } from "./orchestration/wide_fanout.ts";

/** Programs by scenario. */
export const orchestration: MicroPrograms = {
  "wide-fanout": wideFanout,
  "layered-dag": layeredDagProgram,
  "parallel-efficiency": parallelEfficiency,
  "parallel-workers": parallelWorkers,
  "cascading-failure": cascadingFailure,
  "partial-isolation": partialIsolation,
  "resource-contention": resourceContention,
  "memory-pressure": memoryPressure,
  "horizontal-scaling": horizontalScaling,
  "coordination-growth": coordinationGrowth,
  "setup-cost": setupCost,
};
