import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { distributed, redisCheckpoints } from "puffinflow/distributed";
import { waitFor } from "puffinflow/durability";
import { RedisServer } from "./redis_server.ts";

const diamond = agent("diamond").input<{ n: number }>()
  .state("a", ({ input }) => input.n + 1)
  .state("b", { after: ["a"] }, ({ from }) => from.a * 2)
  .state("c", { after: ["a"] }, ({ from }) => from.a * 3)
  .state("d", { after: ["b", "c"] }, ({ from }) => from.b + from.c);

Deno.test("distributed() runs an agent on whichever worker is free, and hands out the results", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  await using one = await distributed({ connection: server.url });
  await using two = await distributed({ connection: server.url });
  one.worker([diamond], { concurrency: 5 });
  two.worker([diamond], { concurrency: 5 });
  const runs = await Promise.all(Array.from({ length: 50 }, (_, n) => client.run(diamond, { n }, { id: `run:${n}` })));
  const results = await Promise.all(runs.map((run) => run.result()));
  assert.deepEqual(results.map((result) => result.unwrap().d), runs.map((_, n) => (n + 1) * 5));
  assert.deepEqual((await runs[7]!.states()).map(({ state, kind }) => `${state} ${kind}`).sort(), [
    "a completed",
    "b completed",
    "c completed",
    "d completed",
  ]);
  assert.equal(await runs[7]!.status(), "completed");
});

Deno.test("distributed() takes the same id for the same run, also when it is over", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  let bodies = 0;
  const counted = agent("counted").input<number>().state("count", ({ input }) => {
    bodies++;
    return input;
  });
  const first = await client.run(counted, 1, { id: "42" });
  const second = await client.run(counted, 2, { id: "42" });
  client.worker([counted]);
  assert.deepEqual([(await first.result()).outputs.count, (await second.result()).outputs.count], [1, 1]);
  const third = await client.run(counted, 3, { id: "42" });
  assert.deepEqual([(await third.result()).outputs.count, bodies], [1, 1]);
  const other = agent("other").input<number>().state("only", ({ input }) => input);
  await assert.rejects(client.run(other, 1, { id: "42" }), { name: "OtherAgentError" });
  assert.equal(await client.find(other, "42"), undefined);
  assert.equal((await client.find(counted, "42"))?.id, "42");
});

Deno.test("a run is cancelled while it waits, and while it is worked on", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  const started = Promise.withResolvers<void>();
  const slow = agent("slow").state("stay", ({ signal }) => {
    started.resolve();
    return new Promise<never>((_, reject) => signal.onabort = () => reject(signal.reason));
  });
  const waiting = await client.run(slow, undefined);
  assert.equal(await waiting.status(), "waiting");
  assert.equal(await waiting.cancel("not needed"), true);
  assert.equal((await waiting.result()).status, "cancelled");
  const running = await client.run(slow, undefined);
  await client.worker([slow]).ready;
  await started.promise;
  assert.equal(await running.status(), "running");
  assert.equal(await running.cancel("enough"), true);
  assert.equal((await running.result()).status, "cancelled");
  assert.equal(await running.cancel(), false);
});

Deno.test("a state that waits for a signal gets it from another process", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  await using other = await distributed({ connection: server.url });
  const article = agent("article").state("approval", async (context) => await waitFor<string>(context, "approval"));
  other.worker([article]);
  const run = await client.run(article, undefined);
  await run.signal("approval", "Ada");
  assert.equal((await run.result()).unwrap().approval, "Ada");
});

Deno.test("a run that failed is a dead letter, and goes on where it failed when it is begun again", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  let isDown = true, charges = 0;
  const order = agent("order").state("charge", () => ++charges).state("ship", { after: ["charge"] }, ({ from }) => {
    if (isDown) throw new Error("no ship");
    return `shipped ${from.charge}`;
  });
  client.worker([order]);
  const run = await client.run(order, undefined, { id: "o-1" });
  assert.equal((await run.result()).status, "failed");
  const [letter] = await client.deadLetters(order);
  assert.deepEqual([letter?.id, letter?.status, letter?.failedState, letter?.error?.message], [
    "o-1",
    "failed",
    "ship",
    "no ship",
  ]);
  isDown = false;
  const again = await client.retry(order, "o-1");
  assert.deepEqual([(await again.result()).unwrap().ship, charges], ["shipped 1", 1]);
  assert.deepEqual(await client.deadLetters(order), []);
  await assert.rejects(client.retry(order, "o-1"), { name: "NotRetryableError" });
});

Deno.test("a worker that is asked to end gives its runs back, and another goes on with them", async () => {
  await using server = await RedisServer.start("always");
  await using client = await distributed({ connection: server.url });
  await using one = await distributed({ connection: server.url });
  await using two = await distributed({ connection: server.url });
  const started = Promise.withResolvers<void>();
  let lives = 0, firsts = 0;
  const slow = agent("slow").state("first", () => ++firsts).state("stay", { after: ["first"] }, ({ signal }) => {
    if (++lives > 1) return lives;
    started.resolve();
    return new Promise<never>((_, reject) => signal.onabort = () => reject(signal.reason));
  });
  const worker = one.worker([slow]);
  const run = await client.run(slow, undefined);
  await started.promise;
  await worker.close({ graceMs: 0 });
  two.worker([slow]);
  assert.deepEqual({ ...(await run.result()).unwrap() }, { first: 1, stay: 2 });
});

Deno.test("distributed() refuses a server that would lose what it acknowledged, and says what mends it", async () => {
  await using forgetful = await RedisServer.start(null);
  await assert.rejects(distributed({ connection: forgetful.url }), /appendonly yes/);
  await using evicting = await RedisServer.start("everysec", ["--maxmemory-policy", "allkeys-lru"]);
  await assert.rejects(distributed({ connection: evicting.url }), /appendfsync always.*noeviction/);
  await assert.rejects(distributed({ connection: evicting.url, durability: "relaxed" }), /noeviction/);
  await using relaxed = await RedisServer.start("everysec");
  await (await distributed({ connection: relaxed.url, durability: "relaxed" })).close();
});

Deno.test("a store in Redis keeps the runs of durable agents too", async () => {
  await using server = await RedisServer.start("always");
  const store = redisCheckpoints(server.url);
  assert.deepEqual(await store.list({ limit: 1 }), []);
  await store.close();
});
