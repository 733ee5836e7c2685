/**
 * What XState's machines can do, as small programs that `features/` judges.
 * @module
 */
import * as xstateModule from "xstate";
import { type FeaturePrograms, has, lacks, searched } from "../feature_programs.ts";
import {
  actorOf,
  type BranchEnded,
  outputOf,
  rowMachine,
  type Spawning,
  stuckActor,
  type Value,
  valueOf,
} from "./feature_machines.ts";

const { assign, createActor, fromPromise, setup, toPromise } = xstateModule;

/** XState's programs. */
const xstate: FeaturePrograms = {
  retries: lacks(
    "an actor that fails goes to onError, and coming back is a transition and a count of one's own",
    () => {
      return searched([xstateModule], /retr|attempt/i);
    },
  ),

  timeouts: has("after in the state that invokes", async ({ task, limitMs }) => {
    const machine = setup({ actors: { stuck: stuckActor(task) }, delays: { limit: limitMs } }).createMachine({
      initial: "running",
      states: { running: { invoke: { src: "stuck" }, after: { limit: "late" } }, late: { type: "final" } },
    });
    return await outputOf(machine);
  }),

  cancellation: has("stop() of an actor", async ({ task, started }) => {
    const machine = setup({ actors: { stuck: stuckActor(task) } }).createMachine({
      initial: "running",
      states: { running: { invoke: { src: "stuck" } } },
    });
    const actor = createActor(machine).start();
    await started;
    actor.stop();
    return actor.getSnapshot().status;
  }),

  isolation: has("a region for each task", async ({ good, bad }) => {
    const machine = setup({
      types: {} as { context: Value; output: number },
      actors: { good: actorOf(good), bad: actorOf(bad) },
    })
      .createMachine({
        context: { value: 0 },
        type: "parallel",
        states: {
          good: {
            initial: "running",
            states: {
              running: {
                invoke: {
                  src: "good",
                  input: 0,
                  onDone: { target: "ended", actions: assign({ value: ({ event }) => event.output }) },
                },
              },
              ended: { type: "final" },
            },
          },
          bad: {
            initial: "running",
            states: { running: { invoke: { src: "bad", input: 0, onError: "ended" } }, ended: { type: "final" } },
          },
        },
        output: ({ context }) => context.value,
      });
    return await outputOf(machine);
  }),

  resumption: has("getPersistedSnapshot() and the option snapshot", async ({ first, second, reached }) => {
    const machine = rowMachine(first, (value) => second(value, "hangs"));
    const begun = createActor(machine).start();
    await reached;
    const kept = JSON.stringify(begun.getPersistedSnapshot());
    begun.stop();
    const resumed = createActor(machine, { snapshot: JSON.parse(kept) });
    const output = toPromise(resumed);
    resumed.start();
    return await output;
  }),

  streaming: has("subscribe() of an actor", async ({ first, second, seen }) => {
    const actor = createActor(rowMachine(first, second));
    actor.subscribe(seen);
    const output = toPromise(actor);
    actor.start();
    return await output;
  }),

  approval: has("a state that waits for an event", async ({ before, after, answer }) => {
    const machine = setup({
      types: {} as { context: Value; events: { type: "answer"; answer: number }; output: number },
      actors: {
        before: actorOf(before),
        after: fromPromise(({ input }: { input: { value: number; answer: number } }) =>
          after(input.value, input.answer)
        ),
      },
    }).createMachine({
      context: { value: 0, answer: 0 },
      initial: "before",
      states: {
        before: {
          invoke: {
            src: "before",
            input: 0,
            onDone: { target: "asking", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        asking: { on: { answer: { target: "after", actions: assign({ answer: ({ event }) => event.answer }) } } },
        after: {
          invoke: {
            src: "after",
            input: ({ context }) => ({ value: context.value, answer: context.answer ?? 0 }),
            onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        done: { type: "final" },
      },
      output: ({ context }) => context.value,
    });
    const actor = createActor(machine);
    const output = toPromise(actor);
    actor.start();
    await xstateModule.waitFor(actor, (snapshot) => snapshot.matches("asking"));
    actor.send({ type: "answer", answer: answer() });
    return await output;
  }),

  typing: has("setup() and the outputs of actors", async ({ first, second }) => {
    const wrong = setup({ types: {} as { context: { text: string } }, actors: { first: actorOf(first) } });
    void wrong.createStateConfig({
      // @ts-expect-error -- The output is a number.
      invoke: { src: "first", input: 0, onDone: { actions: assign({ text: ({ event }) => event.output }) } },
    });
    return await outputOf(rowMachine(first, second));
  }),

  checkedInput: lacks(
    "types are the compiler's, and what comes in is not looked at",
    async ({ task, right, wrong }) => {
      const machine = setup({ types: {} as { context: Value; input: number }, actors: { task: actorOf(task) } })
        .createMachine({
          context: ({ input }) => ({ value: input }),
          initial: "task",
          states: { task: { invoke: { src: "task", input: valueOf, onDone: "done" } }, done: { type: "final" } },
        });
      const runWith = async (input: number) => {
        const actor = createActor(machine, { input }), output = toPromise(actor);
        actor.start();
        return await output;
      };
      await runWith(right);
      return await runWith(wrong as number);
    },
  ),

  timeTravel: lacks(
    "a snapshot that was kept on the way goes on with the inputs that its actors had",
    async ({ first, second, instead }) => {
      const machine = rowMachine(first, second), actor = createActor(machine), ended = toPromise(actor);
      const snapshots: string[] = [];
      actor.subscribe(() => snapshots.push(JSON.stringify(actor.getPersistedSnapshot())));
      actor.start();
      await ended;
      const kept = snapshots.map((text) => JSON.parse(text)).find(({ value }) => value === "second");
      const resumed = createActor(machine, { snapshot: { ...kept, context: { value: instead } } });
      const output = toPromise(resumed);
      resumed.start();
      return await output;
    },
  ),

  routing: has("a guard", async ({ first, left, right }) => {
    const machine = setup({
      types: {} as { context: Value; output: number },
      actors: { first: actorOf(first), left: actorOf(left), right: actorOf(right) },
    }).createMachine({
      context: { value: 0 },
      initial: "first",
      states: {
        first: {
          invoke: {
            src: "first",
            input: 0,
            onDone: [
              {
                guard: ({ event }) => event.output % 2 === 0,
                target: "left",
                actions: assign({ value: ({ event }) => event.output }),
              },
              { target: "right", actions: assign({ value: ({ event }) => event.output }) },
            ],
          },
        },
        left: {
          invoke: {
            src: "left",
            input: valueOf,
            onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        right: {
          invoke: {
            src: "right",
            input: valueOf,
            onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        done: { type: "final" },
      },
      output: ({ context }) => context.value,
    });
    return await outputOf(machine);
  }),

  dynamicFanOut: has("spawn() in an assignment", async ({ count, task }) => {
    const machine = setup({
      types: {} as { context: Spawning; events: BranchEnded; output: number },
      actors: { count: fromPromise(count), task: actorOf(task) },
    }).createMachine({
      context: { sum: 0, left: 0 },
      initial: "counting",
      states: {
        counting: {
          invoke: {
            src: "count",
            onDone: { target: "branches", actions: assign({ left: ({ event }) => event.output }) },
          },
        },
        branches: {
          entry: assign(({ context, spawn }) => {
            for (let item = 0; item < context.left; item++) spawn("task", { id: `task-${item}`, input: item });
            return context;
          }),
          on: {
            "xstate.done.actor.*": {
              actions: assign({
                sum: ({ context, event }) => context.sum + event.output,
                left: ({ context }) => context.left - 1,
              }),
            },
          },
          always: { guard: ({ context }) => context.left === 0, target: "done" },
        },
        done: { type: "final" },
      },
      output: ({ context }) => context.sum,
    });
    return await outputOf(machine);
  }),

  subGraphs: has("a machine that a state invokes", async ({ before, inside, after }) => {
    const inner = setup({
      types: {} as { context: Value; input: number; output: number },
      actors: { inside: actorOf(inside) },
    })
      .createMachine({
        context: ({ input }) => ({ value: input }),
        initial: "inside",
        states: {
          inside: {
            invoke: {
              src: "inside",
              input: valueOf,
              onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
            },
          },
          done: { type: "final" },
        },
        output: ({ context }) => context.value,
      });
    const outer = setup({
      types: {} as { context: Value; output: number },
      actors: { before: actorOf(before), inner, after: actorOf(after) },
    }).createMachine({
      context: { value: 0 },
      initial: "before",
      states: {
        before: {
          invoke: {
            src: "before",
            input: 0,
            onDone: { target: "inner", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        inner: {
          invoke: {
            src: "inner",
            input: valueOf,
            onDone: { target: "after", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        after: {
          invoke: {
            src: "after",
            input: valueOf,
            onDone: { target: "done", actions: assign({ value: ({ event }) => event.output }) },
          },
        },
        done: { type: "final" },
      },
      output: ({ context }) => context.value,
    });
    return await outputOf(outer);
  }),

  concurrencyLimit: lacks(
    "actors that are invoked start at once",
    () => searched([xstateModule], /concurren|semaphore|pool|throttle/i),
  ),

  stepLimit: lacks("a state that comes back to itself does so for ever", async ({ task }) => {
    const machine = setup({ actors: { task: actorOf(task) } }).createMachine({
      initial: "loop",
      states: {
        loop: { invoke: { src: "task", input: 0, onDone: { target: "loop", reenter: true }, onError: "failed" } },
        failed: { type: "final" },
      },
    });
    return await outputOf(machine);
  }),

  deadlock: lacks("regions that wait for each other are waited for", async ({ first, second }) => {
    const machine = setup({
      types: {} as { context: { readonly first: boolean; readonly second: boolean } },
      actors: { first: actorOf(first), second: actorOf(second) },
    }).createMachine({
      context: { first: false, second: false },
      type: "parallel",
      states: {
        first: {
          initial: "waiting",
          states: {
            waiting: { always: { guard: ({ context }) => context.second, target: "running" } },
            running: {
              invoke: { src: "first", input: 0, onDone: { target: "ended", actions: assign({ first: true }) } },
            },
            ended: { type: "final" },
          },
        },
        second: {
          initial: "waiting",
          states: {
            waiting: { always: { guard: ({ context }) => context.first, target: "running" } },
            running: {
              invoke: { src: "second", input: 0, onDone: { target: "ended", actions: assign({ second: true }) } },
            },
            ended: { type: "final" },
          },
        },
      },
    });
    return await outputOf(machine);
  }),
};

export default xstate;
