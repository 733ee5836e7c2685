import {
  agent,
  Command,
  type CommandOptions,
  type CommonStateOptions,
  goto,
  type MappedContext,
  Send,
  SendAll,
  type StateOptions,
  type SubAgentOptions,
  sum,
} from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import { ResourcePool, type ResourceRequest } from "puffinflow/resources";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type OptionEffect, testOptions } from "./option_effect.ts";

function fail(): never {
  throw new Error("boom");
}

/** Fails at the first attempt. */
function flaky({ attempt }: { readonly attempt: number }): number {
  return attempt === 1 ? fail() : attempt;
}

/** Runs what hangs until nothing is left that could happen, then cancels it. */
async function endOf(clock: SimulatedClock, run: { cancel(): void; readonly result: Promise<{ status: string }> }) {
  await clock.advance(1_000);
  run.cancel();
  return (await run.result).status;
}

const ofStates: Record<keyof StateOptions, OptionEffect> = {
  after: {
    without: ["b", "a"],
    set: ["a", "b"],
    outcome: async (isSet) => {
      const order: string[] = [];
      await agent("x").state("a", async () => {
        await Promise.resolve();
        order.push("a");
      }).state("b", { after: isSet ? ["a"] : [] }, () => void order.push("b")).run();
      return order;
    },
  },
  entry: {
    without: "completed",
    set: "not-reached",
    outcome: async (isSet) => {
      const two = agent("x").state("a", () => 1).state("b", isSet ? { entry: false } : {}, () => 2);
      return (await two.run()).states.b.kind;
    },
  },
  compensate: {
    without: [],
    set: [1],
    outcome: async (isSet) => {
      const undone: number[] = [], compensate = ({ output }: { readonly output: number }) => void undone.push(output);
      await agent("x").state("a", isSet ? { compensate } : {}, () => 1).state("b", { after: ["a"] }, fail).run();
      return undone;
    },
  },
  when: {
    without: "completed",
    set: "skipped",
    outcome: async (isSet) => {
      const one = agent("x").state("a", isSet ? { when: () => false } : {}, () => 1);
      return (await one.run()).states.a.kind;
    },
  },
  to: {
    without: ["completed", "completed"],
    set: ["failed", "not-reached"],
    outcome: async (isSet) => {
      const { states } = await agent("x").state("a", isSet ? { to: ["b"] } : {}, () => goto("c"))
        .state("b", () => 1).state("c", { entry: false }, () => 2).run();
      return [states.a.kind, states.b.kind];
    },
  },
  priority: {
    without: ["a", "b"],
    set: ["b", "a"],
    outcome: async (isSet) => {
      const order: string[] = [];
      await agent("x").state("a", () => void order.push("a"))
        .state("b", isSet ? { priority: "high" } : {}, () => void order.push("b")).run();
      return order;
    },
  },
  retry: {
    without: "failed",
    set: "completed",
    outcome: async (isSet) =>
      (await agent("x").state("a", isSet ? { retry: { maxAttempts: 2 } } : {}, flaky).run()).status,
  },
  timeoutMs: {
    without: "cancelled",
    set: "failed",
    outcome: async (isSet) => {
      const clock = new SimulatedClock(), hang = () => new Promise<never>(() => {});
      return await endOf(
        clock,
        agent("x").state("a", isSet ? { timeoutMs: 5 } : {}, hang).start(undefined, { clock }),
      );
    },
  },
  resources: {
    without: 2,
    set: 1,
    outcome: async (isSet) => {
      const pool = new ResourcePool({ gpu: 2 });
      const one = agent("x", { pool }).state("a", isSet ? { resources: { gpu: 1 } } : {}, () => pool.free.gpu);
      return (await one.run()).unwrap().a;
    },
  },
  holds: {
    without: false,
    set: true,
    outcome: async (isSet) => {
      const lock = new Mutex();
      return (await agent("x").state("a", isSet ? { holds: [lock] } : {}, () => lock.isLocked).run()).unwrap().a;
    },
  },
};
testOptions("StateOptions", ofStates);

/** When a request is met, and what becomes of it, beside others: at 0 ms a stronger, at 10 ms a later one asks. */
async function requested(request: Partial<ResourceRequest>): Promise<[state: string, startedAtMs: number]> {
  const clock = new SimulatedClock(), queue = request.deadlineMs === undefined ? "priority" : "deadline";
  const preemption = queue === "priority" ? "lower-priority" : "never";
  const pool = new ResourcePool({ gpu: 2 }, { clock, queue, preemption });
  const hold = await pool.acquire({ gpu: 1 }, { priority: 9 });
  clock.after(20, () => hold.release());
  let startedAtMs = -1;
  const resources = { amounts: { gpu: 2 }, ...request };
  const running = agent("x", { pool }).state("a", { resources }, async ({ signal }) => {
    startedAtMs = clock.now();
    await new Promise<void>((resolve) => clock.after(30, resolve));
    signal.throwIfAborted();
  }).run(undefined, { clock });
  await clock.advance(10);
  const later = pool.acquire({ gpu: 2 }, { priority: 5, deadlineMs: 100 }).then((lease) =>
    clock.after(40, () => lease.release())
  );
  await clock.runAll();
  await later;
  return [(await running).states.a.kind, startedAtMs];
}

const ofRequests: Record<keyof ResourceRequest, OptionEffect> = {
  amounts: {
    without: ["completed", 60],
    set: ["failed", 0],
    outcome: (isSet) => requested(isSet ? { amounts: { gpu: 1 } } : {}),
  },
  priority: {
    without: ["completed", 60],
    set: ["completed", 20],
    outcome: (isSet) => requested(isSet ? { priority: 5 } : {}),
  },
  preemption: {
    without: ["failed", 0],
    set: ["completed", 0],
    outcome: (isSet) => requested({ amounts: { gpu: 1 }, ...(isSet && { preemption: "forbidden" }) }),
  },
  timeoutMs: {
    without: ["completed", 60],
    set: ["failed", -1],
    outcome: (isSet) => requested(isSet ? { timeoutMs: 15 } : {}),
  },
  deadlineMs: {
    without: ["completed", 60],
    set: ["completed", 20],
    outcome: (isSet) => requested(isSet ? { deadlineMs: 30 } : {}),
  },
};
testOptions("ResourceRequest", ofRequests);

type Payload = MappedContext<void, number>;

const ofMappedStates: Record<keyof CommonStateOptions, OptionEffect> = {
  when: {
    without: "completed",
    set: "skipped",
    outcome: async (isSet) => {
      const sends = agent("x").map("m", ({ payload }: Payload) => payload, isSet ? { when: () => false } : {})
        .state("send", () => Send("m", 1));
      return (await sends.run()).states.m.kind;
    },
  },
  to: {
    without: "completed",
    set: "failed",
    outcome: async (isSet) => {
      const sends = agent("x").map("m", (_: Payload) => goto("b"), isSet ? { to: ["send"] } : {})
        .state("send", { entry: true }, () => Send("m", 1)).state("b", { entry: false }, () => 1);
      return (await sends.run()).status;
    },
  },
  priority: {
    without: ["m", "n"],
    set: ["n", "m"],
    outcome: async (isSet) => {
      const order: string[] = [];
      await agent("x").map("m", (_: Payload) => void order.push("m"))
        .map("n", (_: Payload) => void order.push("n"), isSet ? { priority: "critical" } : {})
        .state("send", () => [Send("m", 1), Send("n", 2)]).run();
      return order;
    },
  },
  retry: {
    without: "failed",
    set: "completed",
    outcome: async (isSet) => {
      const sends = agent("x").map(
        "m",
        (context: Payload) => flaky(context),
        isSet ? { retry: { maxAttempts: 2 } } : {},
      )
        .state("send", () => Send("m", 1));
      return (await sends.run()).status;
    },
  },
  timeoutMs: {
    without: "cancelled",
    set: "failed",
    outcome: async (isSet) => {
      const clock = new SimulatedClock();
      const sends = agent("x").map("m", (_: Payload) => new Promise<never>(() => {}), isSet ? { timeoutMs: 5 } : {})
        .state("send", () => SendAll("m", [1]));
      return await endOf(clock, sends.start(undefined, { clock }));
    },
  },
  resources: {
    without: [2],
    set: [1],
    outcome: async (isSet) => {
      const pool = new ResourcePool({ gpu: 2 });
      const sends = agent("x", { pool })
        .map("m", (_: Payload) => pool.free.gpu, isSet ? { resources: { gpu: 1 } } : {})
        .state("send", () => Send("m", 1));
      return (await sends.run()).unwrap().m;
    },
  },
  holds: {
    without: [false],
    set: [true],
    outcome: async (isSet) => {
      const lock = new Mutex();
      const sends = agent("x").map("m", (_: Payload) => lock.isLocked, isSet ? { holds: [lock] } : {})
        .state("send", () => Send("m", 1));
      return (await sends.run()).unwrap().m;
    },
  },
};
testOptions("CommonStateOptions (of map())", ofMappedStates);

const input = () => {}, one = agent("one").state("a", () => 1), bad = agent("bad").state("a", fail);

const ofSubAgents: Record<keyof SubAgentOptions<unknown, unknown, unknown, unknown, unknown>, OptionEffect> = {
  after: {
    without: ["child", "a"],
    set: ["a", "child"],
    outcome: async (isSet) => {
      const order: string[] = [], child = agent("child").state("c", () => void order.push("child"));
      await agent("x").state("a", async () => {
        await Promise.resolve();
        order.push("a");
      }).subagent("b", child, { input, after: isSet ? ["a"] : [] }).run();
      return order;
    },
  },
  input: {
    without: 1,
    set: 2,
    outcome: async (isSet) => {
      const echo = agent("echo").input<number>().state("a", ({ input }) => input);
      const result = await agent("x").input<number>()
        .subagent("c", echo, { input: isSet ? ({ input }) => input + 1 : ({ input }) => input }).run(1);
      return result.unwrap().c.a;
    },
  },
  output: {
    without: { a: 1 },
    set: 2,
    outcome: async (isSet) => {
      const plain = agent("x").subagent("c", one, { input });
      const made = agent("x").subagent("c", one, { input, output: ({ a }) => a + 1 });
      return isSet ? (await made.run()).unwrap().c : (await plain.run()).unwrap().c;
    },
  },
  onChildFailure: {
    without: "failed",
    set: "completed",
    outcome: async (isSet) =>
      (await agent("x").subagent("c", bad, { input, ...(isSet && { onChildFailure: "ignore" }) }).run()).status,
  },
  when: {
    without: "completed",
    set: "skipped",
    outcome: async (isSet) =>
      (await agent("x").subagent("c", one, { input, ...(isSet && { when: () => false }) }).run()).states.c.kind,
  },
  to: {
    without: "completed",
    set: "not-reached",
    outcome: async (isSet) =>
      (await agent("x").subagent("c", one, { input, ...(isSet && { to: ["b"] }) }).state("b", () => 1).run())
        .states.b.kind,
  },
  priority: {
    without: ["a", "child"],
    set: ["child", "a"],
    outcome: async (isSet) => {
      const order: string[] = [], child = agent("child").state("c", () => void order.push("child"));
      await agent("x").state("a", () => void order.push("a"))
        .subagent("b", child, { input, ...(isSet && { priority: "high" }) }).run();
      return order;
    },
  },
  retry: {
    without: 1,
    set: 3,
    outcome: async (isSet) => {
      let runs = 0;
      const child = agent("child").state("c", () => {
        runs++;
        fail();
      });
      await agent("x").subagent("b", child, { input, ...(isSet && { retry: { maxAttempts: 3 } }) }).run();
      return runs;
    },
  },
  timeoutMs: {
    without: "cancelled",
    set: "failed",
    outcome: async (isSet) => {
      const clock = new SimulatedClock(), hangs = agent("hangs").state("a", () => new Promise<never>(() => {}));
      const outer = agent("x").subagent("c", hangs, { input, ...(isSet && { timeoutMs: 5 }) });
      return await endOf(clock, outer.start(undefined, { clock }));
    },
  },
  resources: {
    without: { a: 2 },
    set: { a: 1 },
    outcome: async (isSet) => {
      const pool = new ResourcePool({ gpu: 2 }), child = agent("child").state("a", () => pool.free.gpu);
      const outer = agent("x", { pool }).subagent("c", child, { input, ...(isSet && { resources: { gpu: 1 } }) });
      return (await outer.run()).unwrap().c;
    },
  },
  holds: {
    without: { a: false },
    set: { a: true },
    outcome: async (isSet) => {
      const lock = new Mutex(), child = agent("child").state("a", () => lock.isLocked);
      return (await agent("x").subagent("c", child, { input, ...(isSet && { holds: [lock] }) }).run()).unwrap().c;
    },
  },
};
testOptions("SubAgentOptions", ofSubAgents);

const ofCommands: Record<keyof CommandOptions<string, unknown, unknown>, OptionEffect> = {
  update: {
    without: 0,
    set: 5,
    outcome: async (isSet) => {
      const writes = agent("x").channel("n", sum()).state("a", () => Command(isSet ? { update: { n: 5 } } : {}));
      return (await writes.run()).channels.n;
    },
  },
  goto: {
    without: "not-reached",
    set: "completed",
    outcome: async (isSet) => {
      const routes = agent("x").state("a", () => Command(isSet ? { goto: "b" } : {}))
        .state("b", { entry: false }, () => 1);
      return (await routes.run()).states.b.kind;
    },
  },
  output: {
    without: undefined,
    set: 5,
    outcome: async (isSet) => (await agent("x").state("a", () => Command(isSet ? { output: 5 } : {})).run()).unwrap().a,
  },
};
testOptions("CommandOptions", ofCommands);
