/**
 * When alerts have to be told: one gauge after the other is raised above its rule's limit, now and then none.
 * @module
 */
import { nextStep, type Oracle } from "./oracle.ts";

/** Rules that are told as one. */
export const DEDUPED_RULES = 10;

/** What a raised gauge stands at, and from which value on its rule is to tell. */
export const LEVELS = { raised: 2, limit: 1, lowered: 0 } as const;

/**
 * Says which gauge is raised at an evaluation.
 *
 * @param seed The run's seed.
 * @param evaluation Number of the evaluation, from 0.
 * @param rules How many rules there are, each with its gauge.
 * @returns Number of the gauge; `rules` if none is.
 */
export function raisedGauge(seed: number, evaluation: number, rules: number): number {
  return nextStep(seed, evaluation) % (rules + 1);
}

/**
 * Does the step of a notice.
 *
 * @param value What the step before gave.
 * @param rule Number of its rule.
 * @param isFiring Whether something is wrong, or right again.
 */
export function noticeStep(value: number, rule: number, isFiring: boolean): number {
  return nextStep(value, 2 * rule + Number(isFiring));
}

/**
 * Makes the oracle of rules that are evaluated again and again. In its last evaluation no gauge is raised.
 *
 * @param rules How many.
 * @returns The oracle; operations are evaluations of one rule.
 */
export function alerts(rules: number): Oracle {
  return (operations, seed) => {
    const evaluations = operations / rules;
    let value = seed, firing = rules;
    for (let evaluation = 0; evaluation < evaluations; evaluation++) {
      const raised = evaluation === evaluations - 1 ? rules : raisedGauge(seed, evaluation, rules);
      if (raised === firing) continue;
      // What fired first is told first.
      if (firing < rules) value = noticeStep(value, firing, false);
      if (raised < rules) value = noticeStep(value, raised, true);
      firing = raised;
    }
    return value;
  };
}

/**
 * An oracle: all rules fire together and are over together: only the first of them is told of.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function dedupedAlerts(operations: number, seed: number): number {
  let value = seed;
  for (let evaluation = 0; evaluation < operations / DEDUPED_RULES; evaluation++) {
    value = noticeStep(value, 0, evaluation % 2 === 0);
  }
  return value;
}
