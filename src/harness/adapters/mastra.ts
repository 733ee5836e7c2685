/**
 * Mastra's workflows as an adapter: a step a task with a schema on either side, `then` for a chain and
 * `parallel` for branches, committed once and given a new run each time. No Mastra instance is made: it
 * would add storage and logging, which the workflow does without.
 * @module
 */
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { MASTRA } from "./facts.ts";
import { graphOf, graphsOnly } from "./micro_program.ts";

/** Mastra's workflows, as the harness drives them. */
const mastra: Adapter = { ...MASTRA, supports: graphsOnly, prepare };
export default mastra;

function prepare(workload: Workload, work: Work): Prepared {
  const shape = graphOf(workload);
  switch (shape.kind) {
    case "chain":
      return preparedFrom(chainWorkflow(shape.length, work));
    case "fanout":
      return preparedFrom(forkWorkflow(shape.width, work));
    case "diamond":
      return preparedFrom(forkWorkflow(2, work));
  }
}

function preparedFrom(workflow: ReturnType<typeof chainWorkflow>): Prepared {
  return {
    async run(seed) {
      const run = await workflow.createRun();
      const end = await run.start({ inputData: seed });
      if (end.status === "success") return end.result;
      if (end.status === "failed") throw end.error;
      throw new Error(`Cannot take a run's output as it must have succeeded: its status is "${end.status}"`);
    },
  };
}

function emptyWorkflow() {
  return createWorkflow({ id: "workload", inputSchema: z.number(), outputSchema: z.number() });
}

function stepOf(task: number, work: Work) {
  return createStep({
    id: `task-${task}`,
    inputSchema: z.number(),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.one(task, inputData),
  });
}

function chainWorkflow(length: number, work: Work) {
  let chain = emptyWorkflow().then(stepOf(0, work));
  for (let task = 1; task < length; task++) chain = chain.then(stepOf(task, work));
  return chain.commit();
}

/** A fan-out; of two branches, a diamond. */
function forkWorkflow(width: number, work: Work) {
  const branches = Array.from({ length: width }, (_, i) => stepOf(i + 1, work));
  const names = branches.map((branch) => branch.id);
  const join = createStep({
    id: "join",
    inputSchema: z.object(Object.fromEntries(names.map((name) => [name, z.number()]))),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.join(width + 1, names.map((name) => inputData[name]!)),
  });
  return emptyWorkflow().then(stepOf(0, work)).parallel(branches).then(join).commit();
}
