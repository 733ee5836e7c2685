/**
 * A workload is a shape with a kernel: everything an adapter needs to know to build its graph, and
 * everything the session needs to know to tell whether the work was done.
 * @module
 */
import type { Shape } from "./shape.ts";

/** What one task computes. */
export type KernelSpec =
  /** Nothing: pure orchestration. */
  | { readonly kind: "noop" }
  /** `rounds` of xorshift32, calibrated once a session. */
  | { readonly kind: "cpu"; readonly rounds: number }
  /** A timer of `waitMs` milliseconds, checked against the clock. */
  | { readonly kind: "wait"; readonly waitMs: number }
  /** Timers as they were written down once: task `n` waits `waitsMs[n]`, from the start again where there are no more. */
  | { readonly kind: "replayed"; readonly waitsMs: readonly number[] }
  /** Buffers of `bytes` each that are written to and given up: work for the garbage collector. */
  | { readonly kind: "alloc"; readonly buffers: number; readonly bytes: number };

/** Shape, kernel and the name under which the seeds are drawn. */
export interface Workload {
  /** Name that enters each run's seed: `chain`, `fanout` or `diamond`. */
  readonly seedName: string;
  /** Which tasks there are and who waits for whom. */
  readonly shape: Shape;
  /** What each task computes. */
  readonly kernel: KernelSpec;
  /**
   * Whether each step is recorded in a store in memory. A run's output is then read from the store, so that a run
   * which recorded nothing answers nothing. @default {undefined} nothing is recorded
   */
  readonly checkpoints?: "memory";
}
