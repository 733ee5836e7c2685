/**
 * What LlamaIndex Workflows can do, as small programs that `features/` judges.
 * @module
 */
import * as core from "@llamaindex/workflow-core";
import { createStatefulMiddleware } from "@llamaindex/workflow-core/middleware/state";
import { pRetryHandler } from "@llamaindex/workflow-core/util/p-retry";
import { zodEvent } from "@llamaindex/workflow-core/util/zod";
import { z } from "zod";
import { type FeaturePrograms, has, lacks, searched } from "../feature_programs.ts";

const { createWorkflow, workflowEvent } = core;
const startEvent = workflowEvent<number>();
const middleEvent = workflowEvent<number>();
const stopEvent = workflowEvent<number>();

/** LlamaIndex's programs. */
const llamaindex: FeaturePrograms = {
  retries: has("pRetryHandler()", async ({ task }) => {
    const workflow = createWorkflow();
    const handler = async (_context: core.WorkflowContext, { data }: core.WorkflowEventData<number>) =>
      stopEvent.with(await task(data));
    workflow.handle([startEvent], pRetryHandler(handler, { retries: 2, minTimeout: 0, factor: 1 }));
    return await resultOf(workflow);
  }),

  timeouts: lacks(
    "a handler takes as long as it takes",
    () => searched([core, Object.keys(createWorkflow().createContext())], /time/i),
  ),

  cancellation: lacks("a context has a signal to read, and nothing that aborts it from outside", () => {
    return searched([createWorkflow(), createWorkflow().createContext()], /abort|cancel|stop/i);
  }),

  isolation: lacks("a handler that throws leaves the others alone and tells nobody", async ({ good, bad }) => {
    const workflow = createWorkflow(), branchEvent = workflowEvent<number>();
    const whenStarted: [typeof startEvent] = [startEvent];
    workflow.handle(whenStarted, async (_context, { data }) => stopEvent.with(await good(data)));
    workflow.handle(whenStarted, async (_context, { data }) => branchEvent.with(await bad(data)));
    return await resultOf(workflow);
  }),

  resumption: lacks(
    "the middleware's snapshot() waits for handlers under way: it keeps runs that pause, not runs that are cut off",
    async ({ first, second, reached }) => {
      const { withState } = createStatefulMiddleware(() => ({}));
      const make = () => {
        const workflow = withState(createWorkflow());
        workflow.handle([startEvent], async (_context, { data }) => middleEvent.with(await first(data)));
        workflow.handle([middleEvent], async (_context, { data }) => stopEvent.with(await second(data, "hangs")));
        return workflow;
      };
      const begun = make().createContext();
      begun.sendEvent(startEvent.with(0));
      await reached;
      const kept = await begun.snapshot();
      const { stream } = make().resume(kept);
      return (await stream.untilEvent(stopEvent)).data;
    },
  ),

  streaming: has("the stream of a context", async ({ first, second, seen }) => {
    const { stream, sendEvent } = inARow(first, second).createContext();
    sendEvent(startEvent.with(0));
    for await (const event of stream) {
      seen(event);
      if (stopEvent.include(event)) return event.data;
    }
    return undefined;
  }),

  approval: has("an event that the caller sends", async ({ before, after, answer }) => {
    const workflow = createWorkflow(), answerEvent = workflowEvent<number>();
    workflow.handle([startEvent], async (_context, { data }) => middleEvent.with(await before(data)));
    workflow.handle([middleEvent, answerEvent], async (_context, { data }, { data: said }) => {
      return stopEvent.with(await after(data, said));
    });
    const { stream, sendEvent } = workflow.createContext();
    sendEvent(startEvent.with(0));
    for await (const event of stream) {
      if (middleEvent.include(event)) sendEvent(answerEvent.with(answer()));
      if (stopEvent.include(event)) return event.data;
    }
    return undefined;
  }),

  typing: has("the types of events", async ({ first, second }) => {
    const workflow = createWorkflow();
    workflow.handle([startEvent], async (_context, { data }) => middleEvent.with(await first(data)));
    workflow.handle([middleEvent], async (_context, { data }) => {
      // @ts-expect-error -- The output is a number.
      const _wrong: string = data;
      return stopEvent.with(await second(data));
    });
    return await resultOf(workflow);
  }),

  checkedInput: has("zodEvent()", async ({ task, right, wrong }) => {
    const workflow = createWorkflow(), checkedEvent = zodEvent(z.number());
    workflow.handle([checkedEvent], async (_context, { data }) => stopEvent.with(await task(data)));
    const runWith = async (value: number) => {
      const { stream, sendEvent } = workflow.createContext();
      sendEvent(checkedEvent.with(value));
      return (await stream.untilEvent(stopEvent)).data;
    };
    await runWith(right);
    return await runWith(wrong as number);
  }),

  timeTravel: has("any event sent to a new context", async ({ first, second, instead }) => {
    const workflow = inARow(first, second);
    await resultOf(workflow);
    const { stream, sendEvent } = workflow.createContext();
    sendEvent(middleEvent.with(instead));
    return (await stream.untilEvent(stopEvent)).data;
  }),

  routing: has("an event for each way", async ({ first, left, right }) => {
    const workflow = createWorkflow(), evenEvent = workflowEvent<number>(), oddEvent = workflowEvent<number>();
    workflow.handle([startEvent], async (_context, { data }) => {
      const value = await first(data);
      return (value % 2 === 0 ? evenEvent : oddEvent).with(value);
    });
    workflow.handle([evenEvent], async (_context, { data }) => stopEvent.with(await left(data)));
    workflow.handle([oddEvent], async (_context, { data }) => stopEvent.with(await right(data)));
    return await resultOf(workflow);
  }),

  dynamicFanOut: has("sendEvent() and the stream of a context", async ({ count, task }) => {
    const workflow = createWorkflow(), itemEvent = workflowEvent<number>(), doneEvent = workflowEvent<number>();
    workflow.handle([startEvent], async ({ sendEvent, stream }) => {
      const items = await count();
      const results = stream.filter(doneEvent).take(items).toArray();
      for (let item = 0; item < items; item++) sendEvent(itemEvent.with(item));
      return stopEvent.with((await results).reduce((sum, { data }) => sum + data, 0));
    });
    workflow.handle([itemEvent], async (_context, { data }) => doneEvent.with(await task(data)));
    return await resultOf(workflow);
  }),

  subGraphs: lacks("a handler starts another workflow's context in code of its own", () => {
    return searched([core, createWorkflow()], /sub|nest|child|compose/i);
  }),

  concurrencyLimit: lacks("each event starts its handler at once", () => {
    return searched([core, createWorkflow(), createWorkflow().createContext()], /concurren|limit|worker/i);
  }),

  stepLimit: lacks("events go round for as long as handlers send them", () => {
    return searched([core, createWorkflow(), createWorkflow().createContext()], /limit|step|max/i);
  }),

  deadlock: lacks("events that never come are waited for", async ({ first, second }) => {
    const workflow = createWorkflow(), firstEvent = workflowEvent<number>(), secondEvent = workflowEvent<number>();
    workflow.handle([startEvent, secondEvent], async (_context, { data }) => firstEvent.with(await first(data)));
    workflow.handle([startEvent, firstEvent], async (_context, { data }) => secondEvent.with(await second(data)));
    return await resultOf(workflow);
  }),
};

export default llamaindex;

function inARow(first: (value: number) => Promise<number>, second: (value: number) => Promise<number>): core.Workflow {
  const workflow = createWorkflow();
  workflow.handle([startEvent], async (_context, { data }) => middleEvent.with(await first(data)));
  workflow.handle([middleEvent], async (_context, { data }) => stopEvent.with(await second(data)));
  return workflow;
}

async function resultOf(workflow: core.Workflow): Promise<number> {
  const { stream, sendEvent } = workflow.createContext();
  sendEvent(startEvent.with(0));
  return (await stream.untilEvent(stopEvent)).data;
}
