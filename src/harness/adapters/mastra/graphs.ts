/**
 * Graphs: a step a task with a schema on either side, `then` for a chain and `parallel` for branches.
 * @module
 */
// deno-lint-ignore-file explicit-module-boundary-types -- the types of workflows are inferred, as Mastra intends
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { NUMBERS, preparedFrom } from "./prepared_workflow.ts";

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(chainWorkflow(length, work), NUMBERS);
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  return preparedFrom(forkWorkflow(width, work), NUMBERS);
}

/** A diamond: a fan-out of two. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return preparedFrom(forkWorkflow(2, work), NUMBERS);
}

/** Stages: `parallel` for each that has several tasks. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  const [first, ...rest] = stageTasks(shape);
  const firstSteps = first!.map((task) => oneStep(task, work));
  let flow = emptyWorkflow().parallel(firstSteps) as Joined, before = firstSteps.map(({ id }) => id);
  for (const tasks of rest) {
    const steps = tasks.map((task) => gatherStep(task, { work, before }));
    if (steps.length === 1) return preparedFrom(flow.then(steps[0]!).commit(), NUMBERS);
    flow = flow.parallel(steps) as Joined;
    before = steps.map(({ id }) => id);
  }
  throw new Error("The last of several stages has one task");
}

/** A workflow whose last steps ran side by side: the compiler does not know how many there were. */
type Joined = ReturnType<typeof forkedWorkflow>;

/** Outputs of steps that ran side by side, by their names. */
function outputsSchema(names: readonly string[]) {
  return z.object(Object.fromEntries(names.map((name) => [name, z.number()])));
}

/**
 * Makes a workflow without steps.
 */
export function emptyWorkflow() {
  return createWorkflow({ id: "workload", inputSchema: z.number(), outputSchema: z.number() });
}

/**
 * Makes the step of a task that depends on one other.
 *
 * @param task Number of the task.
 * @param work What it does.
 */
export function oneStep(task: number, work: Work) {
  return createStep({
    id: `task-${task}`,
    inputSchema: z.number(),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.one(task, inputData),
  });
}

function gatherStep(task: number, { work, before }: { readonly work: Work; readonly before: readonly string[] }) {
  return createStep({
    id: `task-${task}`,
    inputSchema: outputsSchema(before),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.gather(task, before.map((name) => inputData[name]!)),
  });
}

/**
 * Makes the workflow of a chain.
 *
 * @param length Its steps.
 * @param work What they do.
 */
export function chainWorkflow(length: number, work: Work) {
  let flow = emptyWorkflow().then(oneStep(0, work));
  for (let task = 1; task < length; task++) flow = flow.then(oneStep(task, work));
  return flow.commit();
}

function forkedWorkflow(width: number, work: Work) {
  return emptyWorkflow().then(oneStep(0, work)).parallel(Array.from({ length: width }, (_, i) => oneStep(i + 1, work)));
}

function forkWorkflow(width: number, work: Work) {
  const names = Array.from({ length: width }, (_, i) => `task-${i + 1}`);
  const join = createStep({
    id: "join",
    inputSchema: outputsSchema(names),
    outputSchema: z.number(),
    execute: ({ inputData }) => work.join(width + 1, names.map((name) => inputData[name]!)),
  });
  return forkedWorkflow(width, work).then(join).commit();
}
