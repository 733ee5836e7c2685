import assert from "node:assert/strict";
import {
  agent,
  Command,
  concat,
  goto,
  type MappedContext,
  MaxStepsError,
  type Secret,
  secret,
  Send,
  SendAll,
  sum,
  UnknownStateError,
} from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

type Sent<P> = MappedContext<void, P>;

Deno.test("map() runs once for each payload and gives the outputs in the order of sending", async () => {
  const clock = new SimulatedClock();
  const running = agent("map")
    .map("work", async ({ payload, index }: Sent<number>) => {
      await new Promise<void>((resolve) => clock.after(payload, resolve));
      return `${index}: ${payload} at ${clock.now()}`;
    })
    .state("send", () => SendAll("work", [30, 10, 20]))
    .state("after", { after: ["work"] }, ({ from, values: [work] }) => [from.work.length, work.length])
    .run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual((await running).unwrap(), {
    work: ["0: 30 at 30", "1: 10 at 10", "2: 20 at 20"],
    send: undefined,
    after: [3, 3],
  });
});

Deno.test("SendAll() with no payload completes the mapped state with no outputs", async () => {
  const result = await agent("none")
    .channel("n", sum())
    .map("work", ({ payload }: Sent<number>) => payload)
    .state("send", () => [Command({ update: { n: 3 } }), SendAll("work", [] as number[])])
    .state("after", { after: ["work"] }, ({ from, channels }) => [from.work.length, channels.n])
    .run();
  assert.deepEqual(result.unwrap().after, [0, 3]);
});

Deno.test("a mapped state to which nobody sends is not reached", async () => {
  const result = await agent("idle").state("a", () => 1).map("work", () => 2).run();
  assert.equal(result.status, "completed");
  assert.deepEqual(result.states.work, { kind: "not-reached" });
});

Deno.test("a list may send to several states and go on at the same time", async () => {
  const result = await agent("mixed")
    .map("double", ({ payload }: Sent<number>) => payload * 2)
    .map("shout", ({ payload }: Sent<string>) => payload.toUpperCase())
    .state("send", () => [Send("double", 1), goto("next"), Send("shout", "a"), SendAll("double", [2, 3])])
    .state("next", { entry: false }, () => "went")
    .run();
  assert.deepEqual(result.unwrap(), { double: [2, 4, 6], shout: ["A"], send: undefined, next: "went" });
});

Deno.test("a mapped state sees no outputs by way of values, and counts its visits by group", async () => {
  const seen: [number, ...unknown[]][] = [];
  await agent("groups")
    .map("work", ({ payload, values, visit, state }: Sent<number>) => void seen.push([payload, state, values, visit]))
    .state("send", ({ visit }) => [SendAll("work", [visit * 10, visit * 10 + 1]), Command({ goto: again(visit) })])
    .run();
  assert.deepEqual(seen.toSorted(([a], [b]) => a - b), [
    [10, "work", [], 1],
    [11, "work", [], 1],
    [20, "work", [], 2],
    [21, "work", [], 2],
  ]);
});

function again(visit: number): "send"[] {
  return visit === 1 ? ["send"] : [];
}

Deno.test("writes of every group of a mapped state stay, and the outputs are those of the last to end", async () => {
  const clock = new SimulatedClock();
  const wait = (delayMs: number) => new Promise<void>((resolve) => clock.after(delayMs, resolve));
  const running = agent("two senders")
    .channel("n", sum())
    .map("work", ({ payload }: Sent<number>) => Command({ update: { n: payload }, output: payload }))
    .state("first", () => SendAll("work", [1, 2]))
    .state("second", async () => {
      await wait(10);
      return SendAll("work", [10, 20]);
    })
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.equal(result.channels.n, 33);
  assert.deepEqual(result.output("work"), [10, 20]);
});

Deno.test("writes of sent tasks are merged in the order of sending", async () => {
  const clock = new SimulatedClock();
  const running = agent("ordered")
    .channel("list", concat<number>())
    .map("work", async ({ payload, channels }: MappedContext<void, number, { readonly list: readonly number[] }>) => {
      await new Promise<void>((resolve) => clock.after(100 - payload, resolve));
      return Command({ update: { list: [payload, channels.list.length] } });
    })
    .state("send", () => [Command({ update: { list: [0] } }), SendAll("work", [10, 20, 30])])
    .state("after", { after: ["work"] }, ({ channels }) => channels.list)
    .run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual((await running).unwrap().after, [0, 10, 1, 20, 1, 30, 1]);
});

Deno.test("a sent task may send and go on itself", async () => {
  const result = await agent("nested")
    .map("leaf", ({ payload }: Sent<number>) => payload * 100)
    .map("branch", ({ payload }: Sent<number>) => payload === 1 ? SendAll("leaf", [1, 2]) : goto("noted"))
    .state("send", () => SendAll("branch", [1, 2]))
    .state("noted", { entry: false }, () => "noted")
    .run();
  assert.deepEqual(result.unwrap(), {
    leaf: [100, 200],
    branch: [undefined, undefined],
    send: undefined,
    noted: "noted",
  });
});

Deno.test("a failing task leaves its siblings running, and the first in the order of sending is the state's error", async () => {
  const ended: number[] = [];
  const result = await agent("some fail")
    .map("work", async ({ payload }: Sent<number>) => {
      for (let i = 0; i < 10 - payload; i++) await Promise.resolve();
      ended.push(payload);
      if (payload % 2 === 0) throw new Error(`task ${payload}`);
      return payload;
    })
    .state("send", () => SendAll("work", [1, 2, 3, 4]))
    .run();
  assert(result.status === "failed");
  assert.match(String(result.error), /task 2/);
  assert.deepEqual(ended, [4, 3, 2, 1]);
});

Deno.test("a failing task ends the run at once when the agent fails fast", async () => {
  const reasons: unknown[] = [], boom = new Error("boom");
  const result = await agent("strict", { onFailure: "fail-fast" })
    .map("work", ({ payload, signal }: Sent<number>) => {
      if (payload === 2) throw boom;
      signal.addEventListener("abort", () => reasons.push(signal.reason));
      return new Promise<void>(() => {});
    })
    .state("send", () => SendAll("work", [1, 2, 3]))
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.deepEqual(reasons, [boom]);
  assert.equal(result.failedState, "work");
});

Deno.test("a task that is skipped skips the mapped state, but hides no failure", async () => {
  const sends = agent("filtered").input<readonly number[]>()
    .map("work", ({ payload }: MappedContext<readonly number[], number>) => {
      if (payload < 0) throw new Error(`task ${payload}`);
      return payload;
    }, { when: ({ payload }) => payload !== 0 })
    .state("send", ({ input }) => SendAll("work", input));
  assert.deepEqual((await sends.run([1, 0, 2])).states.work, { kind: "skipped", skippedState: "work" });
  for (const payloads of [[0, -1, -2], [-1, 0, -2], [-1, -2, 0]]) {
    const result = await sends.run(payloads);
    assert(result.status === "failed");
    assert.match(String(result.error), /task -1/);
  }
});

Deno.test("a first group that fails keeps the run failed when a second one completes", async () => {
  const boom = new Error("boom");
  const result = await agent("two groups")
    .map("work", ({ payload }: Sent<number>) => {
      if (payload === 1) throw boom;
      return payload;
    })
    .state("first", () => Send("work", 1))
    .state("second", () => Send("work", 2))
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.deepEqual(result.states.work, { kind: "completed", output: [2] });
});

Deno.test("Send() copies its payload, also one that holds itself, and keeps secrets what they are", async () => {
  type Node = { name: string; self?: Node; key: Secret<string>; list: readonly (number | undefined)[]; when: Date };
  const node: Node = { name: "n", key: secret("k-12345"), list: [1, undefined, 3], when: new Date(5) };
  node.self = node;
  const result = await agent("copies")
    .map("work", ({ payload }: Sent<Node>) => {
      assert.notEqual(payload, node);
      assert.equal(payload.self, payload);
      payload.name = "changed";
      return [payload.key.reveal(), payload.list, payload.when.getTime()] as const;
    })
    .state("send", () => Send("work", node))
    .run();
  assert.deepEqual(result.unwrap().work, [["k-12345", [1, undefined, 3], 5]]);
  assert.equal(node.name, "n");
});

Deno.test("Send() of what cannot be copied fails the sender", async () => {
  for (const payload of [() => 1, Symbol("s"), { deep: [() => 1] }]) {
    const result = await agent("no copy").map("work", (_: Sent<unknown>) => 1).state(
      "send",
      () => Send("work", payload),
    )
      .run();
    assert(result.status === "failed");
    assert.equal(result.failedState, "send");
    assert.ok(result.error instanceof DOMException);
    assert.equal(result.error.name, "DataCloneError");
  }
});

Deno.test("Send() to a state that is not mapped, or is none, is refused with the reason", async () => {
  for (
    const [target, message] of [["plain", /only a state declared with map\(\) takes a payload/], ["none", /one of/]]
  ) {
    const result = await agent("strict").map("work", (_: Sent<number>) => 1).state("plain", { entry: false }, () => 1)
      .state("send", () => Send(target as "work", 1)).run();
    assert(result.status === "failed");
    assert.ok(result.error instanceof UnknownStateError);
    assert.match(result.error.message, message as RegExp);
  }
});

Deno.test("sent tasks count as steps", async () => {
  const many = Array.from({ length: 50_000 }, (_, i) => i);
  const sends = (maxSteps: number) =>
    agent("many", { maxSteps }).map("work", ({ payload }: Sent<number>) => payload).state(
      "send",
      () => SendAll("work", many),
    );
  const refused = await sends(49_999).run();
  assert(refused.status === "failed");
  assert.ok(refused.error instanceof MaxStepsError);
  assert.equal((await sends(50_000).run()).unwrap().work.length, 50_000);
});

Deno.test("each sent task has its own attempts, its own limit and its own signal", async () => {
  const clock = new SimulatedClock(), aborted: number[] = [];
  const running = agent("limited")
    .map("work", ({ payload, attempt, signal }: Sent<number>) => {
      if (attempt > payload) return Promise.resolve(attempt);
      signal.addEventListener("abort", () => aborted.push(payload));
      return new Promise<number>(() => {});
    }, { timeoutMs: 10, retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 5 } } })
    .state("send", () => SendAll("work", [0, 1, 2, 3]))
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.equal(result.states.work.kind, "timed-out");
  assert.deepEqual(aborted, [1, 2, 3, 2, 3, 3]);
  assert.equal(clock.now(), 40);
});

Deno.test("the compiler knows the payload of a mapped state", () => {
  const numbers = agent("typed").map("work", ({ payload }: Sent<number>) => payload);
  const wrong = numbers.state("send", () => Send("work", "text"));
  // @ts-expect-error the payload is a number.
  const run = () => wrong.run();
  // @ts-expect-error there is no mapped state `nope`.
  const lost = () => numbers.state("send", () => Send("nope", 1)).run();
  assert.deepEqual([typeof run, typeof lost], ["function", "function"]);
});

Deno.test("a mapped state cannot start with the run", () => {
  const options = { entry: true } as object;
  assert.throws(() => agent("x").state("a", () => 1).map("m", () => 1, options).validate(), /starts by Send only/);
});
