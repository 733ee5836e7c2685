/**
 * How often a run of puffinbench calls each kernel: for a tenth of a millisecond, so that what surrounds a run, a
 * tenth of a microsecond, stays far below what is to be shown.
 * @module
 */
import type { KernelName } from "./kernels.ts";

/** Calls of one run. */
export const CALLS_PER_RUN: Readonly<Record<KernelName, number>> = {
  "80us": 1,
  "5us": 20,
  "50ns": 2_000,
  "noop": 100_000,
};
