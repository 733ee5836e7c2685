/**
 * A chain over a wide state: the workflow has a state with a schema, and a step sets it anew.
 * @module
 */
// deno-lint-ignore-file explicit-module-boundary-types -- the types of workflows are inferred, as Mastra intends
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { type Ends, NUMBERS, preparedFrom } from "./prepared_workflow.ts";

/** Fields of the shared state. */
type Fields = Record<string, number>;

/** What goes into a wide state, and what comes out. */
export function wideEnds(shape: ShapeOf<"wide-state">): Ends<number, number, Fields> {
  const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  return {
    ...NUMBERS,
    state: (seed) => Object.fromEntries(firstFields(shape, seed).map((value, field) => [names[field]!, value])),
  };
}

/** A chain over the workflow's state. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return preparedFrom(wideWorkflow(shape, work), wideEnds(shape));
}

/**
 * Makes the workflow of a chain over a wide state.
 *
 * @param shape Fields and steps.
 * @param work What the steps do.
 */
export function wideWorkflow(shape: ShapeOf<"wide-state">, work: Work) {
  const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field)), { steps } = shape;
  const stateSchema = z.object(Object.fromEntries(names.map((name) => [name, z.number()])));
  const stepOf = (step: number) => {
    const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
    return createStep({
      id: `step-${step}`,
      inputSchema: z.number(),
      outputSchema: z.number(),
      stateSchema,
      execute: async ({ state, setState }) => {
        const output = await work.one(step, state[names[reads]!]!);
        const written = own.map((name, place) => [name, writtenField(output, place)]);
        await setState({ ...state, ...Object.fromEntries(written) });
        return output;
      },
    });
  };
  const gather = createStep({
    id: "gather",
    inputSchema: z.number(),
    outputSchema: z.number(),
    stateSchema,
    execute: ({ state }) => work.gather(steps, names.map((name) => state[name]!)),
  });
  const empty = createWorkflow({ id: "wide", inputSchema: z.number(), outputSchema: z.number(), stateSchema });
  let flow = empty.then(stepOf(0));
  for (let step = 1; step < steps; step++) flow = flow.then(stepOf(step));
  return flow.then(gather).commit();
}
