import assert from "node:assert/strict";
import { Mutex } from "../../../src/engine/coordination/mod.ts";
import {
  DeadlockDetector,
  DeadlockError,
  type Owner,
  type QueuePolicy,
  ResourcePool,
  SimulatedClock,
} from "../../../src/engine/resources/mod.ts";
import type { Random } from "../../../src/random/random.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { type Observed, observed } from "./observed.ts";
import { type ReducedClaim, type ReducedThing, stuckIn } from "./reduction.ts";

const tasksOf = (count: number): Owner[] => Array.from({ length: count }, (_, i) => ({ name: `task ${i}` }));

Deno.test("a pool with a detector ends the wait that closes a circle of requests, and tells the whole circle", async () => {
  const detector = new DeadlockDetector(), [ada, grace] = tasksOf(2);
  const pool = new ResourcePool({ cpu: 4, gpu: 1 }, { name: "machine", detector });
  using _processors = await pool.acquire({ cpu: 3 }, { owner: { task: ada } });
  const card = await pool.acquire({ gpu: 1 }, { owner: { task: grace } });
  const waiting = observed(pool.acquire({ gpu: 1 }, { owner: { task: ada } }));
  await assert.rejects(pool.acquire({ cpu: 2 }, { owner: { task: grace } }), (error) => {
    assert(error instanceof DeadlockError);
    assert.equal(error.resource, "machine");
    assert.deepEqual(error.cycle, [{ owner: grace, waitsFor: "machine" }, { owner: ada, waitsFor: "machine" }]);
    return true;
  });
  assert.equal(waiting.state, "waiting");
  card.release();
  await Promise.resolve();
  waiting.value!.release();
});

Deno.test("a pool with a detector names a lock in the circle, and nobody who is not in the way", async () => {
  const detector = new DeadlockDetector(), [ada, grace, linus] = tasksOf(3);
  const pool = new ResourcePool({ cpu: 1, gpu: 1 }, { detector }), lock = new Mutex({ name: "lock", detector });
  await lock.acquire({ owner: grace! });
  await pool.acquire({ cpu: 1 }, { owner: { task: linus } });
  await pool.acquire({ gpu: 1 }, { owner: { task: ada } });
  observed(lock.acquire({ owner: linus! }));
  observed(lock.acquire({ owner: ada! }));
  await assert.rejects(pool.acquire({ gpu: 1 }, { owner: { task: grace } }), (error) => {
    assert(error instanceof DeadlockError);
    assert.deepEqual(error.cycle, [{ owner: grace, waitsFor: "pool" }, { owner: ada, waitsFor: "lock" }]);
    return true;
  });
});

Deno.test("a pool with a detector lets a wait be that somebody outside the circle can end", async () => {
  const detector = new DeadlockDetector(), [ada, grace, linus] = tasksOf(3);
  const pool = new ResourcePool({ gpu: 2 }, { detector }), lock = new Mutex({ detector });
  await pool.acquire({ gpu: 1 }, { owner: { task: ada } });
  const outside = await pool.acquire({ gpu: 1 }, { owner: { task: linus } });
  await lock.acquire({ owner: grace! });
  observed(lock.acquire({ owner: ada! }));
  const waiting = observed(pool.acquire({ gpu: 1 }, { owner: { task: grace } }));
  await Promise.resolve();
  assert.equal(waiting.state, "waiting");
  outside.release();
  await Promise.resolve();
  assert.equal(waiting.state, "fulfilled");
});

Deno.test("a pool with a detector refuses a task that waits for two things, and charges it nothing", async () => {
  const detector = new DeadlockDetector(), [ada] = tasksOf(1);
  const pool = new ResourcePool({ gpu: 1 }, { detector });
  await pool.acquire({ gpu: 1 });
  observed(pool.acquire({ gpu: 1 }, { owner: { task: ada } }));
  assert.throws(() => pool.acquire({ gpu: 1 }, { owner: { task: ada } }), RangeError);
  assert.equal(pool.waiting, 1);
  pool[Symbol.dispose]();
  assert.equal(detector.owners, 0);
});

Deno.test("a pool that preempts takes no detector", () => {
  assert.throws(
    () => new ResourcePool({ gpu: 1 }, { preemption: "lower-priority", detector: new DeadlockDetector() }),
    RangeError,
  );
});

/** Capacities and orders of the things of a random world; the last one is a lock. */
const THINGS: readonly { readonly nodes: readonly (readonly number[])[]; readonly queue: QueuePolicy | "lock" }[] = [
  { nodes: [[3, 2], [2, 1]], queue: "fifo" },
  { nodes: [[2, 2]], queue: { kind: "priority", agingMs: 1e9 } },
  { nodes: [[2, 1], [1, 2]], queue: "fair-share" },
  { nodes: [[1, 0]], queue: "lock" },
];

interface BookedClaim extends ReducedClaim {
  readonly priority: number;
  readonly real: Observed<{ release(): void; readonly node?: string }>;
}

/** Pools and a lock with one detector, and what is known of them from outside. */
class World {
  readonly detector = new DeadlockDetector();
  readonly #things: readonly ReducedThing[];
  readonly #real: readonly (ResourcePool | Mutex)[];
  claims: BookedClaim[] = [];

  constructor(things: readonly number[]) {
    const { detector } = this, clock = new SimulatedClock();
    this.#things = things.map((i) => ({ nodes: THINGS[i]!.nodes, isOrdered: THINGS[i]!.queue !== "fair-share" }));
    this.#real = things.map((i) => {
      const { nodes, queue } = THINGS[i]!;
      if (queue === "lock") return new Mutex({ detector });
      const named = nodes.map(([a, b], node) => ({ name: String(node), capacity: { a, b } }));
      return new ResourcePool(named, { clock, detector, queue });
    });
  }

  get size(): number {
    return this.#things.length;
  }

  get waiting(): BookedClaim[] {
    return this.claims.filter(({ real }) => real.state === "waiting");
  }

  get held(): BookedClaim[] {
    return this.claims.filter(({ real }) => real.state === "fulfilled");
  }

  /** Claims that would be stuck if nobody stepped in. */
  get stuck(): ReducedClaim[] {
    const lines = this.#things.map((_, i) =>
      this.waiting.filter(({ thing }) => thing === i).toSorted((x, y) =>
        THINGS[1]!.nodes === this.#things[i]!.nodes ? y.priority - x.priority : 0
      )
    );
    const held = this.held.map((claim) => ({ claim, node: Number(claim.real.value!.node ?? 0) }));
    return stuckIn({ things: this.#things, held, lines });
  }

  /** Makes a claim; tells how many would be stuck, and how many waits the detector ended. */
  async acquire(claim: Omit<BookedClaim, "real">): Promise<{ stuck: number; errors: DeadlockError[] }> {
    const thing = this.#real[claim.thing]!, [a, b] = claim.need, task = claim.task as Owner | null;
    const pending: Observed<never> = { state: "waiting" };
    const promise = thing instanceof Mutex
      ? thing.acquire(task === null ? {} : { owner: task })
      : thing.acquire({ a, b }, { priority: claim.priority, ...(task !== null && { owner: { task } }) });
    // Whether it waits is known before anything settles: pools and locks count their lines at once.
    this.claims.push({ ...claim, real: pending });
    const { stuck } = this;
    this.claims.pop();
    this.claims.push({ ...claim, real: observed<{ release(): void; readonly node?: string }>(promise) });
    const errors = await this.settle();
    const wasMetAtOnce = errors.length === 0 && this.claims.at(-1)!.real.state === "fulfilled";
    return { stuck: wasMetAtOnce ? 0 : stuck.length, errors };
  }

  async settle(): Promise<DeadlockError[]> {
    for (let turn = 0; turn < 3; turn++) await null;
    const errors = this.claims.flatMap(({ real: { error } }) => error === undefined ? [] : [error as DeadlockError]);
    for (const error of errors) assert(error instanceof DeadlockError, String(error));
    this.claims = this.claims.filter(({ real }) => real.state !== "rejected");
    return errors;
  }

  async release(claim: BookedClaim): Promise<void> {
    this.claims = this.claims.filter((other) => other !== claim);
    claim.real.value!.release();
    assert.deepEqual(await this.settle(), []);
  }
}

/** Takes a step: a claim of a task that does not wait, or the release of one; gives the deadlocks there were. */
async function step(world: World, { random, tasks }: { readonly random: Random; readonly tasks: readonly Owner[] }) {
  const task = random.below(12) === 0 ? null : tasks[random.below(tasks.length)]!;
  if (task !== null && world.waiting.some((claim) => claim.task === task)) return 0;
  const held = world.held.filter((claim) => claim.task === task);
  if (held.length > 0 && random.below(4) === 0) {
    await world.release(held[random.below(held.length)]!);
    return 0;
  }
  const thing = random.below(world.size), priority = random.below(3);
  const need = thing === world.size - 1 ? [1, 0] : [[1, 0], [2, 0], [0, 1], [1, 1], [2, 1]][random.below(5)]!;
  const { stuck, errors } = await world.acquire({ task, thing, need, priority });
  assert.equal(errors.length > 0, stuck > 0);
  assert.deepEqual(world.stuck, [], "nobody is left behind");
  return errors.length;
}

for (const things of [[0, 3], [1, 3], [2, 3], [0, 1, 2, 3]]) {
  Deno.test(`a detector agrees with the reduction of 250 random worlds of pools and a lock (${things})`, async () => {
    let deadlocks = 0;
    for (let seed = 1; seed <= 250; seed++) {
      const random = randomFromSeed(seed), tasks = tasksOf(2 + random.below(4)), world = new World(things);
      for (let i = 0; i < 40; i++) deadlocks += await step(world, { random, tasks });
      for (let claim = world.held[0]; claim !== undefined; claim = world.held[0]) await world.release(claim);
      assert.deepEqual([world.claims.length, world.detector.owners], [0, 0]);
    }
    assert(deadlocks > 100, `${deadlocks} deadlocks are enough to judge by`);
  });
}
