/**
 * Tasks that run side by side, in the two documented ways; one takes several times as long as the other where there are
 * many. Each has an adapter of its own, and they differ in nothing else.
 * @module
 */
import { assign, fromPromise, setup } from "xstate";
import { isDoomed, NO_OUTPUT } from "../../workload/scenarios/isolation.ts";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import type { Work } from "../../workload/work.ts";
import type { ShapeBuilder } from "../shape_builders.ts";
import { preparedFrom } from "./prepared_machine.ts";

/**
 * How branches run side by side: as the `regions` of a parallel state, which is left when all of them
 * have ended; or as `invokes` of one state, which is left when a count in the context comes to 0.
 */
export type Branching = "regions" | "invokes";

/** What a run keeps. */
interface Context {
  readonly seed: number;
  /** Outputs of the stage before; none before the first. */
  readonly before: readonly number[];
  /** Outputs of the stage that is under way, in the order of its tasks. */
  readonly outputs: readonly number[];
  /** Tasks of the stage that have not ended. */
  readonly remaining: number;
}

/** What a task is given. */
interface TaskInput {
  readonly task: number;
  readonly seed: number;
  readonly before: readonly number[];
}

/** One stage of a machine. */
interface Stage extends Manner {
  readonly tasks: readonly number[];
  /** State that comes after. */
  readonly next: string;
}

/** How the branches of a machine run. */
interface Manner {
  readonly branching: Branching;
  /** Whether an error of a branch leaves its output as it was; else the run ends with it. */
  readonly isTolerant: boolean;
}

/** What a task of a stage does. */
type Body = (input: TaskInput) => Promise<number>;

/** A fan-out and its join. */
export function fanout(branching: Branching): ShapeBuilder<"fanout"> {
  return ({ width }, work) => preparedFrom(forkMachine(width, { work, branching }));
}

/** A diamond: a fan-out of two. */
export function diamond(branching: Branching): ShapeBuilder<"diamond"> {
  return (_shape, work) => preparedFrom(forkMachine(2, { work, branching }));
}

function forkMachine(width: number, { work, branching }: { readonly work: Work; readonly branching: Branching }) {
  const tasksOf = stageTasks({ kind: "stages", widths: [1, width, 1] });
  const body: Body = ({ task, seed, before }) =>
    task === width + 1 ? work.join(task, before) : work.one(task, before[0] ?? seed);
  return stagedMachine(tasksOf, { body, branching, isTolerant: false });
}

/** Stages, each task after all of the stage before. */
export function stages(branching: Branching): ShapeBuilder<"stages"> {
  return (shape, work) => {
    const body: Body = ({ task, seed, before }) =>
      before.length > 1 ? work.gather(task, before) : work.one(task, before[0] ?? seed);
    return preparedFrom(stagedMachine(stageTasks(shape), { body, branching, isTolerant: false }));
  };
}

/** Branches of which some fail: the transition that an error takes leaves the output as it was. */
export function isolation(branching: Branching): ShapeBuilder<"isolation"> {
  return (shape, work) => {
    const width = shape.good + shape.failing, join = width + 1;
    const body: Body = ({ task, seed, before }) => {
      if (task === join) return work.gather(task, before);
      return task > 0 && isDoomed(shape, task) ? work.doomed(task, before[0]!) : work.one(task, before[0] ?? seed);
    };
    const tasksOf = stageTasks({ kind: "stages", widths: [1, width, 1] });
    return preparedFrom(stagedMachine(tasksOf, { body, branching, isTolerant: true }));
  };
}

/** Makes states and machines, with the types and the actors that all of them share. */
type Machines = ReturnType<typeof machinesFor>;

// What its functions make is typed by inference, as XState intends.
function machinesFor(body: Body) {
  return setup({
    types: {} as { context: Context; input: number; output: number },
    actors: { task: fromPromise(({ input }: { input: TaskInput }) => body(input)) },
  });
}

function stagedMachine(
  tasksOf: readonly (readonly number[])[],
  { body, ...manner }: Manner & { readonly body: Body },
) {
  const machines = machinesFor(body), nameOf = (stage: number) => stage === tasksOf.length ? "done" : `stage-${stage}`;
  const states = tasksOf.map((tasks, stage) => [
    nameOf(stage),
    stageState(machines, { tasks, next: nameOf(stage + 1), ...manner }),
  ]);
  return machines.createMachine({
    context: ({ input }) => ({ seed: input, before: [], outputs: [], remaining: 0 }),
    initial: nameOf(0),
    states: { ...Object.fromEntries(states), done: { type: "final" } },
    output: ({ context }) => context.before[0]!,
  });
}

function stageState(machines: Machines, stage: Stage) {
  if (stage.tasks.length === 1) return soleState(machines, stage);
  return stage.branching === "regions" ? regionsState(machines, stage) : invokesState(machines, stage);
}

function soleState(machines: Machines, { tasks: [task], next }: Stage) {
  return machines.createStateConfig({
    invoke: {
      src: "task",
      input: ({ context: { seed, before } }) => ({ task: task!, seed, before }),
      onDone: { target: next, actions: assign({ before: ({ event }) => [event.output] }) },
    },
  });
}

// Version 5 hands on no output of a parallel state's regions, so each writes to the context.
function regionsState(machines: Machines, { tasks, next, isTolerant }: Stage) {
  const regions = tasks.map((task, branch) =>
    [`task-${task}`, region(machines, { task, branch, isTolerant })] as const
  );
  return machines.createStateConfig({
    type: "parallel",
    entry: assign({ outputs: () => new Array<number>(tasks.length).fill(NO_OUTPUT) }),
    states: Object.fromEntries(regions),
    onDone: { target: next, actions: assign({ before: ({ context }) => context.outputs }) },
  });
}

/** A task of a stage that is a region. */
interface Region extends Pick<Manner, "isTolerant"> {
  readonly task: number;
  readonly branch: number;
}

function region(machines: Machines, { task, branch, isTolerant }: Region) {
  return machines.createStateConfig({
    initial: "running",
    states: {
      running: {
        invoke: {
          src: "task",
          input: ({ context: { seed, before } }) => ({ task, seed, before }),
          onDone: {
            target: "ended",
            actions: assign({ outputs: ({ context, event }) => context.outputs.with(branch, event.output) }),
          },
          ...(isTolerant && { onError: "ended" }),
        },
      },
      ended: { type: "final" },
    },
  });
}

function invokesState(machines: Machines, { tasks, next, isTolerant }: Stage) {
  return machines.createStateConfig({
    entry: assign({ outputs: () => new Array<number>(tasks.length).fill(NO_OUTPUT), remaining: () => tasks.length }),
    invoke: tasks.map((task, branch) => ({
      src: "task",
      id: `task-${task}`,
      input: ({ context: { seed, before } }) => ({ task, seed, before }),
      onDone: {
        actions: assign({
          outputs: ({ context, event }) => context.outputs.with(branch, event.output),
          remaining: ({ context }) => context.remaining - 1,
        }),
      },
      ...(isTolerant && { onError: { actions: assign({ remaining: ({ context }) => context.remaining - 1 }) } }),
    })),
    always: {
      guard: ({ context }) => context.remaining === 0,
      target: next,
      actions: assign({ before: ({ context }) => context.outputs }),
    },
  });
}
