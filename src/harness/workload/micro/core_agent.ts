/**
 * What the programs of the suite `core-agent` must answer, and the work inside their states.
 * @module
 */
import { EMPTY_FOLD, fold, foldNext } from "../digest.ts";
import { nextStep, type Oracle, type Oracles, sequence } from "./oracle.ts";

/** Runs at once in `concurrent-10`. */
export const CONCURRENT_RUNS = 10;

/**
 * Adds 0 to 999 to a start.
 *
 * @param start Where to start.
 * @returns The sum, a 32-bit unsigned integer.
 */
export function sumToThousand(start: number): number {
  // Signed 32-bit sums stay unboxed, however the function is compiled; the sign is dropped once, at the end.
  let sum = start | 0;
  for (let i = 0; i < 1_000; i++) sum = (sum + i) | 0;
  return sum >>> 0;
}

/** What {@linkcode sumToThousand} gives, by Gauss. */
function expectedSum(start: number): number {
  return (start + 499_500) >>> 0;
}

/**
 * Adds the squares below ten thousand to a start.
 *
 * @param start Where to start.
 * @returns The sum, a 32-bit unsigned integer.
 */
export function sumOfSquares(start: number): number {
  let sum = start | 0;
  for (let x = 0; x < 10_000; x++) sum = (sum + Math.imul(x, x)) | 0;
  return sum >>> 0;
}

/** What {@linkcode sumOfSquares} gives: 333,283,335,000 more than the start. */
function expectedSquares(start: number): number {
  return (start + 333_283_335_000 % 2 ** 32) >>> 0;
}

/** What a hundred numbers from 0 on, doubled and added up, come to. */
export const DOUBLED_SUM = 9_900;

/**
 * Lists a hundred numbers.
 *
 * @param start The first of them.
 */
export function hundredFrom(start: number): readonly number[] {
  const list: number[] = [];
  for (let i = 0; i < 100; i++) list.push(start + i);
  return list;
}

/**
 * Where a run's list starts: small enough that no sum loses a digit.
 *
 * @param seed The run's seed.
 * @param execution Number of the execution, from 0.
 */
export function listStart(seed: number, execution: number): number {
  return nextStep(seed, execution) & 0xffff;
}

/**
 * Counts the states of a graph in which each waits for the two before it.
 *
 * @param edges Its dependencies: 2 states fewer than two each, and 1 for the second state.
 * @returns How many states have so many dependencies.
 */
export function statesWith(edges: number): number {
  return (edges + 3) / 2;
}

/** Folds what each operation must give. */
function foldOf(expected: (value: number) => number): Oracle {
  return (operations, seed) => {
    let digest = EMPTY_FOLD;
    for (let operation = 0; operation < operations; operation++) {
      digest = foldNext(digest, expected(nextStep(seed, operation)));
    }
    return digest;
  };
}

const complexExecution: Oracle = (operations, seed) => {
  let digest = EMPTY_FOLD;
  for (let execution = 0; execution < operations; execution++) {
    digest = foldNext(digest, DOUBLED_SUM + 200 * listStart(seed, execution));
  }
  return digest;
};

const dependencyResolution: Oracle = (operations, seed) => {
  let [before, last] = [nextStep(seed, 0), 0];
  last = nextStep(fold([before]), 1);
  for (let state = 2; state < statesWith(operations); state++) {
    [before, last] = [last, nextStep(fold([before, last]), state)];
  }
  return last;
};

/** Each recording counts one, and what the metric says afterwards is read back. */
const metricsRecording: Oracle = (operations, seed) => foldNext(seed, operations);

/** Oracles by scenario. */
export const CORE_AGENT_ORACLES: Oracles = {
  "simple-execution": foldOf(expectedSum),
  "complex-execution": complexExecution,
  "resource-heavy": foldOf((value) => foldNext(expectedSquares(value), 1)),
  "concurrent-10": foldOf(expectedSum),
  "dependency-resolution": dependencyResolution,
  "resource-acquisition": sequence,
  "coordination-primitive": sequence,
  "metrics-recording": metricsRecording,
};
