/**
 * Which attempts of which states fail: drawn from the run's seed, so that engine, plain code and oracle meet the same
 * failures in whatever order they try.
 * @module
 */
import { splitmix32 } from "../../../random/splitmix32.ts";

/** Probability that an attempt fails, by state. */
export const FAILURE_PROBABILITIES: readonly number[] = [0.1, 0.1, 0.3, 0.3, 0.5, 0.5];
/** Most attempts of a state. */
export const MAX_ATTEMPTS = 4;
/** States that wait for each of the flaky ones. */
export const DEPENDANTS_EACH = 2;

const STATES = FAILURE_PROBABILITIES.length;

/** An attempt of a flaky state. */
export interface DrawnAttempt {
  /** Number of the state, from 0. */
  readonly state: number;
  /** Number of the attempt, from 1 to {@linkcode MAX_ATTEMPTS}. */
  readonly attempt: number;
}

/** What happens in the trials of one run. */
export class FailureDraws {
  readonly #words: readonly number[];

  /**
   * Draws.
   *
   * @param seed The run's seed.
   * @param trials Trials of the run.
   */
  constructor(seed: number, trials: number) {
    this.#words = splitmix32(seed, trials * STATES * MAX_ATTEMPTS);
  }

  /**
   * Tells whether an attempt fails.
   *
   * @param trial Number of the trial, from 0.
   * @param attempt The attempt.
   */
  fails(trial: number, { state, attempt }: DrawnAttempt): boolean {
    const word = this.#words[(trial * STATES + state) * MAX_ATTEMPTS + attempt - 1]!;
    return word < FAILURE_PROBABILITIES[state]! * 2 ** 32;
  }
}

/** Share of flaky states that end well, as arithmetic has it: all but those whose attempts fail all. */
export const EXPECTED_RECOVERY: number = meanOf((probability) => 1 - probability ** MAX_ATTEMPTS);

/** Attempts per flaky state, as arithmetic has it: each takes place if all before it failed. */
export const EXPECTED_ATTEMPTS: number = meanOf((probability) => {
  let attempts = 0;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) attempts += probability ** attempt;
  return attempts;
});

function meanOf(value: (probability: number) => number): number {
  return FAILURE_PROBABILITIES.reduce((sum, probability) => sum + value(probability), 0) / STATES;
}
