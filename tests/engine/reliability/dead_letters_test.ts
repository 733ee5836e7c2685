import assert from "node:assert/strict";
import { agent, Command, DeadLetterQueue, goto, type RunResult, secret, sum } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** An agent of three states in a row, of which the second fails until it is mended. */
function mendable(deadLetters: DeadLetterQueue) {
  const order: string[] = [], state = { isMended: false };
  const built = agent("mendable", { deadLetters }).input<number>()
    .state("a", ({ input }) => {
      order.push("a");
      return input;
    })
    .state("b", { after: ["a"] }, ({ from }) => {
      order.push("b");
      if (!state.isMended) throw new Error(`cannot do ${from.a}`);
      return from.a * 2;
    })
    .state("c", { after: ["b"] }, ({ from }) => from.b + 1);
  return { built, order, state };
}

Deno.test("a run that fails leaves a letter with all that is known of it", async () => {
  const deadLetters = new DeadLetterQueue(), clock = new SimulatedClock();
  await clock.advance(123);
  const result = await mendable(deadLetters).built.run(5, { clock });
  assert(result.status === "failed");
  assert.deepEqual(deadLetters.letters, [{
    id: 1,
    agent: "mendable",
    state: "b",
    error: result.error,
    message: "cannot do 5",
    input: 5,
    outputs: { a: 5 },
    failedAtMs: 123,
  }]);
});

Deno.test("a run that times out leaves a letter, one that completes or is cancelled leaves none", async () => {
  const deadLetters = new DeadLetterQueue(), clock = new SimulatedClock();
  const waits = agent("waits", { deadLetters }).input<number>()
    .state("a", ({ input }) => new Promise<void>((resolve) => clock.after(input, resolve)));
  const completed = waits.run(5, { clock });
  const timedOut = waits.run(50, { clock, timeoutMs: 10 });
  const cancelled = waits.start(50, { clock });
  await clock.advance(20);
  cancelled.cancel();
  assert.deepEqual([(await completed).status, (await timedOut).status], ["completed", "timed-out"]);
  assert.equal((await cancelled.result).status, "cancelled");
  assert.deepEqual(deadLetters.letters.map(({ id, state, input }) => ({ id, state, input })), [
    { id: 1, state: undefined, input: 50 },
  ]);
});

Deno.test("replay() runs only what is left, with what had completed taken over", async () => {
  const deadLetters = new DeadLetterQueue(), { built, order, state } = mendable(deadLetters);
  await built.run(5);
  state.isMended = true;
  const result = await deadLetters.replay(1) as RunResult<{ c: number }>;
  assert.equal(result.status, "completed");
  assert.equal(result.output("c"), 11);
  assert.deepEqual(order, ["a", "b", "b"]);
  assert.deepEqual(deadLetters.letters, []);
});

Deno.test("replay() that fails again leaves a new letter, which can be replayed in turn", async () => {
  const deadLetters = new DeadLetterQueue(), { built, order, state } = mendable(deadLetters);
  await built.run(5);
  assert.equal((await deadLetters.replay(1)).status, "failed");
  assert.deepEqual(deadLetters.letters.map(({ id, outputs }) => ({ id, outputs })), [{ id: 2, outputs: { a: 5 } }]);
  state.isMended = true;
  assert.equal((await deadLetters.replay(2)).status, "completed");
  assert.deepEqual(order, ["a", "b", "b", "b"]);
});

Deno.test("replay() begins anew where a run has routed or written channels", async () => {
  const deadLetters = new DeadLetterQueue(), order: string[] = [];
  let isMended = false;
  const fail = () => {
    if (!isMended) throw new Error("boom");
  };
  await agent("routed", { deadLetters })
    .state("a", ({ visit }) => {
      order.push(`a${visit}`);
      return visit < 2 ? goto("a") : goto("b");
    })
    .state("b", { entry: false }, fail)
    .run();
  await agent("written", { deadLetters }).channel("n", sum())
    .state("a", () => {
      order.push("write");
      return Command({ update: { n: 1 } });
    })
    .state("b", { after: ["a"] }, fail)
    .run();
  isMended = true;
  assert.equal((await deadLetters.replay(1)).status, "completed");
  const second = await deadLetters.replay(2) as RunResult<unknown, { readonly n: number }>;
  assert.equal(second.channels.n, 1);
  assert.deepEqual(order, ["a1", "a2", "write", "a1", "a2", "write"]);
});

Deno.test("replay() undoes what the first run did when it fails again", async () => {
  const deadLetters = new DeadLetterQueue(), undone: unknown[] = [];
  await agent("saga", { deadLetters })
    .state("book", { compensate: ({ output }) => void undone.push(output) }, () => "booked")
    .state("pay", { after: ["book"] }, (): void => {
      throw new Error("no money");
    })
    .run();
  await deadLetters.replay(1);
  assert.deepEqual(undone, ["booked", "booked"]);
});

Deno.test("replay() keeps the limit of the run", async () => {
  const deadLetters = new DeadLetterQueue(), clock = new SimulatedClock();
  const first = agent("slow", { deadLetters }).state("a", () => new Promise<never>(() => {}))
    .run(undefined, { clock, timeoutMs: 10 });
  await clock.advance(10);
  await first;
  const again = deadLetters.replay(1);
  await clock.advance(10);
  assert.equal((await again).status, "timed-out");
});

Deno.test("replay() and remove() say when there is no such letter", async () => {
  const deadLetters = new DeadLetterQueue();
  await mendable(deadLetters).built.run(5);
  await assert.rejects(deadLetters.replay(7), /Cannot replay dead letter 7 as it must be in the queue: 1 are/);
  assert.equal(deadLetters.remove(7), false);
  assert.equal(deadLetters.remove(1), true);
  assert.deepEqual(deadLetters.letters, []);
});

Deno.test("a full queue makes room by dropping the oldest letter, and counts and hands out what it drops", async () => {
  const dropped: unknown[] = [];
  const deadLetters = new DeadLetterQueue({ maxLetters: 2, onDropped: ({ input }) => dropped.push(input) });
  const { built } = mendable(deadLetters);
  for (const input of [1, 2, 3, 4]) await built.run(input);
  assert.deepEqual(deadLetters.letters.map(({ input }) => input), [3, 4]);
  assert.equal(deadLetters.dropped, 2);
  assert.deepEqual(dropped, [1, 2]);
});

Deno.test("a letter's message hides secrets, and takes whatever was thrown", async () => {
  const deadLetters = new DeadLetterQueue(), key = secret("tok-8642");
  const throwing = agent("throws", { deadLetters }).input<unknown>().state("a", ({ input }): void => {
    throw input;
  });
  await throwing.run(new Error(`refused ${key.reveal()}`));
  await throwing.run(undefined);
  await throwing.run({ toString: () => "an object" });
  assert.deepEqual(deadLetters.letters.map(({ message }) => message), ["refused [secret]", "undefined", "an object"]);
});

Deno.test("DeadLetterQueue refuses a limit that is none", () => {
  for (const maxLetters of [0, -1, 1.5, NaN]) {
    assert.throws(() => new DeadLetterQueue({ maxLetters }), /'maxLetters' must be a whole number of 1 or more/);
  }
});
