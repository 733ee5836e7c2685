/**
 * Machines of states that follow one another: a chain, a loop, retries, a validation, records, a wide state, a
 * conversation with tools. A state invokes a promise actor and is left when that is done.
 * @module
 */
import { type AnyStateMachine, assign, fromPromise, setup } from "xstate";
import type { Paper } from "../../workload/scenarios/records.ts";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { preparedFrom } from "./prepared_machine.ts";

/** What a run keeps. */
interface Context {
  readonly value: number;
  /** Turns made, or attempts that failed. */
  readonly count: number;
}

interface TaskInput {
  readonly task: number;
  readonly value: number;
}

/** Makes states and machines, with the types and the actors that all of them share. */
type Machines = ReturnType<typeof machinesFor>;

// What its functions make is typed by inference, as XState intends.
function machinesFor(work: Work) {
  return setup({
    types: {} as { context: Context; input: number; output: number },
    actors: {
      one: fromPromise(({ input }: { input: TaskInput }) => work.one(input.task, input.value)),
      flaky: fromPromise(({ input }: { input: TaskInput }) => work.flaky(input.task, input.value)),
      check: fromPromise(({ input }: { input: TaskInput }) => work.check(input.task, input.value)),
    },
  });
}

/** A chain. */
export function chain(shape: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(chainMachine(shape, work));
}

/**
 * Makes the machine of a chain.
 *
 * @param shape Its length.
 * @param work What its states do.
 */
export function chainMachine({ length }: ShapeOf<"chain">, work: Work): AnyStateMachine {
  const machines = machinesFor(work);
  const names = Array.from({ length: length + 1 }, (_, task) => task === length ? "done" : `task-${task}`);
  const states = Array.from({ length }, (_, task) => taskState(machines, { task, next: names[task + 1]! }));
  return machines.createMachine({
    context: ({ input }) => ({ value: input, count: 0 }),
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

/** One state that is entered again. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  return preparedFrom(
    machinesFor(work).createMachine({
      context: ({ input }) => ({ value: input, count: 0 }),
      initial: "turn",
      states: {
        turn: {
          invoke: {
            src: "one",
            input: ({ context: { count, value } }) => ({ task: count, value }),
            onDone: [
              {
                guard: ({ context }) => context.count + 1 < turns,
                target: "turn",
                reenter: true,
                actions: assign({ value: ({ event }) => event.output, count: ({ context }) => context.count + 1 }),
              },
              { target: "done", actions: assign({ value: ({ event }) => event.output }) },
            ],
          },
        },
        done: { type: "final" },
      },
      output: ({ context }) => context.value,
    }),
  );
}

// An error that no transition takes ends the actor with it.
function flakyState(machines: Machines, { task, self, next }: { task: number; self: string; next: string }) {
  return machines.createStateConfig({
    invoke: {
      src: "flaky",
      input: ({ context }) => ({ task, value: context.value }),
      onDone: { target: next, actions: assign({ value: ({ event }) => event.output }) },
      onError: {
        guard: ({ context }) => context.count + 1 < MOST_ATTEMPTS,
        target: self,
        reenter: true,
        actions: assign({ count: ({ context }) => context.count + 1 }),
      },
    },
  });
}

/** One flaky state. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  const machines = machinesFor(work);
  return preparedFrom(machines.createMachine({
    context: ({ input }) => ({ value: input, count: 0 }),
    initial: "ask",
    states: { ask: flakyState(machines, { task: 0, self: "ask", next: "done" }), done: { type: "final" } },
    output: ({ context }) => context.value,
  }));
}

/** A check with two ways on, one of them through a flaky state. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const machines = machinesFor(work);
  return preparedFrom(machines.createMachine({
    context: ({ input }) => ({ value: input, count: 0 }),
    initial: "check",
    states: {
      check: {
        invoke: {
          src: "check",
          input: ({ context }) => ({ task: COMPLEX_TASKS.check, value: context.value }),
          onDone: [
            {
              guard: ({ event }) => event.output.isValid,
              target: "ask",
              actions: assign({ value: ({ event }) => event.output.value }),
            },
            { target: "reject", actions: assign({ value: ({ event }) => event.output.value }) },
          ],
        },
      },
      reject: taskState(machines, { task: COMPLEX_TASKS.reject, next: "done" }),
      ask: flakyState(machines, { task: COMPLEX_TASKS.ask, self: "ask", next: "work" }),
      work: taskState(machines, { task: COMPLEX_TASKS.work, next: "report" }),
      report: taskState(machines, { task: COMPLEX_TASKS.report, next: "done" }),
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  }));
}

interface PaperContext {
  readonly value: number;
  readonly paper: Paper | null;
}

/** Three states that hand on a record, typed by the context. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  const machine = setup({
    types: {} as { context: PaperContext; input: number; output: number },
    actors: {
      draft: fromPromise(({ input }: { input: number }) => work.draft(0, input)),
      review: fromPromise(({ input }: { input: Paper }) => work.review(1, input)),
      publish: fromPromise(({ input }: { input: Paper }) => work.publish(2, input)),
    },
  }).createMachine({
    context: ({ input }) => ({ value: input, paper: null }),
    initial: "draft",
    states: {
      draft: {
        invoke: {
          src: "draft",
          input: ({ context }) => context.value,
          onDone: { target: "review", actions: assign({ paper: ({ event }) => event.output }) },
        },
      },
      review: {
        invoke: {
          src: "review",
          input: ({ context }) => context.paper!,
          onDone: { target: "publish", actions: assign({ paper: ({ event }) => event.output }) },
        },
      },
      publish: {
        invoke: {
          src: "publish",
          input: ({ context }) => context.paper!,
          onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context.value,
  });
  return preparedFrom(machine);
}

/** A model and its tools. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return preparedFrom(agentMachine(shape, work));
}

/**
 * Makes the machine of a conversation.
 *
 * @param shape How often tools are called.
 * @param work What model and tools do.
 */
export function agentMachine(shape: ShapeOf<"tool-agent">, work: Work): AnyStateMachine {
  return setup({
    types: {} as { context: { readonly messages: readonly number[] }; input: number; output: number },
    actors: {
      model: fromPromise(({ input }: { input: readonly number[] }) => work.gather(nextTask(input), input)),
      tools: fromPromise(({ input }: { input: readonly number[] }) => work.one(nextTask(input), input.at(-1)!)),
    },
    guards: {
      wantsTool: ({ context: { messages } }) => wantsTool(shape, messages),
    },
  }).createMachine({
    context: ({ input }) => ({ messages: [input] }),
    initial: "model",
    states: {
      model: {
        invoke: {
          src: "model",
          input: ({ context }) => context.messages,
          onDone: {
            target: "decide",
            actions: assign({ messages: ({ context, event }) => [...context.messages, event.output] }),
          },
        },
      },
      decide: { always: [{ guard: "wantsTool", target: "tools" }, { target: "done" }] },
      tools: {
        invoke: {
          src: "tools",
          input: ({ context }) => context.messages,
          onDone: {
            target: "model",
            actions: assign({ messages: ({ context, event }) => [...context.messages, event.output] }),
          },
        },
      },
      done: { type: "final" },
    },
    output: ({ context }) => context.messages.at(-1)!,
  });
}
