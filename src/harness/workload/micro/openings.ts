/**
 * When a program that is refused again and again is let through once in a while. A subject that always says no would
 * otherwise pass for one that has looked.
 * @module
 */
import { nextStep } from "./oracle.ts";

/** Of so many operations about one is let through: a power of two. */
const OPERATIONS_PER_OPENING = 128;

const SHIFT = 32 - Math.log2(OPERATIONS_PER_OPENING);

/**
 * Says whether room is made before an operation, so that it alone comes through.
 *
 * @param seed The run's seed.
 * @param operation Number of the operation, from 0.
 */
export function isOpening(seed: number, operation: number): boolean {
  return Math.imul(seed ^ operation, 0x9e3779b1) >>> SHIFT === 0;
}

/**
 * Does the step of an operation that is let through or refused.
 *
 * @param value What the step before gave.
 * @param operation Number of the operation, from 0.
 * @param isGranted What became of it.
 * @returns A 32-bit unsigned integer.
 */
export function answerStep(value: number, operation: number, isGranted: boolean): number {
  return nextStep(value, isGranted ? operation : ~operation);
}

/**
 * Answers for a program of which all operations are let through, and one more is not: an oracle.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function allowances(operations: number, seed: number): number {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) value = answerStep(value, operation, true);
  return answerStep(value, operations, false);
}

/**
 * Answers for a program of which all operations are refused but those for which room is made: an oracle.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function refusals(operations: number, seed: number): number {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) {
    value = answerStep(value, operation, isOpening(seed, operation));
  }
  return value;
}
