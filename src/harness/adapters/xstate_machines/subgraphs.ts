/**
 * A fan-out to machines: one state invokes an actor for each branch, each of them a machine of its own.
 * @module
 */
import { type AnyStateMachine, assign, fromPromise, setup } from "xstate";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { preparedFrom } from "./prepared_machine.ts";

/** What a run keeps. */
interface Context {
  readonly value: number;
  readonly outputs: readonly number[];
  /** Branches that have not ended. */
  readonly remaining: number;
}

interface BranchInput {
  readonly branch: number;
  readonly value: number;
}

/** A fan-out to machines. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return preparedFrom(fanMachine(shape, work));
}

/**
 * Makes the machine of a fan-out to machines.
 *
 * @param shape How many.
 * @param work What their states do.
 */
export function fanMachine(shape: ShapeOf<"subgraphs">, work: Work): AnyStateMachine {
  const { width } = shape, machines = machinesFor(shape, work);
  return machines.createMachine({
    context: ({ input }) => ({ value: input, outputs: new Array<number>(width).fill(0), remaining: width }),
    initial: "produce",
    states: {
      produce: {
        invoke: {
          src: "produce",
          input: ({ context }) => context.value,
          onDone: { target: "branches", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      branches: machines.createStateConfig({
        invoke: Array.from({ length: width }, (_, branch) => ({
          src: "branch",
          id: `branch-${branch}`,
          input: ({ context }) => ({ branch, value: context.value }),
          onDone: {
            actions: assign({
              outputs: ({ context, event }) => context.outputs.with(branch, event.output),
              remaining: ({ context }) => context.remaining - 1,
            }),
          },
        })),
        always: { guard: ({ context }) => context.remaining === 0, target: "join" },
      }),
      join: {
        invoke: {
          src: "join",
          input: ({ context }) => context.outputs,
          onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}

// What its functions make is typed by inference, as XState intends.
function machinesFor(shape: ShapeOf<"subgraphs">, work: Work) {
  return setup({
    types: {} as { context: Context; input: number; output: number },
    actors: {
      produce: fromPromise(({ input }: { input: number }) => work.one(0, input)),
      branch: branchMachine(shape, work),
      join: fromPromise(({ input }: { input: readonly number[] }) => work.gather(subgraphJoin(shape), input)),
    },
  });
}

function branchMachine(shape: ShapeOf<"subgraphs">, work: Work) {
  const machines = setup({
    types: {} as { context: BranchInput & { readonly step: number }; input: BranchInput; output: number },
    actors: {
      one: fromPromise(({ input: { branch, value, step } }: { input: BranchInput & { readonly step: number } }) =>
        work.one(subgraphTask(shape, branch, step), value)
      ),
    },
    guards: { isOver: ({ context }) => context.step === STRAIGHT_STEPS + shape.turns },
  });
  const stepTo = (next: string) =>
    machines.createStateConfig({
      invoke: {
        src: "one",
        input: ({ context }) => context,
        onDone: {
          target: next,
          actions: assign({ value: ({ event }) => event.output, step: ({ context }) => context.step + 1 }),
        },
      },
    });
  return machines.createMachine({
    context: ({ input }) => ({ ...input, step: 0 }),
    initial: "edit",
    states: {
      edit: stepTo("generate"),
      generate: stepTo("bump"),
      bump: stepTo("decide"),
      decide: { always: [{ guard: "isOver", target: "done" }, { target: "bump" }] },
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}
