/**
 * Workflows inside workflows: a fan-out to them, and a conversation with tools that is one until no tool is wanted.
 * @module
 */
// deno-lint-ignore-file explicit-module-boundary-types -- the types of workflows are inferred, as Mastra intends
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { emptyWorkflow } from "./graphs.ts";
import { type Ends, type NestedStep, NUMBERS, preparedFrom } from "./prepared_workflow.ts";

const branchSchema = z.object({ branch: z.number(), value: z.number(), step: z.number() });

type Branch = z.infer<typeof branchSchema>;

/** A nested workflow for each branch, all at once. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return preparedFrom(fanWorkflow(shape, work), NUMBERS);
}

/**
 * Makes the workflow of a fan-out to workflows.
 *
 * @param shape How many.
 * @param work What their steps do.
 */
export function fanWorkflow(shape: ShapeOf<"subgraphs">, work: Work) {
  const produce = createStep({
    id: "produce",
    inputSchema: z.number(),
    outputSchema: z.array(branchSchema),
    execute: async ({ inputData }) => {
      const value = await work.one(0, inputData);
      return Array.from({ length: shape.width }, (_, branch) => ({ branch, value, step: 0 }));
    },
  });
  const join = createStep({
    id: "join",
    inputSchema: z.array(branchSchema),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.gather(subgraphJoin(shape), inputData.map(({ value }) => value)),
  });
  return emptyWorkflow().then(produce)
    .foreach(branchWorkflow(shape, work) as NestedStep<"branch", Branch, Branch>, { concurrency: shape.width })
    .then(join)
    .commit();
}

function branchWorkflow(shape: ShapeOf<"subgraphs">, work: Work) {
  const stepOf = (id: string) =>
    createStep({
      id,
      inputSchema: branchSchema,
      outputSchema: branchSchema,
      execute: async ({ inputData: { branch, value, step } }) => ({
        branch,
        value: await work.one(subgraphTask(shape, branch, step), value),
        step: step + 1,
      }),
    });
  return createWorkflow({ id: "branch", inputSchema: branchSchema, outputSchema: branchSchema })
    .then(stepOf("edit"))
    .then(stepOf("generate"))
    // deno-lint-ignore require-await -- a condition is an async function.
    .dountil(stepOf("bump"), async ({ inputData }) => inputData.step === STRAIGHT_STEPS + shape.turns)
    .commit();
}

const messagesSchema = z.array(z.number());

/** What goes into a conversation, and what comes out. */
export const CONVERSATION: Ends<number[], number[]> = {
  input: (seed) => [seed],
  digest: (messages) => messages.at(-1)!,
};

/** A model, and then a workflow of tools and model until no tool is wanted. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return preparedFrom(agentWorkflow(shape, work), CONVERSATION);
}

/**
 * Makes the workflow of a conversation.
 *
 * @param shape How often tools are called.
 * @param work What model and tools do.
 */
export function agentWorkflow(shape: ShapeOf<"tool-agent">, work: Work) {
  const schemas = { inputSchema: messagesSchema, outputSchema: messagesSchema };
  const model = createStep({
    id: "model",
    ...schemas,
    execute: async ({ inputData: messages }) => [...messages, await work.gather(nextTask(messages), messages)],
  });
  const tools = createStep({
    id: "tools",
    ...schemas,
    execute: async ({ inputData: messages }) => [...messages, await work.one(nextTask(messages), messages.at(-1)!)],
  });
  const answer = createWorkflow({ id: "answer", ...schemas }).then(tools).then(model).commit();
  return createWorkflow({ id: "agent", ...schemas })
    .then(model)
    .dountil(
      answer as NestedStep<"answer", number[], number[]>,
      // deno-lint-ignore require-await -- a condition is an async function.
      async ({ inputData: messages }) => !wantsTool(shape, messages),
    )
    .commit();
}
