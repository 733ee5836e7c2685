/**
 * A task that fails twice and then works, under a framework's own retries without a delay: alone, and behind a
 * validation as programs have it.
 * @module
 */
import { foldNext } from "../digest.ts";
import { type Scenario, theOneBefore, UNTROUBLED } from "./scenario.ts";

/** Attempts of a flaky task that fail. */
export const FORCED_FAILURES = 2;
/** Attempts that a framework is told to make at most. */
export const MOST_ATTEMPTS = FORCED_FAILURES + 1;

/** One flaky task. */
export interface RetryShape {
  readonly kind: "retry";
}

/**
 * Four steps: the input is checked, something flaky is asked, its answer is worked on and reported. Input that is not
 * valid goes to a task of its own instead, and the run ends with that.
 */
export interface ComplexShape {
  readonly kind: "complex";
}

/** Tasks of {@linkcode ComplexShape} by name. */
export const COMPLEX_TASKS = { check: 0, ask: 1, work: 2, report: 3, reject: 4 } as const;

/** What a check found. */
export interface Checked {
  /** The task's output. */
  readonly value: number;
  /** Whether the run's input is worth going on with. */
  readonly isValid: boolean;
}

/**
 * Says whether a run's input is worth going on with: all but 0 is, which no seed of a benchmark is.
 *
 * @param seed The run's seed.
 */
export function isValidSeed(seed: number): boolean {
  return seed !== 0;
}

/**
 * What a flaky task works on: the attempt that works is part of it.
 *
 * @param value What the task was given, with its number.
 * @param attempts Attempts made, the one that works included.
 * @returns A 32-bit unsigned integer.
 */
export function attemptedValue(value: number, attempts: number): number {
  return foldNext(value, attempts);
}

/**
 * What is known of one flaky task.
 *
 * @param _shape There is one size.
 */
export function retry(_shape: RetryShape): Scenario {
  return {
    tasks: 1,
    width: 1,
    dependenciesOf: () => [],
    fateOf: () => ({ failures: FORCED_FAILURES, ends: true }),
    digest: (seed, compute) => compute(attemptedValue(seed, MOST_ATTEMPTS)),
  };
}

/**
 * What is known of the four steps.
 *
 * @param _shape There is one size.
 */
export function complex(_shape: ComplexShape): Scenario {
  const { check, ask, work, report, reject } = COMPLEX_TASKS;
  return {
    tasks: 4,
    width: 1,
    dependenciesOf: theOneBefore,
    fateOf: (task) => task === ask ? { failures: FORCED_FAILURES, ends: true } : UNTROUBLED,
    digest(seed, compute) {
      const checked = compute(seed ^ check);
      if (!isValidSeed(seed)) return compute(checked ^ reject);
      const answer = compute(attemptedValue(checked ^ ask, MOST_ATTEMPTS));
      return compute(compute(answer ^ work) ^ report);
    },
  };
}
