/**
 * One task that a condition sends round again: the conditional edge back, which agents are made of.
 * @module
 */
import { type Scenario, theOneBefore, untroubled } from "./scenario.ts";

/** A loop over one task. */
export interface LoopShape {
  readonly kind: "loop";
  /** Times that the task runs. Its number is that of the turn. */
  readonly turns: number;
}

/**
 * What is known of a loop.
 *
 * @param shape The loop.
 */
export function loop({ turns }: LoopShape): Scenario {
  return {
    tasks: turns,
    width: 1,
    dependenciesOf: theOneBefore,
    fateOf: untroubled,
    digest(seed, compute) {
      let value = seed;
      for (let turn = 0; turn < turns; turn++) value = compute(value ^ turn);
      return value;
    },
  };
}
