/**
 * What PuffinFlow's users do most: programs of the suite `core-agent`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import {
  complexExecution,
  concurrentTen,
  dependencyResolution,
  resourceHeavy,
  simpleExecution,
} from "./core_agent/executions.ts";
import { coordinationPrimitive, metricsRecording, resourceAcquisition } from "./core_agent/primitives.ts";

/** Programs by scenario. */
export const coreAgent: MicroPrograms = {
  "simple-execution": simpleExecution,
  "complex-execution": complexExecution,
  "resource-heavy": resourceHeavy,
  "concurrent-10": concurrentTen,
  "dependency-resolution": dependencyResolution,
  "resource-acquisition": resourceAcquisition,
  "coordination-primitive": coordinationPrimitive,
  "metrics-recording": metricsRecording,
};
