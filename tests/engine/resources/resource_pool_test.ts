import assert from "node:assert/strict";
import {
  type AcquireOptions,
  type Amounts,
  type Lease,
  type Placement,
  PoolDisposedError,
  type QueueKind,
  type QueuePolicy,
  RequestTooLargeError,
  ResourceLimitError,
  ResourcePool,
  type ResourcePoolOptions,
  ResourceTimeoutError,
  SimulatedClock,
} from "../../../src/engine/resources/mod.ts";
import { observed } from "./observed.ts";

const KINDS: readonly Exclude<QueueKind, "weighted">[] = [
  "fifo",
  "priority",
  "smallest-first",
  "deadline",
  "round-robin",
  "fair-share",
];

Deno.test("row 17: tryAcquire() answers at once on a full pool, whatever its queue and placement", async () => {
  for (const queue of KINDS) {
    for (const placement of ["first-fit", "best-fit", "worst-fit"] as const) {
      const pool = new ResourcePool({ cpu: 4 }, { queue, placement });
      using lease = await pool.acquire({ cpu: 4 });
      assert.equal(pool.tryAcquire({ cpu: 1 }), null);
      assert.equal(lease.isHeld, true);
      assert.equal(pool.waiting, 0);
    }
  }
});

Deno.test("row 17: acquire() takes no zero for an endless wait", () => {
  const pool = new ResourcePool({ cpu: 1 });
  assert.throws(() => pool.acquire({ cpu: 1 }, { timeoutMs: 0 }), { name: "RangeError", message: /tryAcquire\(\)/ });
});

Deno.test("row 18: two leases of one state's name give back four processors of four", async () => {
  const pool = new ResourcePool({ cpu: 4 }), owner = { agent: "digest", state: "fetch" };
  const first = await pool.acquire({ cpu: 1 }, { owner }), second = await pool.acquire({ cpu: 1 }, { owner });
  assert.equal(pool.free.cpu, 2);
  first.release();
  first.release();
  assert.equal(pool.free.cpu, 3);
  await second[Symbol.asyncDispose]();
  assert.equal(pool.free.cpu, 4);
});

Deno.test("ResourcePool counts thousandths, so that tenths add up", async () => {
  const pool = new ResourcePool({ cpu: 0.3 });
  const leases = await Promise.all([0.1, 0.1, 0.1].map((cpu) => pool.acquire({ cpu })));
  assert.equal(pool.free.cpu, 0);
  leases.forEach((lease) => lease.release());
  assert.equal((await pool.acquire({ cpu: 0.1 + 0.2 })).amounts.cpu, 0.3);
});

Deno.test("acquire() of nothing, or of zero of what no node has, needs nothing", async () => {
  const pool = new ResourcePool({ cpu: 1 });
  assert.deepEqual((await pool.acquire({})).amounts, {});
  assert.deepEqual((await pool.acquire({ gpu: 0, io: undefined })).amounts, {});
});

Deno.test("acquire() rejects with a RequestTooLargeError when no single node is large enough", async () => {
  const pool = new ResourcePool([
    { name: "left", capacity: { cpu: 4, gpu: 1 } },
    { name: "right", capacity: { cpu: 8 } },
  ]);
  const tooLarge: Amounts[] = [{ cpu: 9 }, { cpu: 5, gpu: 1 }, { "model-seats": 1 }];
  for (const amounts of tooLarge) {
    await assert.rejects(pool.acquire(amounts), RequestTooLargeError);
    assert.throws(() => pool.tryAcquire(amounts), RequestTooLargeError);
  }
  await assert.rejects(pool.acquire({ cpu: 9 }), {
    message: /9 cpu of "pool".*4 cpu, 1 gpu on "left"; 8 cpu, 0 gpu on "right"/,
  });
  assert.equal((await pool.acquire({ cpu: 4, gpu: 1 })).node, "left");
  assert.equal((await pool.acquire({ cpu: 8 })).node, "right");
});

Deno.test("placement chooses the first, the fullest or the emptiest node that fits", async () => {
  const nodes = [{ name: "a", capacity: { cpu: 8 } }, { name: "b", capacity: { cpu: 4 } }, {
    name: "c",
    capacity: { cpu: 16 },
  }];
  const chosen: Record<Placement, string> = { "first-fit": "a", "best-fit": "b", "worst-fit": "c" };
  for (const [placement, node] of Object.entries(chosen) as [Placement, string][]) {
    assert.equal((await new ResourcePool(nodes, { placement }).acquire({ cpu: 2 })).node, node);
  }
});

Deno.test("placement compares nodes by the resource they are shortest of", async () => {
  const nodes = [{ name: "cpu", capacity: { cpu: 100, memory: 4 } }, {
    name: "memory",
    capacity: { cpu: 10, memory: 100 },
  }];
  const pool = new ResourcePool(nodes, { placement: "worst-fit" });
  assert.equal((await pool.acquire({ cpu: 2, memory: 2 })).node, "memory");
});

async function orderOf(queue: QueuePolicy, requests: readonly [string, Amounts, AcquireOptions?][]): Promise<string> {
  const clock = new SimulatedClock(), pool = new ResourcePool({ cpu: 4 }, { queue, clock }), served: string[] = [];
  const first = await pool.acquire({ cpu: 4 });
  const waits = requests.map(([name, amounts, options]) =>
    pool.run(amounts, () => {
      served.push(name);
    }, options)
  );
  first.release();
  await Promise.all(waits);
  return served.join(" ");
}

Deno.test("queue fifo lets nobody slip past a large request", async () => {
  assert.equal(await orderOf("fifo", [["large", { cpu: 4 }], ["small", { cpu: 1 }]]), "large small");
});

Deno.test("queue smallest-first serves by size", async () => {
  const requests: [string, Amounts][] = [["large", { cpu: 4 }], ["middle", { cpu: 3 }], ["small", { cpu: 2 }]];
  assert.equal(await orderOf("smallest-first", requests), "small middle large");
});

Deno.test("queue deadline serves what is needed soonest, and without a deadline last", async () => {
  const requests: [string, Amounts, AcquireOptions?][] = [
    ["whenever", { cpu: 4 }],
    ["late", { cpu: 4 }, { deadlineMs: 90 }],
    ["soon", { cpu: 4 }, { timeoutMs: 50 }],
    ["now", { cpu: 4 }, { deadlineMs: 0 }],
  ];
  assert.equal(await orderOf("deadline", requests), "now soon late whenever");
});

Deno.test("queue round-robin lets a user with one request wait for one of each other user", async () => {
  const ask = (
    user: string,
    name: string,
  ): [string, Amounts, AcquireOptions] => [name, { cpu: 4 }, { owner: { user } }];
  const requests = [ask("a", "a1"), ask("a", "a2"), ask("a", "a3"), ask("b", "b1"), ask("b", "b2"), ask("c", "c1")];
  assert.equal(await orderOf("round-robin", requests), "a1 b1 c1 a2 b2 a3");
});

Deno.test("queue priority raises who waits, so that it is served before newcomers of higher priority", async () => {
  const clock = new SimulatedClock();
  const pool = new ResourcePool({ cpu: 1 }, { clock, queue: { kind: "priority", agingMs: 100 } });
  const holder = await pool.acquire({ cpu: 1 });
  const low = observed(pool.acquire({ cpu: 1 }, { priority: 0 }));
  await clock.advance(250);
  const high = observed(pool.acquire({ cpu: 1 }, { priority: 2 }));
  holder.release();
  await clock.advance(0);
  assert.equal(low.state, "fulfilled");
  assert.equal(high.state, "waiting");
  low.value!.release();
});

async function hoard(pool: ResourcePool, user: string, cpu: number): Promise<Lease[]> {
  return await Promise.all(Array.from({ length: cpu }, () => pool.acquire({ cpu: 1 }, { owner: { user } })));
}

Deno.test("queue fair-share counts what is held now, so that who gave back is not locked out", async () => {
  const pool = new ResourcePool({ cpu: 2 }, { queue: "fair-share" });
  for (let turn = 0; turn < 10; turn++) (await pool.acquire({ cpu: 2 }, { owner: { user: "ada" } })).release();
  const [one, two] = await hoard(pool, "grace", 2);
  const grace = observed(pool.acquire({ cpu: 1 }, { owner: { user: "grace" } }));
  const ada = observed(pool.acquire({ cpu: 1 }, { owner: { user: "ada" } }));
  one!.release();
  await Promise.resolve();
  assert.equal(ada.state, "fulfilled");
  assert.equal(grace.state, "waiting");
  two!.release();
});

Deno.test("queue weighted gives a user of weight two twice the share", async () => {
  const queue: QueuePolicy = { kind: "weighted", weights: { ada: 2 } }, users = ["ada", "grace"];
  const pool = new ResourcePool({ cpu: 6 }, { queue });
  const all = await pool.acquire({ cpu: 6 });
  for (const user of users) for (let i = 0; i < 6; i++) observed(pool.acquire({ cpu: 1 }, { owner: { user } }));
  all.release();
  const counts = users.map((user) => pool.leases.filter(({ owner }) => owner.user === user).length);
  assert.deepEqual(counts, [4, 2]);
});

Deno.test("acquire() rejects with a ResourceTimeoutError after timeoutMs, and lets those behind move up", async () => {
  const clock = new SimulatedClock(), pool = new ResourcePool({ cpu: 4 }, { clock, name: "cores" });
  using lease = await pool.acquire({ cpu: 2 });
  const large = observed(pool.acquire({ cpu: 4 }, { timeoutMs: 10 })), small = observed(pool.acquire({ cpu: 1 }));
  await clock.advance(9);
  assert.deepEqual([large.state, small.state], ["waiting", "waiting"]);
  await clock.advance(1);
  assert.ok(large.error instanceof ResourceTimeoutError);
  assert.match(large.error.message, /4 cpu of "cores".*10 ms/);
  assert.equal(small.state, "fulfilled");
  assert.equal(lease.isHeld, true);
});

Deno.test("acquire() rejects with the reason of a signal that is or gets aborted", async () => {
  const pool = new ResourcePool({ cpu: 1 }), controller = new AbortController();
  using _lease = await pool.acquire({ cpu: 1 });
  const wait = observed(pool.acquire({ cpu: 1 }, { signal: controller.signal }));
  controller.abort("enough");
  await Promise.resolve();
  assert.equal(wait.error, "enough");
  await assert.rejects(pool.acquire({ cpu: 1 }, { signal: controller.signal }), (reason) => reason === "enough");
  assert.equal(pool.waiting, 0);
});

Deno.test("acquire() rejects with a ResourceLimitError when maxWaiting requests wait", async () => {
  const pool = new ResourcePool({ cpu: 1 }, { maxWaiting: 1 });
  using _lease = await pool.acquire({ cpu: 1 });
  const wait = observed(pool.acquire({ cpu: 1 }));
  await assert.rejects(pool.acquire({ cpu: 1 }), ResourceLimitError);
  assert.equal(wait.state, "waiting");
});

Deno.test("a disposed pool turns away who waits and who comes, and takes back what is held", async () => {
  const pool = new ResourcePool({ cpu: 1 });
  const lease = await pool.acquire({ cpu: 1 }), wait = observed(pool.acquire({ cpu: 1 }));
  pool[Symbol.dispose]();
  await assert.rejects(pool.acquire({ cpu: 1 }), PoolDisposedError);
  assert.throws(() => pool.tryAcquire({ cpu: 1 }), PoolDisposedError);
  assert.ok(wait.error instanceof PoolDisposedError);
  lease.release();
  assert.equal(pool.free.cpu, 1);
});

Deno.test("run() gives back what it held when the function throws", async () => {
  const pool = new ResourcePool({ cpu: 1 });
  const failed = pool.run({ cpu: 1 }, () => {
    throw new Error("boom");
  });
  await assert.rejects(failed, /boom/);
  assert.equal(pool.free.cpu, 1);
});

Deno.test("a lease knows what it is, and what is read of the pool changes nothing in it", async () => {
  const pool = new ResourcePool({ cpu: 4 }), owner = { run: {}, user: "ada" }, amounts = { cpu: 2 };
  const lease = await pool.acquire(amounts, { owner, priority: 3 });
  amounts.cpu = 4;
  assert.deepEqual([lease.amounts, lease.owner, lease.priority, lease.node], [{ cpu: 2 }, owner, 3, "pool"]);
  assert.throws(() => Object.assign(pool.free, { cpu: 9 }), TypeError);
  assert.throws(() => Object.assign(pool.nodes[0]!.free, { cpu: 9 }), TypeError);
  lease.release();
  assert.equal(pool.free.cpu, 4);
});

Deno.test("a hundred thousand requests are served in the order in which they came", async () => {
  const waiters = 100_000, pool = new ResourcePool({ cpu: 1 }, { maxWaiting: waiters });
  const first = await pool.acquire({ cpu: 1 });
  let served = 0;
  const waits = Array.from({ length: waiters }, (_, i) =>
    pool.acquire({ cpu: 1 }).then((lease) => {
      if (served === i) served++;
      lease.release();
    }));
  first.release();
  await Promise.all(waits);
  assert.equal(served, waiters);
});

Deno.test("acquire() throws a RangeError for a number out of its bounds", () => {
  const pool = new ResourcePool({ cpu: 1 });
  for (const cpu of [-1, 0.0001, NaN, Infinity, 2 ** 53]) assert.throws(() => pool.acquire({ cpu }), RangeError);
  const options: AcquireOptions[] = [{ timeoutMs: -1 }, { timeoutMs: Infinity }, { deadlineMs: -1 }, { priority: NaN }];
  for (const option of options) assert.throws(() => pool.acquire({ cpu: 1 }, option), RangeError);
  assert.throws(() => pool.tryAcquire({ cpu: 1 }, { priority: Infinity }), RangeError);
  assert.equal(pool.held, 0);
});

Deno.test("ResourcePool throws a RangeError for an option out of its bounds", () => {
  const wrong: ResourcePoolOptions[] = [
    { maxWaiting: 0 },
    { heldTooLongMs: 0 },
    { queue: { kind: "priority", agingMs: 0 } },
    { queue: { kind: "weighted", weights: { ada: 0 } } },
    { queue: "lifo" as "fifo" },
    { placement: "no-fit" as "best-fit" },
  ];
  for (const options of wrong) assert.throws(() => new ResourcePool({ cpu: 1 }, options), RangeError);
  assert.throws(() => new ResourcePool([]), RangeError);
  assert.throws(() => new ResourcePool({ cpu: -1 }), RangeError);
  const twins = ["a", "a"].map((name) => ({ name, capacity: { cpu: 1 } }));
  assert.throws(() => new ResourcePool(twins), { message: /"a" is used twice/ });
  const huge = ["a", "b"].map((name) => ({ name, capacity: { memory: 6e12 } }));
  assert.throws(() => new ResourcePool(huge), RangeError);
});
