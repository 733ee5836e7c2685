/**
 * A chain over a wide state: a channel for each field, and a node writes to those that are its own.
 * @module
 */
import { Annotation, END, type MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { type Ends, keptFrom, preparedFrom } from "./compiled.ts";

type Fields = Record<string, number>;

/** A chain over channels. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return preparedFrom(compiled(shape, work), endsOf(shape));
}

/** The same with steps recorded. */
export function keptWideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return keptFrom((checkpointer) => compiled(shape, work, checkpointer), endsOf(shape));
}

function namesOf({ fields }: ShapeOf<"wide-state">): readonly string[] {
  return Array.from({ length: fields }, (_, field) => fieldName(field));
}

function endsOf(shape: ShapeOf<"wide-state">): Ends<Fields, Fields> {
  const names = namesOf(shape);
  return {
    input: (seed) => Object.fromEntries(firstFields(shape, seed).map((value, field) => [names[field]!, value])),
    digest: ({ digest }) => digest!,
  };
}

function compiled(shape: ShapeOf<"wide-state">, work: Work, checkpointer?: MemorySaver) {
  const names = namesOf(shape), { steps } = shape;
  const channels = Object.fromEntries([...names, "digest"].map((name) => [name, Annotation<number>]));
  let last: string = "step-0";
  const graph = new StateGraph(Annotation.Root(channels)).addNode(last, stepNode(0, { shape, work, names })).addEdge(
    START,
    last,
  );
  for (let step = 1; step < steps; step++) {
    const name = `step-${step}`;
    graph.addNode(name, stepNode(step, { shape, work, names })).addEdge(last, name);
    last = name;
  }
  return graph.addNode(
    "gather",
    async (state) => ({ digest: await work.gather(steps, names.map((name) => state[name]!)) }),
  )
    .addEdge(last, "gather")
    .addEdge("gather", END)
    .compile(checkpointer === undefined ? {} : { checkpointer });
}

interface Site {
  readonly shape: ShapeOf<"wide-state">;
  readonly work: Work;
  readonly names: readonly string[];
}

function stepNode(step: number, { shape, work, names }: Site) {
  const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
  return async (state: Fields) => {
    const output = await work.one(step, state[names[reads]!]!);
    return Object.fromEntries(own.map((name, place) => [name, writtenField(output, place)]));
  };
}
