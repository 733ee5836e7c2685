/**
 * What Mastra's workflows can do, as small programs that `features/` judges.
 * @module
 */
import { Mastra } from "@mastra/core";
import { InMemoryStore } from "@mastra/core/storage";
import { type AnyWorkflow, createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { type FeaturePrograms, has, hasNoPlaceFor, lacks, type Task } from "../feature_programs.ts";

const numbers = { inputSchema: z.number(), outputSchema: z.number() };

/** Mastra's programs. */
const mastra: FeaturePrograms = {
  retries: has("retries of createStep()", async ({ task }) => {
    const retried = createStep({ id: "task", ...numbers, retries: 2, execute: ({ inputData }) => task(inputData) });
    return await resultOf(workflow("retried").then(retried).commit());
  }),

  timeouts: lacks("a step takes as long as it takes", async ({ task, limitMs }) => {
    // The only option of that name belongs to a method that has been removed and throws.
    const limited = createStep({
      id: "task",
      ...numbers,
      ...{ timeout: limitMs },
      execute: ({ abortSignal }) => task(abortSignal),
    });
    return await resultOf(workflow("limited").then(limited).commit());
  }),

  cancellation: has("cancel() of a run", async ({ task, started }) => {
    const stuck = createStep({ id: "task", ...numbers, execute: ({ abortSignal }) => task(abortSignal) });
    const run = await quiet(workflow("cancelled").then(stuck).commit()).createRun();
    void started.then(() => run.cancel());
    return (await run.start({ inputData: 0 })).status;
  }),

  isolation: has("the steps of a failed run", async ({ good, bad }) => {
    const apart = createWorkflow({ id: "apart", inputSchema: z.number(), outputSchema: z.any() })
      .parallel([step("good", good), step("bad", bad)]).commit();
    const end = await (await quiet(apart).createRun()).start({ inputData: 0 });
    const ended = end.steps.good;
    return ended?.status === "success" && "output" in ended ? ended.output : ended?.status;
  }),

  resumption: has("a store and restart()", async ({ first, second, reached }) => {
    const storage = new InMemoryStore();
    const make = () => {
      const cut = createStep({ id: "second", ...numbers, execute: ({ inputData }) => second(inputData, "hangs") });
      const steps = workflow("steps").then(step("first", first)).then(cut).commit();
      return new Mastra({ workflows: { steps }, storage, logger: false }).getWorkflow("steps");
    };
    const begun = await make().createRun({ runId: "run" });
    void begun.start({ inputData: 0 });
    await reached;
    const end = await (await make().createRun({ runId: "run" })).restart();
    return end.status === "success" ? end.result : end.status;
  }),

  streaming: has("stream() of a run", async ({ first, second, seen }) => {
    const run = await workflow("told").then(step("first", first)).then(step("second", second)).commit().createRun();
    const stream = run.stream({ inputData: 0 });
    for await (const event of stream.fullStream) seen(event);
    const end = await stream.result;
    return end.status === "success" ? end.result : end.status;
  }),

  approval: has("suspend() and resume()", async ({ before, after, answer }) => {
    const asking = createStep({
      id: "after",
      ...numbers,
      resumeSchema: z.object({ answer: z.number() }),
      suspendSchema: z.object({}),
      execute: async ({ inputData, resumeData, suspend }) =>
        resumeData === undefined ? await suspend({}) : await after(inputData, resumeData.answer),
    });
    const steps = workflow("asking").then(step("before", before)).then(asking).commit();
    const kept = new Mastra({ workflows: { steps }, storage: new InMemoryStore(), logger: false }).getWorkflow("steps");
    const run = await kept.createRun();
    await run.start({ inputData: 0 });
    const end = await run.resume({ step: asking, resumeData: { answer: answer() } });
    return end.status === "success" ? end.result : end.status;
  }),

  typing: has("the schemas of steps", async ({ first, second }) => {
    const wrong = createStep({
      id: "wrong",
      inputSchema: z.string(),
      outputSchema: z.number(),
      execute: () => Promise.resolve(0),
    });
    const typed = workflow("typed").then(step("first", first));
    // @ts-expect-error -- The output is a number, and the step takes a text. It is added to a copy that nobody runs.
    void (() => typed.then(wrong));
    return await resultOf(typed.then(step("second", second)).commit());
  }),

  checkedInput: has("the input schema of a workflow", async ({ task, right, wrong }) => {
    const checked = workflow("checked").then(step("task", task)).commit();
    await resultOf(checked, right);
    const end = await (await quiet(checked).createRun()).start({ inputData: wrong as number });
    return end.status === "failed" ? end.error : end.status;
  }),

  timeTravel: has("timeTravel() of a run", async ({ first, second, instead }) => {
    const steps = workflow("steps").then(step("first", first)).then(step("second", second)).commit();
    const kept = new Mastra({ workflows: { steps }, storage: new InMemoryStore(), logger: false }).getWorkflow("steps");
    const run = await kept.createRun();
    await run.start({ inputData: 0 });
    const end = await run.timeTravel({ step: "second", inputData: instead });
    return end.status === "success" ? end.result : end.status;
  }),

  routing: has("branch()", async ({ first, left, right }) => {
    const forked = createWorkflow({ id: "forked", inputSchema: z.number(), outputSchema: z.any() })
      .then(step("first", first))
      .branch([
        [({ inputData }) => Promise.resolve(inputData % 2 === 0), step("left", left)],
        [({ inputData }) => Promise.resolve(inputData % 2 === 1), step("right", right)],
      ]).commit();
    const end = await (await forked.createRun()).start({ inputData: 0 });
    return end.status === "success" ? Object.values(end.result)[0] : end.status;
  }),

  dynamicFanOut: has("foreach()", async ({ count, task }) => await sumOfEach({ count, task, concurrency: 100 })),

  subGraphs: has("a workflow as a step", async ({ before, inside, after }) => {
    // Under exactOptionalPropertyTypes a workflow does not have a step's type, though it is one.
    const inner = workflow("inner").then(step("inside", inside)).commit() as ReturnType<typeof step<"inner">>;
    return await resultOf(
      workflow("outer").then(step("before", before)).then(inner).then(step("after", after)).commit(),
    );
  }),

  concurrencyLimit: has("the option concurrency of foreach()", async ({ count, task, limit }) => {
    return await sumOfEach({ count: () => Promise.resolve(count), task, concurrency: limit });
  }),

  stepLimit: lacks("dountil() goes on until its condition holds", async ({ task }) => {
    return await resultOf(workflow("loop").dountil(step("task", task), () => Promise.resolve(false)).commit());
  }),

  deadlock: hasNoPlaceFor("steps have no dependencies by name, so no two can wait for each other"),
};

export default mastra;

/** Gives a workflow that does not write its failures to the console. */
function quiet<Flow extends AnyWorkflow>(flow: Flow): Flow {
  return new Mastra({ workflows: { flow }, logger: false }).getWorkflow("flow");
}

function workflow(id: string) {
  return createWorkflow({ id, ...numbers });
}

function step<const Id extends string>(id: Id, task: Task) {
  return createStep({ id, ...numbers, execute: ({ inputData }) => task(inputData) });
}

interface Each {
  readonly count: () => Promise<number>;
  readonly task: Task;
  readonly concurrency: number;
}

async function sumOfEach({ count, task, concurrency }: Each): Promise<unknown> {
  const items = createStep({
    id: "items",
    inputSchema: z.number(),
    outputSchema: z.array(z.number()),
    execute: async () => Array.from({ length: await count() }, (_, item) => item),
  });
  const sum = createStep({
    id: "sum",
    inputSchema: z.array(z.number()),
    outputSchema: z.number(),
    execute: ({ inputData }) => Promise.resolve(inputData.reduce((total, value) => total + value, 0)),
  });
  return await resultOf(workflow("each").then(items).foreach(step("task", task), { concurrency }).then(sum).commit());
}

async function resultOf(committed: ReturnType<ReturnType<typeof workflow>["commit"]>, inputData = 0): Promise<unknown> {
  const end = await (await quiet(committed).createRun()).start({ inputData });
  if (end.status === "success") return end.result;
  if (end.status === "failed") throw end.error;
  return end.status;
}
