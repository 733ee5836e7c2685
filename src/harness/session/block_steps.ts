/**
 * What a block spends its time on, step by step: where a session takes longer than it should, this says why.
 * @module
 */

import * as z from "zod";

/** Steps of a block, in the order in which they are taken. */
export const BLOCK_STEPS = ["start", "trace", "warmUp", "sample", "timeRuns", "verify", "record", "finish"] as const;

/** A step of a block. */
export type BlockStep = typeof BLOCK_STEPS[number];

/** Milliseconds by step; a step that the block did not come to took none. */
export type BlockSteps = Readonly<Record<BlockStep, number>>;

/** Schema of {@linkcode BlockSteps}. */
export const blockStepsSchema = z.strictObject(
  Object.fromEntries(BLOCK_STEPS.map((step) => [step, z.number().nonnegative()])) as Record<BlockStep, z.ZodNumber>,
);

/** Times the steps of one block. */
export class StepClock {
  readonly #nowMs: () => number;
  readonly #spentMs: Record<BlockStep, number> = {
    start: 0,
    trace: 0,
    warmUp: 0,
    sample: 0,
    timeRuns: 0,
    verify: 0,
    record: 0,
    finish: 0,
  };

  /**
   * Starts with nothing spent.
   *
   * @param nowMs Reads the time in milliseconds.
   */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** What was spent so far. */
  get spentMs(): BlockSteps {
    return this.#spentMs;
  }

  /**
   * Takes a step.
   *
   * @param step Which.
   * @param take Takes it.
   * @throws Whatever the step throws.
   */
  async take(step: BlockStep, take: () => Promise<unknown>): Promise<void> {
    const startedMs = this.#nowMs();
    try {
      await take();
    } finally {
      this.#spentMs[step] += this.#nowMs() - startedMs;
    }
  }
}
