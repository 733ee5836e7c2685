/**
 * Entrypoints inside entrypoints, a conversation with tools, and the same with steps recorded.
 * @module
 */
import { entrypoint, MemorySaver } from "@langchain/langgraph";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { CheckpointBuilders, ShapeOf } from "../shape_builders.ts";
import { gatherTask, oneTask } from "./shapes.ts";

/** What an entrypoint does with a seed. */
type Body = (seed: number) => Promise<number>;

/** A fan-out to entrypoints. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return plain(fanBody(shape, work));
}

/** A model and its tools. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return plain(agentBody(shape, work));
}

/** The same with steps recorded in memory. What a run gives is read back from the store, and then forgotten. */
export const checkpointed: CheckpointBuilders = {
  chain: ({ length }, work) => kept(chainBody(length, work)),
  subgraphs: (shape, work) => kept(fanBody(shape, work)),
  "wide-state": "keeps what steps share in the variables of the entrypoint, which has no fields",
  "tool-agent": (shape, work) => kept(agentBody(shape, work)),
};

function plain(body: Body): Prepared {
  const flow = entrypoint("flow", body);
  return { run: async (seed) => await flow.invoke(seed) };
}

function kept(body: Body): Prepared {
  const checkpointer = new MemorySaver(), flow = entrypoint({ name: "flow", checkpointer }, body);
  let started = 0;
  return {
    async run(seed) {
      const thread = `run-${started++}`, config = { configurable: { thread_id: thread } };
      await flow.invoke(seed, config);
      const { values } = await flow.getState(config);
      await checkpointer.deleteThread(thread);
      return values;
    },
  };
}

function chainBody(length: number, work: Work): Body {
  const one = oneTask(work);
  return async (seed) => {
    let value = seed;
    for (let number = 0; number < length; number++) value = await one(number, value);
    return value;
  };
}

function fanBody(shape: ShapeOf<"subgraphs">, work: Work): Body {
  const one = oneTask(work), gather = gatherTask(work), join = subgraphJoin(shape);
  const inside = entrypoint("branch", async ({ branch, produced }: { branch: number; produced: number }) => {
    let value = produced;
    for (let step = 0; step < STRAIGHT_STEPS + shape.turns; step++) {
      value = await one(subgraphTask(shape, branch, step), value);
    }
    return value;
  });
  const branches = Array.from({ length: shape.width }, (_, branch) => branch);
  return async (seed) => {
    const produced = await one(0, seed);
    return await gather(join, await Promise.all(branches.map((branch) => inside.invoke({ branch, produced }))));
  };
}

function agentBody(shape: ShapeOf<"tool-agent">, work: Work): Body {
  const one = oneTask(work), gather = gatherTask(work);
  return async (seed) => {
    let messages: readonly number[] = [seed];
    messages = [...messages, await gather(nextTask(messages), messages)];
    while (wantsTool(shape, messages)) {
      messages = [...messages, await one(nextTask(messages), messages.at(-1)!)];
      messages = [...messages, await gather(nextTask(messages), messages)];
    }
    return messages.at(-1)!;
  };
}
