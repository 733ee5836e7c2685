/**
 * Graphs: a handler a task, an event for each output, and a list of events for a join. The other fan-out, one event
 * sent many times and collected from the stream, is for branches whose number is not known beforehand; here it is, and
 * the list is the quicker of the two.
 * @module
 */
import type { Workflow, WorkflowEvent } from "@llamaindex/workflow-core";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import type { ShapeBuilder, ShapeOf } from "../shape_builders.ts";
import { acceptedByMany, built, type LlamaindexDoor, type Site } from "./door.ts";

/** Builders of graphs. */
export interface GraphBuilders {
  readonly chain: ShapeBuilder<"chain">;
  readonly fanout: ShapeBuilder<"fanout">;
  readonly diamond: ShapeBuilder<"diamond">;
  readonly stages: ShapeBuilder<"stages">;
}

/**
 * Makes the builders of graphs.
 *
 * @param door Functions of the package that is measured.
 */
export function graphBuilders(door: LlamaindexDoor): GraphBuilders {
  return {
    chain: built(door, ({ length }, site) => chainWorkflow(length, site)),
    fanout: built(door, ({ width }, site) => fanoutWorkflow(width, site)),
    diamond: built(door, (_shape, site) => diamondWorkflow(site)),
    stages: built(door, stagesWorkflow),
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

function stagesWorkflow(
  shape: ShapeOf<"stages">,
  { createWorkflow, workflowEvent, startEvent, stopEvent, work }: Site,
): Workflow {
  const workflow = createWorkflow(), tasksOf = stageTasks(shape);
  // One list for all handlers of a stage, for the same reason as `acceptedByMany` has.
  let accepted: WorkflowEvent<number>[] = [startEvent];
  for (const [stage, tasks] of tasksOf.entries()) {
    const whenDue = accepted, isLast = stage === tasksOf.length - 1;
    accepted = tasks.map((task) => {
      const done = isLast ? stopEvent : workflowEvent<number>();
      workflow.handle(whenDue, async (_context, ...before) => {
        const values = before.map(({ data }) => data);
        return done.with(values.length === 1 ? await work.one(task, values[0]!) : await work.gather(task, values));
      });
      return done;
    });
  }
  return workflow;
}
