/**
 * A chain over a wide state: the middleware gives each run a state that its handlers change.
 * @module
 */
import { createStatefulMiddleware } from "@llamaindex/workflow-core/middleware/state";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeBuilder } from "../shape_builders.ts";
import type { LlamaindexDoor } from "./door.ts";

type Fields = Record<string, number>;

/**
 * Makes the builder.
 *
 * @param door Functions of the package that is measured.
 */
export function wideState({ createWorkflow, workflowEvent }: LlamaindexDoor): ShapeBuilder<"wide-state"> {
  return (shape, work): Prepared => {
    const { withState } = createStatefulMiddleware<Fields, Fields>((fields) => fields);
    const workflow = withState(createWorkflow()),
      startEvent = workflowEvent<void>(),
      stopEvent = workflowEvent<number>();
    const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
    let due = startEvent;
    for (let step = 0; step < shape.steps; step++) {
      const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
      const done = workflowEvent<void>();
      workflow.handle([due], async ({ state }) => {
        const output = await work.one(step, state[names[reads]!]!);
        for (const [place, name] of own.entries()) state[name] = writtenField(output, place);
        return done.with();
      });
      due = done;
    }
    workflow.handle([due], async ({ state }) => {
      return stopEvent.with(await work.gather(shape.steps, names.map((name) => state[name]!)));
    });
    return {
      async run(seed) {
        const first = firstFields(shape, seed).map((value, field) => [names[field]!, value]);
        const { stream, sendEvent } = workflow.createContext(Object.fromEntries(first));
        sendEvent(startEvent.with());
        return (await stream.untilEvent(stopEvent)).data;
      },
    };
  };
}
