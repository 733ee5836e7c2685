import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { agent } from "puffinflow";
import { distributed } from "puffinflow/distributed";
import { diamondOf } from "./diamond.ts";
import { FreezingProxy } from "./freezing_proxy.ts";
import { RedisServer } from "./redis_server.ts";

const LOCK_MS = 500;

Deno.test("of two workers with the same run, one records it and the other stops", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url, lockMs: LOCK_MS });
  await using other = await distributed({ connection: server.url, lockMs: LOCK_MS });
  const begun: string[] = [], first = Promise.withResolvers<void>(), second = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<unknown>();
  const twice = agent("twice").state("a", () => begun.push("a")).state("b", { after: ["a"] }, async ({ signal }) => {
    begun.push("b");
    signal.addEventListener("abort", () => aborted.resolve(signal.reason));
    await (begun.filter((state) => state === "b").length === 1 ? first : second).promise;
    return begun.filter((state) => state === "b").length;
  }).state("c", { after: ["b"] }, () => begun.push("c"));
  const zombie = client.worker([twice], { concurrency: 1 });
  await zombie.ready;
  const run = await client.run(twice, undefined, { id: "x" });
  while (!begun.includes("b")) await new Promise((resolve) => setTimeout(resolve, 5));
  // As after a pause of its process: the lock is gone, and the queue gives the run to somebody else.
  const redis = new Redis(server.url);
  const lock = "{puffin}:runs.twice:run.x:lock";
  assert.equal(await redis.set(lock, "somebody else", "PX", 100), "OK");
  other.worker([twice], { concurrency: 1 });
  while (begun.filter((state) => state === "b").length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  first.resolve();
  assert.equal((await aborted.promise as Error).name, "ClaimLostError");
  second.resolve();
  assert.deepEqual({ ...(await run.result()).unwrap() }, { a: 1, b: 2, c: 4 });
  assert.deepEqual(begun, ["a", "b", "b", "c"]);
  redis.disconnect();
});

Deno.test("a run waits for a worker with its version, and one with another version leaves it alone", async () => {
  await using server = await RedisServer.start("always");
  await using old = await distributed({ connection: server.url, version: "1" });
  await using current = await distributed({ connection: server.url, version: "2" });
  const by = (version: string) => agent("versioned").state("only", () => version);
  old.worker([by("1")]);
  const run = await current.run(by("2"), undefined);
  while (await run.status() !== "delayed") await new Promise((resolve) => setTimeout(resolve, 5));
  current.worker([by("2")]);
  assert.equal((await run.result()).unwrap().only, "2");
});

Deno.test("a run waits for a worker with its states", async () => {
  await using server = await RedisServer.start("always");
  await using fleet = await distributed({ connection: server.url });
  const before = agent("changed").state("one", () => 1), after = agent("changed").state("two", () => 2);
  fleet.worker([before]);
  const run = await fleet.run(after, undefined);
  while (await run.status() !== "delayed") await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await run.states(), []);
});

Deno.test("runs begin by priority, and never more at once than a worker takes", async () => {
  await using server = await RedisServer.start("always");
  await using fleet = await distributed({ connection: server.url });
  const order: number[] = [];
  let inFlight = 0, peak = 0;
  const ranked = agent("ranked").input<number>().state("note", async ({ input }) => {
    peak = Math.max(peak, ++inFlight);
    await new Promise((resolve) => setTimeout(resolve, 1));
    order.push(input);
    inFlight--;
  });
  const priorities = [5, 3, 0, 9, 1];
  const runs = [];
  for (const priority of priorities) runs.push(await fleet.run(ranked, priority, { priority }));
  assert.deepEqual(await fleet.load([ranked]), [
    { agent: "ranked", waiting: 5, delayed: 0, running: 0, quarantined: 0, dead: 0 },
  ]);
  fleet.worker([ranked], { concurrency: 1 });
  await Promise.all(runs.map((run) => run.result()));
  assert.deepEqual([order, peak], [[0, 1, 3, 5, 9], 1]);
});

Deno.test("a run has its limit from its submission on, however long it waits", async () => {
  await using server = await RedisServer.start("always");
  await using fleet = await distributed({ connection: server.url });
  const slow = agent("slow").state(
    "stay",
    ({ signal }) => new Promise<never>((_, reject) => signal.onabort = () => reject(signal.reason)),
  );
  const run = await fleet.run(slow, undefined, { timeoutMs: 50 });
  fleet.worker([slow]);
  assert.equal((await run.result()).status, "timed-out");
  const [letter] = await fleet.deadLetters(slow);
  assert.deepEqual([letter?.id, letter?.status], [run.id, "timed-out"]);
});

Deno.test("what is no plain data is refused where it comes from", async () => {
  await using server = await RedisServer.start("always");
  await using fleet = await distributed({ connection: server.url });
  const odd = agent("odd").input<unknown>().state("make", () => () => "a function");
  fleet.worker([odd]);
  await assert.rejects(fleet.run(odd, () => 1), { name: "UnrecordableError" });
  const result = await (await fleet.run(odd, "plain")).result();
  assert.equal(result.status, "failed");
  assert.match((result.error as Error).message, /output of state "make"/);
});

for (const parts of [0.5, 3]) {
  Deno.test(`a worker that is cut off for ${parts} times its lock loses no run and records nothing twice`, async () => {
    await using server = await RedisServer.start("always");
    await using proxy = new FreezingProxy(server.url);
    await using client = await distributed({ connection: server.url, lockMs: LOCK_MS });
    await using far = await distributed({ connection: proxy.url, lockMs: LOCK_MS });
    let begun = 0;
    const diamond = diamondOf(() => begun++);
    far.worker([diamond], { concurrency: 10 });
    const runs = await Promise.all(Array.from({ length: 40 }, (_, n) => client.run(diamond, { n, bodyMs: 10 })));
    while (begun < 30) await new Promise((resolve) => setTimeout(resolve, 5));
    proxy.freeze();
    client.worker([diamond], { concurrency: 10 });
    await new Promise((resolve) => setTimeout(resolve, parts * LOCK_MS));
    proxy.thaw();
    const results = await Promise.all(runs.map((run) => run.result()));
    assert.deepEqual(results.map((result) => result.unwrap().d), runs.map((_, n) => (n + 1) * 5));
  });
}

Deno.test("connections that break again and again use up no retry of a run", async () => {
  await using server = await RedisServer.start("always");
  await using proxy = new FreezingProxy(server.url);
  await using client = await distributed({ connection: server.url, lockMs: LOCK_MS });
  await using far = await distributed({ connection: proxy.url, lockMs: LOCK_MS });
  const diamond = diamondOf(() => {});
  far.worker([diamond], { concurrency: 10 });
  const runs = await Promise.all(Array.from({ length: 40 }, (_, n) => client.run(diamond, { n, bodyMs: 10 })));
  for (let i = 0; i < 10; i++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    proxy.drop();
  }
  const results = await Promise.all(runs.map((run) => run.result()));
  assert.deepEqual(results.map((result) => result.unwrap().d), runs.map((_, n) => (n + 1) * 5));
  assert.deepEqual(
    (await Promise.all(runs.map((run) => run.states()))).flat().filter(({ attempt }) => attempt > 1),
    [],
  );
});
