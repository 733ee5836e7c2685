import assert from "node:assert/strict";
import { agent, type MappedContext, SendAll, StateTimeoutError } from "puffinflow";
import { PreemptedError, RequestTooLargeError, ResourceTimeoutError } from "puffinflow/resources";
import { gpu, gpuWorld } from "./gpu_world.ts";

Deno.test("a state has its resources while its function runs, whether that ends at once or later", async () => {
  const { clock, pool, work } = gpuWorld(), free: (number | undefined)[] = [];
  const running = agent("x", { pool })
    .state("at once", gpu, () => void free.push(pool.free.gpu))
    .state("later", { ...gpu, after: ["at once"] }, async () => {
      free.push(pool.free.gpu);
      await work(5);
      free.push(pool.free.gpu);
    }).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(free, [0, 0, 0]);
  assert.equal(pool.free.gpu, 1);
});

Deno.test("states side by side never have more than there is, and the next goes on when one ends", async () => {
  const { clock, pool, work } = gpuWorld(), ends: [string, number][] = [];
  let pipeline = agent("x", { pool });
  for (const name of ["a", "b", "c"]) {
    pipeline = pipeline.state(name as never, gpu, async () => {
      await work(10);
      ends.push([name, clock.now()]);
    }) as never;
  }
  const running = pipeline.run(undefined, { clock } as never);
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(ends, [["a", 10], ["b", 20], ["c", 30]]);
});

Deno.test("what can be had at once costs no promise: synchronous states end within run()", () => {
  const { pool } = gpuWorld(), order: string[] = [];
  void agent("x", { pool }).state("a", gpu, () => order.push("a"))
    .state("b", { ...gpu, after: ["a"] }, () => order.push("b")).run();
  assert.deepEqual(order, ["a", "b"]);
});

Deno.test("an attempt has resources of its own, and nothing is held between attempts", async () => {
  const { clock, pool } = gpuWorld(), free: (number | undefined)[] = [];
  const retry = { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 10 } } as const;
  const running = agent("x", { pool }).state("a", { ...gpu, retry }, async ({ attempt }) => {
    free.push(pool.free.gpu);
    await Promise.resolve();
    if (attempt < 3) throw new Error("boom");
  }).run(undefined, { clock });
  await clock.advance(5);
  assert.equal(pool.free.gpu, 1);
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual([free, pool.free.gpu], [[0, 0, 0], 1]);
});

Deno.test("resources come back when a function throws at once, rejects, or starts a run that fails fast", async () => {
  for (const onFailure of ["isolate", "fail-fast"] as const) {
    const { pool } = gpuWorld();
    const boom = agent("x", { pool, onFailure })
      .state("later", { ...gpu, when: () => true }, () => Promise.reject(new Error("later")))
      .state("never", { after: ["later"] }, () => 1);
    assert.equal((await boom.run()).status, "failed");
    assert.equal(pool.free.gpu, 1);
    const now = agent("x", { pool, onFailure }).state("now", gpu, () => {
      throw new Error("now");
    });
    assert.equal((await now.run()).status, "failed");
    assert.equal(pool.free.gpu, 1);
  }
});

Deno.test("timeoutMs counts from when the resources are there", async () => {
  const { clock, pool, work } = gpuWorld();
  const running = agent("x", { pool }).state("a", gpu, () => work(50))
    .state("b", { ...gpu, timeoutMs: 20 }, () => work(10)).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
});

Deno.test("a function that goes on after its time is up keeps its resources until it ends, so that no two have them", async () => {
  const { clock, pool, work } = gpuWorld();
  let inside = 0, most = 0;
  const body = async ({ attempt }: { readonly attempt: number }) => {
    most = Math.max(most, ++inside);
    await work(attempt === 1 ? 30 : 5);
    inside--;
  };
  const running = agent("x", { pool }).state("a", { ...gpu, timeoutMs: 10, retry: { maxAttempts: 2 } }, body)
    .run(undefined, { clock });
  await clock.advance(29);
  assert.equal(pool.free.gpu, 0);
  await clock.advance(6);
  assert.equal((await running).status, "completed");
  assert.deepEqual([most, clock.now(), pool.free.gpu], [1, 35, 1]);
});

Deno.test("a run that is cancelled gives its resources back when its function has stopped, and waits for none", async () => {
  const { clock, pool, work } = gpuWorld(), order: string[] = [];
  const hold = await pool.acquire({ gpu: 1 });
  const waits = agent("waits", { pool }).state("a", gpu, () => void order.push("never")).start(undefined, { clock });
  await clock.advance(1);
  assert.deepEqual([pool.waiting, waits.status], [1, "running"]);
  waits.cancel();
  assert.equal((await waits.result).states.a.kind, "cancelled");
  assert.equal(pool.waiting, 0);
  hold.release();

  const runs = agent("runs", { pool }).state("a", gpu, async ({ signal }) => {
    await work(10);
    order.push(`told: ${signal.aborted}`);
  }).start(undefined, { clock });
  await clock.advance(1);
  runs.cancel();
  assert.equal((await runs.result).status, "cancelled");
  assert.equal(pool.free.gpu, 0);
  await clock.runAll();
  assert.deepEqual([order, pool.free.gpu], [["told: true"], 1]);
});

Deno.test("the signal of a state with resources says that the run has ended, also to who looks early", async () => {
  const { clock, pool } = gpuWorld();
  const reasons: unknown[] = [];
  const run = agent("x", { pool }).state(
    "a",
    gpu,
    ({ signal }) =>
      new Promise<void>((_, reject) =>
        signal.addEventListener("abort", () => {
          reasons.push(signal.reason);
          reject(signal.reason);
        })
      ),
  ).start(undefined, { clock });
  await clock.advance(1);
  run.cancel("enough");
  await run.result;
  await clock.runAll();
  assert.deepEqual([reasons, pool.free.gpu, clock.pending], [["enough"], 1, 0]);
});

Deno.test("waiting for resources takes no place, and is told to those who read events", async () => {
  const { clock, pool, work } = gpuWorld(), hold = await pool.acquire({ gpu: 1 });
  const run = agent("x", { pool, maxConcurrent: 1 })
    .state("needy", gpu, () => work(5))
    .state("plain", () => work(5)).start(undefined, { clock });
  const seen: string[] = [], events = run.events();
  const reading = (async () => {
    for await (const event of events) {
      if ("state" in event) seen.push(`${event.atMs} ${event.state} ${event.type.slice(6)}`);
    }
  })();
  await clock.advance(20);
  hold.release();
  await clock.runAll();
  await reading;
  assert.deepEqual(seen, [
    "0 needy waiting",
    "0 plain started",
    "5 plain completed",
    "20 needy started",
    "25 needy completed",
  ]);
});

Deno.test("what has its resources but no place gives them back, and asks again when there is one", async () => {
  const { clock, pool, work } = gpuWorld(), hold = await pool.acquire({ gpu: 1 }), order: string[] = [];
  const inner = agent("inner", { pool }).state("a", gpu, () => void order.push("inner"));
  const running = agent("x", { pool, maxConcurrent: 1 })
    .state("needy", gpu, () => void order.push("needy"))
    .state("busy", () => work(30))
    .subagent("child", inner, { input: () => {} }).run(undefined, { clock });
  await clock.advance(10);
  hold.release();
  await clock.advance(1);
  // "busy" has the only place: had "needy" kept what it was given, nobody could use it.
  assert.equal(pool.free.gpu, 1);
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual([order, pool.free.gpu], [["needy", "inner"], 1]);
});

Deno.test("a run that is held takes nothing from the pool until it goes on", async () => {
  const { clock, pool } = gpuWorld(), hold = await pool.acquire({ gpu: 1 });
  const run = agent("x", { pool }).state("a", gpu, () => 1).start(undefined, { clock });
  await clock.advance(1);
  run.pause();
  hold.release();
  await clock.advance(1);
  assert.deepEqual([pool.free.gpu, pool.waiting, run.status], [1, 0, "paused"]);
  run.resume();
  assert.equal((await run.result).status, "completed");
  assert.equal(pool.free.gpu, 1);
});

Deno.test("a preempted attempt fails with the pool's error, and the next one has resources of its own", async () => {
  const { clock, pool, work } = gpuWorld({ queue: "priority", preemption: "lower-priority" });
  const errors: unknown[] = [];
  const retryOn = (error: unknown) => errors.push(error) > 0;
  const training = agent("training", { pool }).state(
    "train",
    { ...gpu, priority: "low", retry: { maxAttempts: 2, retryOn } },
    ({ signal, attempt }) =>
      attempt === 2
        ? "trained"
        : new Promise<string>((_, reject) =>
          signal.addEventListener("abort", () => clock.after(5, () => reject(new Error("stopped"))))
        ),
  ).run(undefined, { clock });
  await clock.advance(10);
  const serving = agent("serving", { pool }).state("serve", gpu, async () => {
    assert.equal(clock.now(), 15);
    await work(10);
  }).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await serving).status, "completed");
  assert.equal((await training).unwrap().train, "trained");
  assert.ok(errors[0] instanceof PreemptedError);
  assert.deepEqual([errors[0].priority, errors[0].byPriority, errors.length], [-1, 0, 1]);
  assert.deepEqual([clock.now(), pool.free.gpu], [25, 1]);
});

Deno.test("who asks for its signal after it was preempted finds it aborted", async () => {
  const { pool } = gpuWorld({ queue: "priority", preemption: "lower-priority" });
  let tell = () => {};
  const running = agent("x", { pool }).state("a", gpu, async (context) => {
    await new Promise<void>((resolve) => tell = resolve);
    context.signal.throwIfAborted();
  }).run();
  const serving = pool.acquire({ gpu: 1 }, { priority: 1 });
  tell();
  const result = await running;
  assert.ok(result.status === "failed" && result.error instanceof PreemptedError);
  (await serving).release();
});

Deno.test("waiting too long for resources is a failure that may be tried again", async () => {
  const { clock, pool } = gpuWorld(), hold = await pool.acquire({ gpu: 1 });
  const resources = { amounts: { gpu: 1 }, timeoutMs: 10 };
  const run = (maxAttempts: number) =>
    agent("x", { pool }).state("a", { resources, retry: { maxAttempts } }, () => 1).run(undefined, { clock });
  const once = run(1), thrice = run(3);
  await clock.advance(10);
  const failed = await once;
  assert.ok(failed.status === "failed" && failed.error instanceof ResourceTimeoutError);
  await clock.advance(15);
  hold.release();
  await clock.runAll();
  assert.equal((await thrice).status, "completed");
  assert.deepEqual([pool.free.gpu, clock.pending], [1, 0]);
});

Deno.test("waiting for resources ends when the time for all attempts is up", async () => {
  const { clock, pool } = gpuWorld(), hold = await pool.acquire({ gpu: 1 });
  const retry = { maxAttempts: 3, totalTimeoutMs: 40 };
  const running = agent("x", { pool }).state("a", { ...gpu, retry }, () => 1).run(undefined, { clock });
  await clock.advance(40);
  const result = await running;
  assert.ok(result.status === "failed" && result.error instanceof StateTimeoutError);
  assert.deepEqual(result.states.a, { kind: "timed-out", error: result.error, attempts: 0 });
  assert.deepEqual([pool.waiting, clock.pending], [0, 0]);
  hold.release();
});

Deno.test("each task of a mapped state has resources of its own", async () => {
  const { clock, pool, work } = gpuWorld();
  let inside = 0, most = 0;
  const running = agent("x", { pool }).input<number[]>()
    .map("m", async ({ payload, owner }: MappedContext<number[], number>) => {
      most = Math.max(most, ++inside);
      await work(payload);
      inside--;
      return owner.name;
    }, gpu)
    .state("send", ({ input }) => SendAll("m", input)).run([3, 1, 2], { clock });
  await clock.runAll();
  assert.deepEqual((await running).unwrap().m, ["x/m[0]", "x/m[1]", "x/m[2]"]);
  assert.deepEqual([most, clock.now()], [1, 6]);
});

Deno.test("a state with resources is refused where it is declared, if they can never be there", () => {
  const { pool } = gpuWorld();
  assert.throws(() => agent("x").state("a", gpu, () => 1), {
    name: "TypeError",
    message: `Cannot add state "a" to agent "x" as a state with 'resources' needs a pool: ` +
      `give the agent one, as its option 'pool'`,
  });
  const declare = (resources: unknown) => agent("x", { pool }).state("a", { resources: resources as never }, () => 1);
  assert.throws(() => declare({ gpu: 2 }), RequestTooLargeError);
  assert.throws(() => declare({ gpus: 1 }), RequestTooLargeError);
  assert.throws(() => declare({ gpu: -1 }), RangeError);
  assert.throws(() => declare({ amounts: { gpu: 1 }, timeoutMs: 0 }), RangeError);
  assert.throws(() => declare({ amounts: { gpu: 1 }, priority: NaN }), RangeError);
  assert.throws(() => declare("gpu"), TypeError);
  assert.throws(() => declare(null), TypeError);
  assert.throws(() => agent("x", { pool: {} as never }), {
    name: "TypeError",
    message: `Cannot begin agent "x" as 'pool' must be a ResourcePool of "puffinflow/resources"`,
  });
});

Deno.test("a pool that is disposed of fails the states that wait and those that ask", async () => {
  const { pool } = gpuWorld();
  await pool.acquire({ gpu: 1 });
  const x = agent("x", { pool }).state("a", gpu, () => 1);
  const waiting = x.run();
  pool[Symbol.dispose]();
  for (const result of [await waiting, await x.run()]) {
    assert.equal(result.status, "failed");
    assert.match(String(result.states.a.kind === "failed" && result.states.a.error), /disposed/);
  }
});

Deno.test("a condition that looks at the signal changes nothing: it is aborted when the resources are taken away", async () => {
  const { clock, pool, work } = gpuWorld({ queue: "priority", preemption: "lower-priority" });
  const when = ({ signal }: { readonly signal: AbortSignal }) => !signal.aborted;
  const running = agent("x", { pool }).state("a", { ...gpu, when }, async ({ signal }) => {
    await work(10);
    signal.throwIfAborted();
  }).run(undefined, { clock });
  const serving = pool.acquire({ gpu: 1 }, { priority: 1 });
  await clock.runAll();
  const result = await running;
  assert.ok(result.status === "failed" && result.error instanceof PreemptedError);
  (await serving).release();
});

Deno.test("a run's pool replaces the agent's, and is refused where there is none", () => {
  const { pool } = gpuWorld(), without = agent("x").state("a", () => 1);
  assert.throws(() => void without.run(undefined, { pool }), TypeError);
  const x = agent("x", { pool }).state("a", gpu, () => 1);
  assert.throws(() => void x.run(undefined, { pool: {} as never }), TypeError);
});
