import assert from "node:assert/strict";
import { Agent, agent, type ContextOf, mapped, type MappedContextOf, SendAll, state } from "puffinflow";
import {
  type Acquirable,
  DeadlockDetector,
  DeadlockError,
  DisposedError,
  gcra,
  leakyBucket,
  LeaseLock,
  LeaseLostError,
  Mutex,
  RateLimiter,
  ReadWriteLock,
  ReentrantLock,
  Semaphore,
} from "puffinflow/coordination";
import { ResourcePool } from "puffinflow/resources";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** A clock, and work that takes time and counts how many are at it. */
function world() {
  const clock = new SimulatedClock(), seen = { inside: 0, most: 0 };
  async function work(ms = 10): Promise<void> {
    seen.most = Math.max(seen.most, ++seen.inside);
    await new Promise<void>((resolve) => clock.after(ms, resolve));
    seen.inside--;
  }
  return { clock, seen, work };
}

/** Runs a state five times side by side, and says how many were inside at once and when all were done. */
async function fiveAtOnce(holds: (clock: SimulatedClock) => Acquirable): Promise<[most: number, untilMs: number]> {
  const { clock, seen, work } = world(), x = agent("x").state("a", { holds: [holds(clock)] }, () => work());
  const runs = [1, 2, 3, 4, 5].map(() => x.run(undefined, { clock }));
  await clock.runAll();
  for (const run of runs) assert.equal((await run).status, "completed");
  return [seen.most, clock.now()];
}

Deno.test("holds takes whatever can be acquired: locks, permits, sides, leases and turns", async () => {
  assert.deepEqual(await fiveAtOnce(() => new Mutex()), [1, 50]);
  assert.deepEqual(await fiveAtOnce(() => new Semaphore(2)), [2, 30]);
  assert.deepEqual(await fiveAtOnce(() => new Semaphore(5).several(2)), [2, 30]);
  assert.deepEqual(await fiveAtOnce(() => new ReadWriteLock().reading), [5, 10]);
  assert.deepEqual(await fiveAtOnce(() => new ReadWriteLock().writing), [1, 50]);
  assert.deepEqual(await fiveAtOnce(() => new ReentrantLock().entry), [1, 50]);
  assert.deepEqual(await fiveAtOnce((clock) => new LeaseLock({ ttlMs: 100, clock })), [1, 50]);
  const rule = leakyBucket({ limit: 1, periodMs: 20 });
  assert.deepEqual(await fiveAtOnce((clock) => new RateLimiter(rule, { clock }).turn()), [1, 90]);
});

Deno.test("holds is acquired in its order after the resources, and given back the other way round", async () => {
  const order: string[] = [];
  const thing = (name: string): Acquirable => ({
    tryAcquire: () => {
      order.push(`take ${name}`);
      return { release: () => void order.push(`give ${name}`) };
    },
    acquire: () => Promise.reject(new Error("never waits")),
  });
  const pool = new ResourcePool({ cpu: 1 });
  const first: Acquirable = {
    ...thing("a"),
    tryAcquire: (claim) => {
      assert.equal(pool.free.cpu, 0);
      return thing("a").tryAcquire(claim);
    },
  };
  const x = agent("x", { pool })
    .state("s", { holds: [first, thing("b")], resources: { cpu: 1 } }, () => void order.push("run"));
  assert.equal((await x.run()).status, "completed");
  assert.deepEqual(order, ["take a", "take b", "run", "give b", "give a"]);
  assert.equal(pool.free.cpu, 1);
});

Deno.test("what cannot be had whole is not kept in part", async () => {
  const { clock } = world(), free = new Mutex(), shut = new Mutex(), gone = new Mutex();
  gone[Symbol.dispose]();
  const hold = await shut.acquire();
  const refused = await agent("x").state("a", { holds: [free, gone] }, () => 1).run();
  assert.ok(refused.status === "failed" && refused.error instanceof DisposedError);
  assert.equal(free.isLocked, false);

  const run = agent("x").state("a", { holds: [free, shut, gone] }, () => 1).start(undefined, { clock });
  await clock.advance(1);
  assert.equal(free.isLocked, true);
  run.cancel();
  await run.result;
  await clock.advance(1);
  assert.deepEqual([free.isLocked, shut.waiting], [false, 0]);

  const late = agent("x").state("a", { holds: [shut, gone] }, () => 1).run(undefined, { clock });
  await clock.advance(1);
  hold.release();
  const result = await late;
  assert.ok(result.status === "failed" && result.error instanceof DisposedError);
  assert.equal(shut.isLocked, false);
});

Deno.test("what is given in the same moment in which the run ends is given back", async () => {
  const { clock } = world(), lock = new Mutex(), hold = await lock.acquire();
  const run = agent("x").state("a", { holds: [lock] }, () => 1).start(undefined, { clock });
  await clock.advance(1);
  hold.release();
  run.cancel();
  assert.equal((await run.result).status, "cancelled");
  await clock.advance(1);
  assert.equal(lock.isLocked, false);
});

Deno.test("a lease that ends aborts the state's signal, and the failure that follows is the lease's", async () => {
  const { clock } = world(), lock = new LeaseLock({ name: "leader", ttlMs: 20, clock });
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  const running = agent("x").state("lead", { holds: [lock] }, ({ signal }) => hang(signal)).run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.ok(result.status === "failed" && result.error instanceof LeaseLostError);
  assert.deepEqual([clock.now(), lock.isLocked], [20, false]);
});

Deno.test("a state that re-enters what it holds does so as its context's owner", async () => {
  const lock = new ReentrantLock();
  const x = agent("x").state("a", { holds: [lock.entry] }, ({ owner }) => lock.run(owner, () => lock.owner === owner));
  assert.equal((await x.run()).unwrap().a, true);
  assert.equal(lock.owner, null);
});

Deno.test("states that hold the same locks in different order are told apart by the detector, and all ends well", async () => {
  const { clock, work } = world(), detector = new DeadlockDetector();
  const a = new Mutex({ name: "a", detector }), b = new Mutex({ name: "b", detector });
  const errors: unknown[] = [];
  const retry = { maxAttempts: 2, retryOn: (error: unknown) => errors.push(error) > 0 };
  // Both have their first lock and wait for their second as soon as the doors open.
  const doors = [await b.acquire(), await a.acquire()];
  const x = agent("x").state("ab", { holds: [a, b], retry }, () => work())
    .state("ba", { holds: [b, a], retry }, () => work());
  const running = x.run(undefined, { clock });
  await clock.advance(1);
  doors.forEach((door) => door.release());
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.ok(errors.length === 1 && errors[0] instanceof DeadlockError);
  assert.deepEqual(errors[0].cycle.map(({ owner }) => owner.name).sort(), ["x/ab", "x/ba"]);
  assert.equal(detector.owners, 0);
});

Deno.test("methods hold what their decorators say", async () => {
  const { clock, seen, work } = world(), lock = new Mutex(), pool = new ResourcePool({ cpu: 1 }, { clock });
  class Letters extends Agent.over(agent("letters", { pool })) {
    @state({ holds: [lock], resources: { cpu: 1 } })
    async write() {
      await work();
    }

    @state({ holds: [lock] })
    async read() {
      await work();
      assert.equal(pool.free.cpu, 1);
    }

    @state({ after: ["write", "read"], to: ["send"] })
    post(_: ContextOf<Letters, "write">) {
      return SendAll("send", [1, 2]);
    }

    @mapped({ holds: [lock] })
    async send({ payload }: MappedContextOf<Letters, number>) {
      await work(payload);
    }
  }
  const running = new Letters().run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual([seen.most, clock.now(), lock.isLocked], [1, 23, false]);
});

Deno.test("holds is refused where it is declared, if it lists what cannot be held", () => {
  const lock = new Mutex();
  const declare = (holds: readonly unknown[]) => agent("x").state("a", { holds: holds as never }, () => 1);
  assert.throws(() => declare([lock, {}]), {
    name: "TypeError",
    message: `Cannot add state "a" to agent "x" as all that it 'holds' must have acquire() and tryAcquire(): ` +
      `number 1 has not`,
  });
  assert.throws(() => declare([null]), TypeError);
  assert.throws(() => declare([lock, new Mutex(), lock]), {
    name: "TypeError",
    message: `Cannot add state "a" to agent "x" as it can hold a thing only once: numbers 0 and 2 are one`,
  });
  assert.throws(() => new Semaphore(2).several(3), RangeError);
  assert.throws(() => new RateLimiter(gcra({ limit: 1, periodMs: 10, burst: 2 })).turn(3), RangeError);
});
