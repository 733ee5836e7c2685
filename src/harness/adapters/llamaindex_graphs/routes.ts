/**
 * Programs that route: handlers that answer with one event or another; records; a fan-out of several steps; a
 * conversation with tools.
 * @module
 */
import type { Workflow } from "@llamaindex/workflow-core";
import type { Paper } from "../../workload/scenarios/records.ts";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import type { ShapeBuilder, ShapeOf } from "../shape_builders.ts";
import { built, type LlamaindexDoor, type Site } from "./door.ts";

/** Builders of programs. */
export interface RouteBuilders {
  readonly loop: ShapeBuilder<"loop">;
  readonly records: ShapeBuilder<"records">;
  readonly subgraphs: ShapeBuilder<"subgraphs">;
  readonly "tool-agent": ShapeBuilder<"tool-agent">;
}

/**
 * Makes the builders of programs.
 *
 * @param door Functions of the package that is measured.
 */
export function routeBuilders(door: LlamaindexDoor): RouteBuilders {
  return {
    loop: built(door, loopWorkflow),
    records: built(door, recordsWorkflow),
    subgraphs: built(door, branchesWorkflow),
    "tool-agent": built(door, agentWorkflow),
  };
}

/** One handler that sends itself the event again. */
function loopWorkflow({ turns }: ShapeOf<"loop">, { createWorkflow, workflowEvent, ...site }: Site): Workflow {
  const workflow = createWorkflow(), turnEvent = workflowEvent<{ readonly turn: number; readonly value: number }>();
  workflow.handle([site.startEvent], (_context, { data }) => turnEvent.with({ turn: 0, value: data }));
  workflow.handle([turnEvent], async (_context, { data: { turn, value } }) => {
    const output = await site.work.one(turn, value);
    return turn + 1 < turns ? turnEvent.with({ turn: turn + 1, value: output }) : site.stopEvent.with(output);
  });
  return workflow;
}

/** Three handlers that hand on a record, typed by their events. */
function recordsWorkflow(_shape: ShapeOf<"records">, { createWorkflow, workflowEvent, ...site }: Site): Workflow {
  const workflow = createWorkflow(), drafted = workflowEvent<Paper>(), reviewed = workflowEvent<Paper>();
  const { startEvent, stopEvent, work } = site;
  workflow.handle([startEvent], async (_context, { data }) => drafted.with(await work.draft(0, data)));
  workflow.handle([drafted], async (_context, { data }) => reviewed.with(await work.review(1, data)));
  workflow.handle([reviewed], async (_context, { data }) => stopEvent.with(await work.publish(2, data)));
  return workflow;
}

interface BranchData {
  readonly branch: number;
  readonly value: number;
  readonly step: number;
}

/** One event for each branch, collected from the stream when all have come through their steps. */
function branchesWorkflow(shape: ShapeOf<"subgraphs">, { createWorkflow, workflowEvent, ...site }: Site): Workflow {
  const { startEvent, stopEvent, work } = site, workflow = createWorkflow(), { width, turns } = shape;
  const editEvent = workflowEvent<BranchData>(), generateEvent = workflowEvent<BranchData>();
  const bumpEvent = workflowEvent<BranchData>(), doneEvent = workflowEvent<BranchData>();
  const advance = async ({ branch, value, step }: BranchData): Promise<BranchData> => ({
    branch,
    value: await work.one(subgraphTask(shape, branch, step), value),
    step: step + 1,
  });
  workflow.handle([editEvent], async (_context, { data }) => generateEvent.with(await advance(data)));
  workflow.handle([generateEvent], async (_context, { data }) => bumpEvent.with(await advance(data)));
  workflow.handle([bumpEvent], async (_context, { data }) => {
    const next = await advance(data);
    return next.step < STRAIGHT_STEPS + turns ? bumpEvent.with(next) : doneEvent.with(next);
  });
  workflow.handle([startEvent], async ({ stream, sendEvent }, { data }) => {
    const value = await work.one(0, data), done = stream.filter(doneEvent).take(width).toArray();
    for (let branch = 0; branch < width; branch++) sendEvent(editEvent.with({ branch, value, step: 0 }));
    const outputs = (await done).map(({ data: output }) => output).toSorted((a, b) => a.branch - b.branch);
    return stopEvent.with(await work.gather(subgraphJoin(shape), outputs.map((output) => output.value)));
  });
  return workflow;
}

/** A model and its tools: the messages travel with the events. */
function agentWorkflow(shape: ShapeOf<"tool-agent">, { createWorkflow, workflowEvent, ...site }: Site): Workflow {
  const { startEvent, stopEvent, work } = site, workflow = createWorkflow();
  const askEvent = workflowEvent<readonly number[]>(), callEvent = workflowEvent<readonly number[]>();
  workflow.handle([startEvent], (_context, { data }) => askEvent.with([data]));
  workflow.handle([askEvent], async (_context, { data }) => {
    const messages = [...data, await work.gather(nextTask(data), data)];
    return wantsTool(shape, messages) ? callEvent.with(messages) : stopEvent.with(messages.at(-1)!);
  });
  workflow.handle([callEvent], async (_context, { data }) => {
    return askEvent.with([...data, await work.one(nextTask(data), data.at(-1)!)]);
  });
  return workflow;
}
