/**
 * The shapes as XState machines: a state invokes a promise actor a task and is left when it is done.
 *
 * Branches can run side by side in two documented ways, and one takes several times as long as the
 * other where there are many. Each has an adapter of its own, and they differ in nothing else.
 * @module
 */
import { assign, createActor, fromPromise, setup, toPromise } from "xstate";
import type { Work } from "../workload/work.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { graphOf } from "./micro_program.ts";

/**
 * How branches run side by side: as the `regions` of a parallel state, which is left when all of them
 * have ended; or as `invokes` of one state, which is left when a count in the context comes to 0.
 */
export type Branching = "regions" | "invokes";

/**
 * Makes the `prepare` of an adapter.
 *
 * @param branching How branches run side by side.
 * @returns What builds a workload's machine.
 */
export function preparedWith(branching: Branching): Adapter["prepare"] {
  return (workload, work) => {
    const shape = graphOf(workload);
    switch (shape.kind) {
      case "chain":
        return preparedFrom(chainMachine(shape.length, work));
      case "fanout":
        return preparedFrom(forkMachine(shape.width, { work, branching }));
      case "diamond":
        return preparedFrom(forkMachine(2, { work, branching }));
    }
  };
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

/** What a run keeps. */
interface Context {
  /** Output of the last task; before the first, the seed. */
  readonly value: number;
  /** Outputs of the branches, in their order. */
  readonly outputs: readonly number[];
  /** Branches that have not ended. */
  readonly remaining: number;
}

/** Makes states and machines, with the types and the actors that all of them share. */
type Machines = ReturnType<typeof machinesFor>;

// What its functions make is typed by inference, as XState intends.
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
  const names = Array.from({ length: length + 1 }, (_, task) => task === length ? "done" : `task-${task}`);
  const states = Array.from({ length }, (_, task) => taskState(machines, { task, next: names[task + 1]! }));
  return machines.createMachine({
    context: ({ input }) => ({ value: input, outputs: [], remaining: 0 }),
    initial: names[0]!,
    states: { ...Object.fromEntries(states.map((state, task) => [names[task]!, state])), done: { type: "final" } },
    output: ({ context }) => context.value,
  });
}

function taskState(machines: Machines, { task, next }: { readonly task: number; readonly next: string }) {
  return machines.createStateConfig({
    invoke: {
      src: "one",
      input: ({ context }) => ({ task, value: context.value }),
      onDone: { target: next, actions: assign({ value: ({ event }) => event.output }) },
    },
  });
}

function joinState(machines: Machines, width: number) {
  return machines.createStateConfig({
    invoke: {
      src: "join",
      input: ({ context }) => ({ task: width + 1, values: context.outputs }),
      onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
    },
  });
}

/** A fan-out; of two branches, a diamond. */
function forkMachine(width: number, { work, branching }: { readonly work: Work; readonly branching: Branching }) {
  const machines = machinesFor(work);
  return machines.createMachine({
    context: ({ input }) => ({ value: input, outputs: new Array<number>(width).fill(0), remaining: width }),
    initial: "producer",
    states: {
      producer: taskState(machines, { task: 0, next: "branches" }),
      branches: branching === "regions" ? regionsState(machines, width) : invokesState(machines, width),
      join: joinState(machines, width),
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}

// Version 5 hands on no output of a parallel state's regions, so each writes to the context.
function regionsState(machines: Machines, width: number) {
  const regions = Array.from({ length: width }, (_, i) => [`branch-${i + 1}`, region(machines, i)] as const);
  return machines.createStateConfig({ type: "parallel", states: Object.fromEntries(regions), onDone: "join" });
}

function region(machines: Machines, branch: number) {
  return machines.createStateConfig({
    initial: "running",
    states: {
      running: {
        invoke: {
          src: "one",
          input: ({ context }) => ({ task: branch + 1, value: context.value }),
          onDone: {
            target: "ended",
            actions: assign({ outputs: ({ context, event }) => context.outputs.with(branch, event.output) }),
          },
        },
      },
      ended: { type: "final" },
    },
  });
}

function invokesState(machines: Machines, width: number) {
  return machines.createStateConfig({
    invoke: Array.from({ length: width }, (_, branch) => ({
      src: "one",
      id: `branch-${branch + 1}`,
      input: ({ context }) => ({ task: branch + 1, value: context.value }),
      onDone: {
        actions: assign({
          outputs: ({ context, event }) => context.outputs.with(branch, event.output),
          remaining: ({ context }) => context.remaining - 1,
        }),
      },
    })),
    always: { guard: ({ context }) => context.remaining === 0, target: "join" },
  });
}
