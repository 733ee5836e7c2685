/**
 * The same agents with each step recorded in memory. What a run gives is read back from the store, and then forgotten.
 * @module
 */
import type { AgentExtras, BuiltAgent, CompletedRun, Outputs, Runnable } from "puffinflow";
import { durable, memoryCheckpoints } from "puffinflow/durability";
import type { Prepared } from "../../adapter.ts";
import type { CheckpointBuilders } from "../../shape_builders.ts";
import { completed } from "../completed.ts";
import { chainAgent } from "./graphs.ts";
import { nameOf } from "./prepared_agent.ts";
import { conversation, subgraphAgent } from "./routes.ts";
import { wideAgent } from "./wide_state.ts";

/** Builders of durable agents. */
export const checkpointed: CheckpointBuilders = {
  chain: ({ length }, work) => kept(chainAgent(length, work), (run) => run.output(nameOf(length - 1))),
  subgraphs: (shape, work) => kept(subgraphAgent(shape, work), (run) => run.output("join")),
  "wide-state": (shape, work) => kept(wideAgent(shape, work), (run) => run.output(nameOf(shape.steps))),
  "tool-agent": (shape, work) => kept(conversation(shape, work), (run) => run.channels.messages.at(-1)!),
};

function kept<O extends Outputs, X extends AgentExtras>(
  flow: BuiltAgent<number, O, X> & Runnable<O, X>,
  digestOf: (run: CompletedRun<O, X["channels"]>) => number,
): Prepared {
  const runs = durable(flow, { store: memoryCheckpoints() });
  let started = 0;
  return {
    async run(seed) {
      const id = `run-${started++}`;
      completed(await runs.run(seed, { id }));
      // A run that is over is not run again: this is what the store has of it.
      const digest = digestOf(completed(await runs.run(0, { id })));
      await runs.drop(id);
      return digest;
    },
  };
}
