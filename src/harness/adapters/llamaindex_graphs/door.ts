/**
 * What a package exports of LlamaIndex's engine, and how a workflow that is built with it is run.
 * @module
 */
import type { createWorkflow, Workflow, WorkflowEvent, workflowEvent } from "@llamaindex/workflow-core";
import type { Prepared } from "../adapter.ts";
import type { ShapeBuilder, ShapeOf } from "../shape_builders.ts";
import type { GraphKind } from "../shape_builders.ts";
import type { Work } from "../../workload/work.ts";

/** What a package exports of the engine, as far as it is used here. */
export interface LlamaindexDoor {
  /** Makes a workflow without handlers. */
  readonly createWorkflow: typeof createWorkflow;
  /** Makes a kind of event. */
  readonly workflowEvent: typeof workflowEvent;
}

/** The events by which a workflow is entered and left. */
export interface Ends {
  readonly startEvent: WorkflowEvent<number>;
  readonly stopEvent: WorkflowEvent<number>;
}

/** What a workflow is built from. */
export interface Site extends LlamaindexDoor, Ends {
  readonly work: Work;
}

/**
 * Makes the builder of a shape.
 *
 * @param door Functions of the package.
 * @param build Builds the workflow.
 */
export function built<K extends GraphKind>(
  door: LlamaindexDoor,
  build: (shape: ShapeOf<K>, site: Site) => Pick<Workflow, "createContext">,
): ShapeBuilder<K> {
  return (shape, work) => {
    const ends: Ends = { startEvent: door.workflowEvent<number>(), stopEvent: door.workflowEvent<number>() };
    return preparedFrom(build(shape, { ...door, ...ends, work }), ends);
  };
}

function preparedFrom(workflow: Pick<Workflow, "createContext">, { startEvent, stopEvent }: Ends): Prepared {
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

/**
 * Makes the accept list that all handlers of one event share. With a list each, version 1.3.4 takes a
 * waiting event of another handler out of the queue, and a join downstream never comes about.
 *
 * @param event The event.
 */
export function acceptedByMany<E>(event: E): [E] {
  return [event];
}
