/**
 * Agents that are defined, validated and run once.
 * @module
 */
import { agent } from "puffinflow";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { medianUs } from "../figure_times.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** Definitions that the figure is taken from. */
const FIGURE_RUNS = 100;

function define(names: readonly string[]): LoopBuilt<number> {
  let flow = agent("chain").input<number>() as LoopBuilt<number>;
  flow = flow.state(names[0]!, ({ input }) => (input + 1) >>> 0);
  for (let state = 1; state < names.length; state++) {
    flow = flow.state(names[state]!, { after: [names[state - 1]!] }, ({ values: [before] }) => (before! + 1) >>> 0);
  }
  return flow.validate();
}

/** Program of the scenario. The run shows that there is something that was defined; it takes a fifth of the time. */
export function setupCost({ operations, did }: MicroTask): Prepared {
  const names = Array.from({ length: operations }, (_, state) => `state-${state}`), last = names.at(-1)!;
  return {
    async run(seed) {
      const run = completed(await define(names).run(seed));
      did(operations);
      return run.output(last);
    },
    async figures() {
      return { defineAndValidateUs: await medianUs(FIGURE_RUNS, () => Promise.resolve(define(names))) };
    },
  };
}
