import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Lease,
  QuotaBook,
  QuotaExceededError,
  type QuotaRule,
  ResourceLimitError,
  type ResourceOwner,
  ResourcePool,
  type ResourceWarning,
  SimulatedClock,
} from "../../../src/engine/resources/mod.ts";
import { observed } from "./observed.ts";

const ADA: ResourceOwner = { user: "ada" };

function poolWith(rules: readonly QuotaRule[], cpu = 100) {
  const clock = new SimulatedClock(), quotas = new QuotaBook(rules, { clock }), warnings: ResourceWarning[] = [];
  const onWarning = (warning: ResourceWarning) => warnings.push(warning);
  return { clock, quotas, warnings, pool: new ResourcePool({ cpu, gpu: 8 }, { clock, quotas, onWarning }) };
}

Deno.test("a hard quota refuses at once what would exceed it, and tells whose it is", async () => {
  const { pool, quotas } = poolWith([{ scope: "user", policy: "hard", limit: { cpu: 2 } }]);
  using _lease = await pool.acquire({ cpu: 1.5 }, { owner: ADA });
  const refused = await pool.acquire({ cpu: 1 }, { owner: ADA }).catch((error) => error);
  assert.ok(refused instanceof QuotaExceededError);
  assert.deepEqual(refused.finding, {
    scope: "user",
    owner: "ada",
    policy: "hard",
    resource: "cpu",
    requested: 1,
    used: 1.5,
    limit: 2,
  });
  assert.throws(() => pool.tryAcquire({ cpu: 1 }, { owner: ADA }), QuotaExceededError);
  assert.equal(quotas.refusals, 2);
  (await pool.acquire({ cpu: 1, gpu: 8 }, { owner: { user: "grace" } })).release();
});

Deno.test("a quota counts what is waited for, and gives it back when the wait ends early or the lease is released", async () => {
  const { pool, quotas, clock } = poolWith([{ scope: "user", policy: "hard", limit: { cpu: 3 } }], 1);
  const lease = await pool.acquire({ cpu: 1 }, { owner: ADA }), controller = new AbortController();
  observed(pool.acquire({ cpu: 1 }, { owner: ADA, signal: controller.signal }));
  observed(pool.acquire({ cpu: 1 }, { owner: ADA, timeoutMs: 5 }));
  assert.equal(quotas.used("user", ADA).cpu, 3);
  await assert.rejects(pool.acquire({ cpu: 1 }, { owner: ADA }), QuotaExceededError);
  controller.abort();
  await clock.advance(5);
  assert.equal(quotas.used("user", ADA).cpu, 1);
  lease.release();
  lease.release();
  assert.deepEqual(quotas.used("user", ADA), {});
});

Deno.test("a quota charges nothing where another one refuses, or the pool does", async () => {
  const { pool, quotas } = poolWith([
    { scope: "global", policy: "hard", limit: { cpu: 9 } },
    { scope: "state", policy: "hard", limit: { cpu: 1 } },
  ], 4);
  await assert.rejects(pool.acquire({ cpu: 2 }, { owner: { state: "fetch" } }), QuotaExceededError);
  await assert.rejects(pool.acquire({ cpu: 5 }), { name: "RequestTooLargeError" });
  using _all = await pool.acquire({ gpu: 8 });
  assert.equal(pool.tryAcquire({ gpu: 1 }), null);
  assert.deepEqual(quotas.used("global"), {});
});

Deno.test("quotas of a scope are counted within the scopes around it", async () => {
  const { pool } = poolWith([{ scope: "agent", policy: "hard", limit: { cpu: 1 } }]);
  const owner = { user: "ada", workflow: "daily", agent: "digest", state: "fetch" };
  using _lease = await pool.acquire({ cpu: 1 }, { owner });
  await assert.rejects(pool.acquire({ cpu: 1 }, { owner: { ...owner, state: "words" } }), QuotaExceededError);
  using _weekly = await pool.acquire({ cpu: 1 }, { owner: { ...owner, workflow: "weekly" } });
  using _grace = await pool.acquire({ cpu: 1 }, { owner: { ...owner, user: "grace" } });
  assert.equal(pool.held, 3);
});

Deno.test("a quota of one named owner leaves the others alone, and all count in a global one", async () => {
  const { pool } = poolWith([
    { scope: "user", of: "ada", policy: "hard", limit: { cpu: 1 } },
    { scope: "global", policy: "hard", limit: { cpu: 4 } },
  ]);
  await assert.rejects(pool.acquire({ cpu: 2 }, { owner: ADA }), { message: /hard quota of user "ada"/ });
  using _lease = await pool.acquire({ cpu: 3 }, { owner: { user: "grace" } });
  await assert.rejects(pool.acquire({ cpu: 2 }), { message: /hard quota of all.*3 of 4 are used/ });
});

Deno.test("a soft quota warns and gives; a burst quota does so up to one and a half times its limit", async () => {
  for (const policy of ["soft", "burst"] as const) {
    const { pool, warnings } = poolWith([{ scope: "user", policy, limit: { cpu: 2 } }]);
    using _two = await pool.acquire({ cpu: 2 }, { owner: ADA });
    assert.equal(warnings.length, 0);
    using _third = await pool.acquire({ cpu: 1 }, { owner: ADA });
    assert.deepEqual(warnings.map(({ kind }) => kind), ["quota-exceeded"]);
    const fourth = observed(pool.acquire({ cpu: 0.5 }, { owner: ADA }));
    await Promise.resolve();
    assert.equal(fourth.state, policy === "soft" ? "fulfilled" : "rejected");
  }
});

Deno.test("a rate quota counts what was taken in a window, given back or not, and starts anew with the next", async () => {
  const { pool, clock, quotas } = poolWith([{ scope: "user", policy: "rate", limit: { cpu: 2 }, windowMs: 1_000 }], 2);
  const lease = await pool.acquire({ cpu: 2 }, { owner: ADA });
  lease.release();
  await assert.rejects(pool.acquire({ cpu: 1 }, { owner: ADA }), QuotaExceededError);
  await clock.advance(1_000);
  assert.deepEqual(quotas.used("user", ADA), {});
  using _next = await pool.acquire({ cpu: 1 }, { owner: ADA });
  // What was never had is not counted.
  const controller = new AbortController(), held = await pool.acquire({ cpu: 1 });
  observed(pool.acquire({ cpu: 1 }, { owner: ADA, signal: controller.signal }));
  controller.abort();
  assert.equal(quotas.used("user", ADA).cpu, 1);
  held.release();
});

Deno.test("what was charged in a window that is over is not taken from the next one", async () => {
  const { pool, clock, quotas } = poolWith([{ scope: "user", policy: "rate", limit: { cpu: 2 } }], 1);
  const controller = new AbortController();
  using _lease = await pool.acquire({ cpu: 1 });
  observed(pool.acquire({ cpu: 1 }, { owner: ADA, signal: controller.signal }));
  await clock.advance(60_000);
  observed(pool.acquire({ cpu: 1 }, { owner: ADA }));
  controller.abort();
  assert.equal(quotas.used("user", ADA).cpu, 1);
});

Deno.test("a book of quotas counts over all pools that share it", async () => {
  const quotas = new QuotaBook([{ scope: "user", policy: "hard", limit: { cpu: 2 } }]);
  const [left, right] = [new ResourcePool({ cpu: 4 }, { quotas }), new ResourcePool({ cpu: 4 }, { quotas })];
  using _lease = await left!.acquire({ cpu: 2 }, { owner: ADA });
  await assert.rejects(right!.acquire({ cpu: 1 }, { owner: ADA }), QuotaExceededError);
});

Deno.test("QuotaBook keeps at most maxOwners accounts, and none of who has nothing", async () => {
  const quotas = new QuotaBook([{ scope: "user", policy: "hard", limit: { cpu: 2 } }], { maxOwners: 1 });
  const pool = new ResourcePool({ cpu: 9 }, { quotas });
  const lease = await pool.acquire({ cpu: 1 }, { owner: ADA });
  await assert.rejects(pool.acquire({ cpu: 1 }, { owner: { user: "grace" } }), ResourceLimitError);
  lease.release();
  (await pool.acquire({ cpu: 1 }, { owner: { user: "grace" } })).release();
});

Deno.test("QuotaBook throws a RangeError for a rule that cannot be", () => {
  const wrong: QuotaRule[] = [
    { scope: "user", policy: "hard", limit: { cpu: -1 } },
    { scope: "user", policy: "burst", limit: { cpu: 1 }, burstRatio: 0.5 },
    { scope: "user", policy: "rate", limit: { cpu: 1 }, windowMs: 0 },
    { scope: "global", of: "ada", policy: "hard", limit: { cpu: 1 } },
  ];
  for (const rule of wrong) assert.throws(() => new QuotaBook([rule]), RangeError);
  assert.throws(() => new QuotaBook([], { maxOwners: 0 }), RangeError);
});

Deno.test("quotas always say what is held and waited for, whatever is asked, released and aborted", async () => {
  const step = fc.record({
    kind: fc.constantFrom("acquire", "acquire", "release", "abort"),
    user: fc.constantFrom("ada", "grace"),
    tenths: fc.integer({ min: 1, max: 30 }),
    pick: fc.nat(30),
  });
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
    const { pool, quotas } = poolWith([{ scope: "user", policy: "hard", limit: { cpu: 5 } }], 4);
    const asked: { user: string; tenths: number; seen: { state: string; value?: Lease }; stop: AbortController }[] = [];
    for (const { kind, user, tenths, pick } of steps) {
      const picked = asked[pick % Math.max(asked.length, 1)], stop = new AbortController();
      if (kind === "release") picked?.seen.value?.release();
      else if (kind === "abort") picked?.stop.abort();
      else {
        const wait = pool.acquire({ cpu: tenths / 10 }, { owner: { user }, signal: stop.signal });
        asked.push({ user, tenths, seen: observed(wait), stop });
      }
      await Promise.resolve();
      for (const name of ["ada", "grace"]) {
        const theirs = asked.filter(({ user, seen }) =>
          user === name && (seen.state === "waiting" || seen.value?.isHeld === true)
        );
        const sum = theirs.reduce((sum, { tenths }) => sum + tenths, 0) / 10;
        assert.equal(quotas.used("user", { user: name }).cpu ?? 0, sum);
        assert.ok(sum <= 5);
      }
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
