/**
 * What micro programs must answer, by plain code that knows no engine. A program folds what it has observed into its
 * digest: the order of grants, what was counted, what was refused. One that did nothing, gave up half-way or
 * swallowed an error has another digest.
 * @module
 */

/**
 * Computes what a run of a program must answer.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed, a 32-bit unsigned integer.
 * @returns The digest, a 32-bit unsigned integer.
 */
export type Oracle = (operations: number, seed: number) => number;

/** Oracles by scenario. */
export type Oracles = Readonly<Record<string, Oracle>>;

/**
 * Does one step of a sequence that must be done in order: what all programs do that only have to show that each of
 * their operations happened once, one after the other.
 *
 * @param value What the step before gave; the seed at first.
 * @param operation Number of the operation, from 0.
 * @returns A 32-bit unsigned integer.
 */
export function nextStep(value: number, operation: number): number {
  return Math.imul(value ^ operation, 0x01000193) >>> 0;
}

/** What {@linkcode nextStep} gives after all operations, in order. */
export function sequence(operations: number, seed: number): number {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) value = nextStep(value, operation);
  return value;
}
