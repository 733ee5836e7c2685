/**
 * XState as an adapter: a machine whose states each invoke a promise actor and are left when it is
 * done. Branches are the regions of a parallel state, which is left when all of them have ended; it
 * hands on no output of theirs in version 5, so each region writes to the machine's context.
 * @module
 */
import { assign, createActor, fromPromise, setup, toPromise } from "xstate";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { XSTATE } from "./facts.ts";

/** XState, as the harness drives it. */
const xstate: Adapter = { ...XSTATE, supports: () => true, prepare };
export default xstate;

function prepare({ shape }: Workload, work: Work): Prepared {
  switch (shape.kind) {
    case "chain":
      return preparedFrom(chainMachine(shape.length, work));
    case "fanout":
      return preparedFrom(forkMachine(shape.width, work));
    case "diamond":
      return preparedFrom(forkMachine(2, work));
  }
}

function preparedFrom(machine: ReturnType<typeof chainMachine> | ReturnType<typeof forkMachine>): Prepared {
  return {
    async run(seed) {
      const actor = createActor(machine, { input: seed });
      const output = toPromise(actor);
      actor.start();
      return await output;
    },
  };
}

interface Context {
  /** Output of the last task; before the first, the seed. */
  readonly value: number;
  /** Outputs of the branches, in their order. */
  readonly outputs: readonly number[];
}

/** What the machines of a workload are made with: their types, and the actors that run its tasks. */
function machinesFor(work: Work) {
  return setup({
    types: {} as { context: Context; input: number; output: number },
    actors: {
      one: fromPromise(({ input }: { input: { task: number; value: number } }) => work.one(input.task, input.value)),
      join: fromPromise(({ input }: { input: { task: number; values: readonly number[] } }) =>
        work.join(input.task, input.values)
      ),
    },
  });
}

function chainMachine(length: number, work: Work) {
  const machines = machinesFor(work);
  const states = Array.from({ length }, (_, task) =>
    machines.createStateConfig({
      invoke: {
        src: "one",
        input: ({ context }) => ({ task, value: context.value }),
        onDone: { target: nameOf(task + 1), actions: assign({ value: ({ event }) => event.output }) },
      },
    }));
  return machines.createMachine({
    context: ({ input }) => ({ value: input, outputs: [] }),
    initial: nameOf(0),
    states: {
      ...Object.fromEntries(states.map((state, task) => [nameOf(task), state])),
      [nameOf(length)]: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}

function nameOf(task: number): string {
  return `task-${task}`;
}

/** A fan-out; of two branches, a diamond. */
function forkMachine(width: number, work: Work) {
  const machines = machinesFor(work);
  const regions = Array.from({ length: width }, (_, i) =>
    machines.createStateConfig({
      initial: "running",
      states: {
        running: {
          invoke: {
            src: "one",
            input: ({ context }) => ({ task: i + 1, value: context.value }),
            onDone: {
              target: "done",
              actions: assign({ outputs: ({ context, event }) => context.outputs.with(i, event.output) }),
            },
          },
        },
        done: { type: "final" },
      },
    }));
  return machines.createMachine({
    context: ({ input }) => ({ value: input, outputs: new Array<number>(width).fill(0) }),
    initial: "producer",
    states: {
      producer: {
        invoke: {
          src: "one",
          input: ({ context }) => ({ task: 0, value: context.value }),
          onDone: { target: "branches", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      branches: {
        type: "parallel",
        states: Object.fromEntries(regions.map((region, i) => [nameOf(i + 1), region])),
        onDone: "join",
      },
      join: {
        invoke: {
          src: "join",
          input: ({ context }) => ({ task: width + 1, values: context.outputs }),
          onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}
