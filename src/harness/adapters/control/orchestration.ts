/**
 * Plain code for the suite `orchestration`. What is defined and validated has no counterpart here.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { cascadingFailure, partialIsolation } from "./orchestration/failures.ts";
import { layeredDagProgram, parallelEfficiency, wideFanout } from "./orchestration/graphs.ts";
import { coordinationGrowth, horizontalScaling, memoryPressure, resourceContention } from "./orchestration/load.ts";
import { parallelWorkers } from "./orchestration/workers.ts";

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
};
