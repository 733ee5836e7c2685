/**
 * The machines and actors that several programs about XState's features share.
 * @module
 */
import {
  type AnyStateMachine,
  assign,
  createActor,
  fromPromise,
  type PromiseActorLogic,
  setup,
  toPromise,
} from "xstate";
import type { StuckTask, Task } from "../feature_programs.ts";

/** The context of a machine that starts actors as it goes. */
export interface Spawning {
  readonly sum: number;
  readonly left: number;
}

/** What such an actor tells when it has ended. */
export interface BranchEnded {
  readonly type: `xstate.done.actor.${string}`;
  readonly output: number;
}

/** The context of a machine that hands a value on. */
export interface Value {
  readonly value: number;
  readonly answer?: number;
}

/** Reads the value. */
export function valueOf({ context }: { context: Value }): number {
  return context.value;
}

/** Makes the actor that a task is. */
export function actorOf(task: Task): PromiseActorLogic<number, number> {
  return fromPromise(({ input }: { input: number }) => task(input));
}

/** Makes the actor of a task that never ends. */
export function stuckActor(task: StuckTask): PromiseActorLogic<number> {
  return fromPromise(({ signal }) => task(signal));
}

/** Makes a machine of two tasks in a row. */
// deno-lint-ignore explicit-module-boundary-types explicit-function-return-type -- a machine's type is inferred, as XState intends
export function rowMachine(first: Task, second: Task) {
  return setup({
    types: {} as { context: Value; output: number },
    actors: { first: actorOf(first), second: actorOf(second) },
  }).createMachine({
    context: { value: 0 },
    initial: "first",
    states: {
      first: {
        invoke: {
          src: "first",
          input: 0,
          onDone: { target: "second", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      second: {
        invoke: {
          src: "second",
          input: valueOf,
          onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
}

/** Runs a machine and gives its output. */
export async function outputOf(machine: AnyStateMachine): Promise<unknown> {
  const actor = createActor(machine);
  const output = toPromise(actor);
  actor.start();
  return await output;
}
