/**
 * An agent as the harness runs it: what its runs give, what a user would keep of them, and the graph it declares.
 * @module
 */
import type { AgentDescription, AgentExtras, BuiltAgent, CompletedRun, Outputs, Runnable } from "puffinflow";
import type { Prepared } from "../../adapter.ts";
import type { DeclaredGraph } from "../../declared_graph.ts";
import { completed } from "../completed.ts";

/**
 * Prepares an agent.
 *
 * @param flow The agent.
 * @param digestOf Reads the digest from a run.
 */
export function preparedFrom<O extends Outputs, X extends AgentExtras>(
  flow: BuiltAgent<number, O, X> & Runnable<O, X>,
  digestOf: (run: CompletedRun<O, X["channels"]>) => number,
): Prepared {
  flow.validate();
  return {
    run: async (seed) => digestOf(completed(await flow.run(seed))),
    async runToKeep(seed) {
      const run = completed(await flow.run(seed));
      return { digest: digestOf(run), kept: run };
    },
    declaredGraph: () => graphOf(flow.describe()),
  };
}

/**
 * Names a state of an agent that is built in a loop.
 *
 * @param task Number of the task.
 */
export function nameOf(task: number): string {
  return `task-${task}`;
}

function graphOf({ states }: AgentDescription): DeclaredGraph {
  return {
    nodes: states.map(({ name }) => name),
    edges: states.flatMap(({ name, after, to }) => [
      ...after.map(({ state }): [string, string] => [state, name]),
      ...to.map((target): [string, string] => [name, target]),
    ]),
  };
}
