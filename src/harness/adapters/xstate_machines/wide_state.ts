/**
 * A chain over a wide state: the context has all fields, and a state assigns those that are its own.
 * @module
 */
import { type AnyStateMachine, assign, fromPromise, setup } from "xstate";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { preparedFrom } from "./prepared_machine.ts";

type Fields = Readonly<Record<string, number>>;

/** A chain over the context. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return preparedFrom(wideMachine(shape, work));
}

/**
 * Makes the machine.
 *
 * @param shape Fields and steps.
 * @param work What the steps do.
 */
export function wideMachine(shape: ShapeOf<"wide-state">, work: Work): AnyStateMachine {
  const { steps } = shape, names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  const machines = setup({
    types: {} as { context: Fields; input: number; output: number },
    actors: {
      one: fromPromise(({ input }: { input: { task: number; value: number } }) => work.one(input.task, input.value)),
      gather: fromPromise(({ input }: { input: readonly number[] }) => work.gather(steps, input)),
    },
  });
  const stateOf = (step: number) => {
    const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
    return machines.createStateConfig({
      invoke: {
        src: "one",
        input: ({ context }) => ({ task: step, value: context[names[reads]!]! }),
        onDone: {
          target: step + 1 < steps ? `step-${step + 1}` : "gather",
          actions: assign(({ event }) =>
            Object.fromEntries(own.map((name, place) => [name, writtenField(event.output, place)]))
          ),
        },
      },
    });
  };
  return machines.createMachine({
    context: ({ input }) => Object.fromEntries(firstFields(shape, input).map((value, field) => [names[field]!, value])),
    initial: "step-0",
    states: {
      ...Object.fromEntries(Array.from({ length: steps }, (_, step) => [`step-${step}`, stateOf(step)])),
      gather: {
        invoke: {
          src: "gather",
          input: ({ context }) => names.map((name) => context[name]!),
          onDone: { target: "done", actions: assign(({ event }) => ({ digest: event.output })) },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context["digest"]!,
  });
}
