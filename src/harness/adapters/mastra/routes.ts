/**
 * Programs that route: `dountil`, retries, `branch`; and records.
 * @module
 */
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { emptyWorkflow, oneStep } from "./graphs.ts";
import { type NestedStep, NUMBERS, preparedFrom } from "./prepared_workflow.ts";

const turnSchema = z.object({ turn: z.number(), value: z.number() });

/** One step under `dountil`. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  const step = createStep({
    id: "turn",
    inputSchema: turnSchema,
    outputSchema: turnSchema,
    execute: async ({ inputData: { turn, value } }) => ({ turn: turn + 1, value: await work.one(turn, value) }),
  });
  const flow = createWorkflow({ id: "loop", inputSchema: turnSchema, outputSchema: turnSchema })
    // deno-lint-ignore require-await -- a condition is an async function.
    .dountil(step, async ({ inputData }) => inputData.turn === turns)
    .commit();
  return preparedFrom(flow, {
    input: (value) => ({ turn: 0, value }),
    digest: ({ value }: z.infer<typeof turnSchema>) => value,
  });
}

function flakyStep(task: number, work: Work) {
  return createStep({
    id: `task-${task}`,
    inputSchema: z.number(),
    outputSchema: z.number(),
    retries: MOST_ATTEMPTS - 1,
    execute: ({ inputData }) => work.flaky(task, inputData),
  });
}

/** One flaky step. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  return preparedFrom(emptyWorkflow().then(flakyStep(0, work)).commit(), NUMBERS);
}

const checkedSchema = z.object({ value: z.number(), isValid: z.boolean() });

/** A check with two ways on, one of them a workflow with a flaky step. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const check = createStep({
    id: "check",
    inputSchema: z.number(),
    outputSchema: checkedSchema,
    execute: async ({ inputData }) => ({ ...await work.check(COMPLEX_TASKS.check, inputData) }),
  });
  const accept = createWorkflow({ id: "accept", inputSchema: checkedSchema, outputSchema: z.number() })
    // deno-lint-ignore require-await -- a mapping is an async function.
    .map(async ({ inputData }) => inputData.value)
    .then(flakyStep(COMPLEX_TASKS.ask, work))
    .then(oneStep(COMPLEX_TASKS.work, work))
    .then(oneStep(COMPLEX_TASKS.report, work))
    .commit();
  const reject = createStep({
    id: "reject",
    inputSchema: checkedSchema,
    outputSchema: z.number(),
    execute: ({ inputData }) => work.one(COMPLEX_TASKS.reject, inputData.value),
  });
  const flow = emptyWorkflow().then(check).branch([
    // deno-lint-ignore require-await -- a condition is an async function.
    [async ({ inputData }) => inputData.isValid, accept as NestedStep<"accept", z.infer<typeof checkedSchema>, number>],
    // deno-lint-ignore require-await -- as above.
    [async ({ inputData }) => !inputData.isValid, reject],
  ]).commit();
  return preparedFrom(flow, {
    input: (seed) => seed,
    digest: (ways: { readonly accept?: number; readonly reject?: number }) => ways.accept ?? ways.reject!,
  });
}

const paperSchema = z.object({ id: z.number(), title: z.string(), words: z.number(), tags: z.array(z.string()) });

/** Three steps that hand on a record, which is checked against its schema. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  const draft = createStep({
    id: "draft",
    inputSchema: z.number(),
    outputSchema: paperSchema,
    execute: async ({ inputData }) => mutable(await work.draft(0, inputData)),
  });
  const review = createStep({
    id: "review",
    inputSchema: paperSchema,
    outputSchema: paperSchema,
    execute: async ({ inputData }) => mutable(await work.review(1, inputData)),
  });
  const publish = createStep({
    id: "publish",
    inputSchema: paperSchema,
    outputSchema: z.number(),
    execute: ({ inputData }) => work.publish(2, inputData),
  });
  return preparedFrom(emptyWorkflow().then(draft).then(review).then(publish).commit(), NUMBERS);
}

/** The schema's type has lists that may be changed. */
function mutable<P extends { readonly tags: readonly string[] }>(paper: P): P & { tags: string[] } {
  return { ...paper, tags: [...paper.tags] };
}
