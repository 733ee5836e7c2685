/**
 * The shapes as LlamaIndex Workflows: a handler a task, an event for each output, and a list of events
 * for a join. Its other fan-out, one event sent many times and collected from the stream, is for
 * branches whose number is not known beforehand; here it is, and the list is the quicker of the two.
 *
 * Two packages bring the one engine, `@llamaindex/workflow-core` and `@llamaindex/workflow`. Each has an
 * adapter of its own and hands its door to {@linkcode preparedWith}, so they differ in nothing else.
 * @module
 */
import type { createWorkflow, Workflow, WorkflowEvent, workflowEvent } from "@llamaindex/workflow-core";
import type { Work } from "../workload/work.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { graphOf } from "./micro_program.ts";

/** What a package exports of the engine, as far as it is used here. */
export interface LlamaindexDoor {
  /** Makes a workflow without handlers. */
  readonly createWorkflow: typeof createWorkflow;
  /** Makes a kind of event. */
  readonly workflowEvent: typeof workflowEvent;
}

/**
 * Makes the `prepare` of an adapter from the package that it measures.
 *
 * @param door Functions of the package.
 * @returns What builds a workload's workflow.
 */
export function preparedWith(door: LlamaindexDoor): Adapter["prepare"] {
  return (workload, work) => {
    const shape = graphOf(workload);
    const ends: Ends = { startEvent: door.workflowEvent<number>(), stopEvent: door.workflowEvent<number>() };
    const site: Site = { ...door, ...ends, work };
    switch (shape.kind) {
      case "chain":
        return preparedFrom(chainWorkflow(shape.length, site), ends);
      case "fanout":
        return preparedFrom(fanoutWorkflow(shape.width, site), ends);
      case "diamond":
        return preparedFrom(diamondWorkflow(site), ends);
    }
  };
}

/** The events by which a workflow is entered and left. */
interface Ends {
  readonly startEvent: WorkflowEvent<number>;
  readonly stopEvent: WorkflowEvent<number>;
}

/** What a workflow is built from. */
interface Site extends LlamaindexDoor, Ends {
  readonly work: Work;
}

function preparedFrom(workflow: Workflow, { startEvent, stopEvent }: Ends): Prepared {
  return {
    async run(seed) {
      const { stream, sendEvent } = workflow.createContext();
      sendEvent(startEvent.with(seed));
      return (await stream.untilEvent(stopEvent)).data;
    },
    async runToKeep(seed) {
      const { stream, sendEvent } = workflow.createContext();
      sendEvent(startEvent.with(seed));
      const stopped = await stream.untilEvent(stopEvent);
      return { digest: stopped.data, kept: stopped };
    },
  };
}

function chainWorkflow(length: number, { createWorkflow, workflowEvent, startEvent, stopEvent, work }: Site): Workflow {
  const workflow = createWorkflow();
  let due = startEvent;
  for (let task = 0; task < length; task++) {
    const done = task === length - 1 ? stopEvent : workflowEvent<number>();
    workflow.handle([due], async (_context, { data }) => done.with(await work.one(task, data)));
    due = done;
  }
  return workflow;
}

function fanoutWorkflow(width: number, { createWorkflow, workflowEvent, startEvent, stopEvent, work }: Site): Workflow {
  const workflow = createWorkflow();
  const producedEvent = workflowEvent<number>();
  const branchEvents = Array.from({ length: width }, () => workflowEvent<number>());
  const whenProduced = acceptedByMany(producedEvent);
  workflow.handle([startEvent], async (_context, { data }) => producedEvent.with(await work.one(0, data)));
  for (const [i, branchEvent] of branchEvents.entries()) {
    workflow.handle(whenProduced, async (_context, { data }) => branchEvent.with(await work.one(i + 1, data)));
  }
  workflow.handle(branchEvents, async (_context, ...branches) => {
    return stopEvent.with(await work.join(width + 1, branches.map((branch) => branch.data)));
  });
  return workflow;
}

function diamondWorkflow({ createWorkflow, workflowEvent, startEvent, stopEvent, work }: Site): Workflow {
  const workflow = createWorkflow();
  const topEvent = workflowEvent<number>();
  const leftEvent = workflowEvent<number>();
  const rightEvent = workflowEvent<number>();
  const whenTop = acceptedByMany(topEvent);
  workflow.handle([startEvent], async (_context, { data }) => topEvent.with(await work.one(0, data)));
  workflow.handle(whenTop, async (_context, { data }) => leftEvent.with(await work.one(1, data)));
  workflow.handle(whenTop, async (_context, { data }) => rightEvent.with(await work.one(2, data)));
  workflow.handle([leftEvent, rightEvent], async (_context, left, right) => {
    return stopEvent.with(await work.join(3, [left.data, right.data]));
  });
  return workflow;
}

/**
 * Makes the accept list that all handlers of one event share. With a list each, version 1.3.4 takes a
 * waiting event of another handler out of the queue, and a join downstream never comes about.
 */
function acceptedByMany<E>(event: E): [E] {
  return [event];
}
