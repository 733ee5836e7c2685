import assert from "node:assert/strict";
import { agent, Command, concat, ConflictError, goto, last, max, merge, sum, UnknownChannelError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("the reducers merge side by side writes, from their initial values", async () => {
  const write = (n: number) => () =>
    Command({ update: { list: [n], total: n, highest: n, newest: n, both: { [`k${n}`]: n } } });
  const result = await agent("reducers")
    .channel("list", concat<number>([0]))
    .channel("total", sum(100))
    .channel("highest", max(2))
    .channel("newest", last(0))
    .channel("both", merge<Record<string, number>>({ k0: 0 }))
    .state("a", write(3))
    .state("b", write(1))
    .run();
  assert.deepEqual(result.channels, {
    list: [0, 3, 1],
    total: 104,
    highest: 3,
    newest: 1,
    both: { k0: 0, k3: 3, k1: 1 },
  });
});

Deno.test("the reducers begin with nothing when nothing is given", async () => {
  const result = await agent("empty").channel("list", concat()).channel("total", sum()).channel("highest", max())
    .state("a", () => 1).run();
  assert.deepEqual(result.channels, { list: [], total: 0, highest: -Infinity });
});

Deno.test("a state reads the writes of what it comes after, and no others", async () => {
  const clock = new SimulatedClock();
  const running = agent("branches")
    .channel("list", concat<string>())
    .state("a", ({ channels }) => Command({ update: { list: ["a"] }, output: channels.list }))
    .state("left", { after: ["a"] }, ({ channels }) => Command({ update: { list: ["left"] }, output: channels.list }))
    .state("right", { after: ["a"] }, async ({ channels }) => {
      // By now `left` has written; it is no cause of this state.
      await new Promise<void>((resolve) => clock.after(5, resolve));
      return Command({ update: { list: ["right"] }, output: channels.list });
    })
    .state("join", { after: ["right", "left"] }, ({ channels }) => channels.list)
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(result.unwrap(), { a: [], left: ["a"], right: ["a"], join: ["a", "left", "right"] });
  assert.deepEqual(result.channels.list, ["a", "left", "right"]);
});

Deno.test("a reducer of one's own is given the value so far and one write", async () => {
  const words = { initial: "", reduce: (text: string, word: string) => text === "" ? word : `${text} ${word}` };
  const result = await agent("own").channel("text", words)
    .state("a", () => Command({ update: { text: "to" } }))
    .state("b", { after: ["a"] }, () => Command({ update: { text: "be" } }))
    .run();
  assert.equal(result.channels.text, "to be");
});

Deno.test("a reducer that throws fails the state that would read it, or the run", async () => {
  const wrong = new TypeError("not a number");
  const picky = {
    initial: 0,
    reduce: (): number => {
      throw wrong;
    },
  };
  const base = agent("picky").channel("n", picky).state("a", () => Command({ update: { n: 1 } }));
  const read = await base.state("b", { after: ["a"] }, ({ channels }) => channels.n).run();
  assert.deepEqual(read.states.b, { kind: "failed", error: wrong, attempts: 1 });
  const unread = await base.run();
  assert(unread.status === "failed");
  assert.equal(unread.error, wrong);
  assert.equal(unread.failedState, undefined);
});

Deno.test("a channel without reducer holds the last write along a path", async () => {
  const result = await agent("path").channel("step", { initial: "none" })
    .state("a", () => Command({ update: { step: "a" } }))
    .state("b", { after: ["a"] }, ({ channels }) => Command({ update: { step: "b" }, output: channels.step }))
    .state("c", { after: ["a", "b"] }, ({ channels }) => channels.step)
    .run();
  assert.deepEqual(result.unwrap(), { a: undefined, b: "a", c: "b" });
  assert.equal(result.channels.step, "b");
});

Deno.test("two writers side by side of a channel without reducer fail the state that comes after both", async () => {
  let tries = 0;
  const result = await agent("rivals").channel("winner", { initial: "nobody" })
    .state("a", () => Command({ update: { winner: "a" } }))
    .state("b", () => Command({ update: { winner: "b" } }))
    .state("judge", { after: ["b", "a"], retry: { maxAttempts: 3 } }, () => void tries++)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof ConflictError);
  assert.deepEqual([result.error.channel, result.error.states], ["winner", ["a", "b"]]);
  assert.deepEqual(result.states.judge, { kind: "failed", error: result.error, attempts: 3 });
  assert.equal(tries, 0);
});

Deno.test("two writers side by side of a channel without reducer fail the run when nobody comes after both", async () => {
  const result = await agent("rivals").channel("winner", { initial: "nobody" })
    .state("a", () => Command({ update: { winner: "a" } }))
    .state("b", () => Command({ update: { winner: "b" } }))
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof ConflictError);
  assert.equal(result.failedState, undefined);
  assert.deepEqual(result.states.a.kind, "completed");
});

Deno.test("a write to a channel that is not declared fails the writer, and none of its writes counts", async () => {
  const types: string[] = [];
  const run = agent("unknown").channel("n", sum())
    .state("a", () => Command({ update: { n: 1, m: 2 }, output: "out" }) as never)
    .state("b", { after: ["a"] }, () => 1)
    .start(undefined);
  for await (const event of run.events()) types.push(event.type);
  const result = await run.result;
  assert(result.status === "failed");
  assert.ok(result.error instanceof UnknownChannelError);
  assert.match(result.error.message, /Cannot write channel "m" from state "a" .*add it with channel\("m"\)/);
  assert.deepEqual(result.states.a, { kind: "failed", error: result.error, attempts: 1 });
  assert.deepEqual(result.outputs, {});
  assert.equal(result.channels.n, 0);
  assert.deepEqual(types, ["run-started", "state-started", "state-failed", "state-skipped", "run-ended"]);
});

Deno.test("a state that is tried again sees the channels as at its first attempt", async () => {
  const clock = new SimulatedClock(), seen: unknown[] = [];
  const running = agent("tries").channel("n", sum())
    .state("other", async () => {
      await new Promise<void>((resolve) => clock.after(5, resolve));
      return Command({ update: { n: 1 } });
    })
    .state("flaky", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 10 } } }, ({ attempt, channels }) => {
      seen.push(channels.n);
      if (attempt === 1) throw new Error("not yet");
      return Command({ update: { n: 10 } });
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual(seen, [0, 0]);
  assert.equal((await running).channels.n, 11);
});

Deno.test("a loop reads what its earlier visits wrote", async () => {
  const result = await agent("loop").channel("n", sum()).channel("step", { initial: 0 })
    .state("count", ({ visit, channels }) => {
      assert.deepEqual([channels.n, channels.step], [visit - 1, visit - 1]);
      return Command({ update: { n: 1, step: visit }, goto: visit < 5 ? ["count"] : [] });
    })
    .run();
  assert.deepEqual(result.channels, { n: 5, step: 5 });
});

Deno.test("a state that failed at one visit sees the newest channels at the next", async () => {
  const seen: number[] = [];
  const result = await agent("mended").channel("n", sum())
    .state("work", ({ channels, visit }) => {
      seen.push(channels.n);
      if (visit === 1) throw new Error("not ready");
      return "done";
    })
    .state("mend", async () => {
      await Promise.resolve();
      return Command({ update: { n: 7 }, goto: "work" });
    })
    .run();
  assert.deepEqual(seen, [0, 7]);
  assert.deepEqual(result.states.work, { kind: "completed", output: "done" });
});

Deno.test("what a router wrote is known to those it goes to, but not to its siblings", async () => {
  const result = await agent("router").channel("list", concat<string>())
    .state("router", () => [Command({ update: { list: ["router"] } }), goto("target")])
    .state("target", { entry: false }, ({ channels }) => channels.list)
    .state("sibling", ({ channels }) => channels.list)
    .run();
  assert.deepEqual(result.unwrap(), { router: undefined, target: ["router"], sibling: [] });
});

Deno.test("channel() refuses a name that is taken, empty or no name", () => {
  const one = agent("x").channel("n", sum());
  assert.throws(
    () => one.channel("n" as string, sum()),
    /Cannot add channel "n" to agent "x" as channel names must differ/,
  );
  assert.throws(() => one.channel("", sum()), /its name must be text/);
  assert.throws(() => one.channel("__proto__", sum()), /not "__proto__"/);
});

Deno.test("channels cannot be changed by those who read them", async () => {
  const result = await agent("frozen").channel("n", sum())
    .state("a", ({ channels }) => void Object.assign(channels, { n: 5 })).run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof TypeError);
});

Deno.test("the compiler knows what is written to which channel", () => {
  const typed = agent("typed").channel("n", sum());
  const wrongType = typed.state("a", () => Command({ update: { n: "text" } }));
  const wrongName = typed.state("a", () => Command({ update: { m: 1 } }));
  // @ts-expect-error the channel holds numbers.
  const first = () => wrongType.run();
  // @ts-expect-error there is no channel `m`.
  const second = () => wrongName.run();
  // @ts-expect-error there is no channel `m` to read.
  typed.state("b", ({ channels }) => channels.m);
  assert.deepEqual([typeof first, typeof second], ["function", "function"]);
});

Deno.test("a loop's writes are laid out one after the other, however many turns it has", async () => {
  const turns = 2_000;
  const counter = agent("counter", { maxSteps: turns })
    .channel("sum", sum())
    .channel("last", { initial: -1 })
    .state("turn", { entry: true, to: ["turn"] }, ({ visit, channels }) => {
      // Each turn sees what all turns before it have written.
      if (channels.sum !== visit - 1 || channels.last !== visit - 2) throw new Error(`lost a write before ${visit}`);
      return Command({ update: { sum: 1, last: visit - 1 }, ...(visit < turns && { goto: "turn" as const }) });
    });
  const run = await counter.run();
  assert.deepEqual([run.status, run.channels], ["completed", { sum: turns, last: turns - 1 }]);
});
