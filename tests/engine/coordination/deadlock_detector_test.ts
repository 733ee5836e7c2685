import assert from "node:assert/strict";
import {
  DeadlockDetector,
  DeadlockError,
  Mutex,
  type Owner,
  type Permit,
  ReadWriteLock,
  ReentrantLock,
  Semaphore,
  type VictimPolicy,
} from "../../../src/engine/coordination/mod.ts";
import type { Random } from "../../../src/random/random.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { type Observed, observed } from "./observed.ts";
import { type BookedClaim, WaitBooks } from "./wait_books.ts";

const ownersOf = (count: number): Owner[] => Array.from({ length: count }, (_, i) => ({ name: `owner ${i}` }));

/** Owners who each hold a lock and wait for the next one's, all but the last. */
async function chain(count: number, detector: DeadlockDetector) {
  const owners = ownersOf(count);
  const locks = owners.map((_, i) => new Mutex({ name: `lock ${i}`, detector }));
  const permits = await Promise.all(locks.map((lock, i) => lock.acquire({ owner: owners[i]! })));
  const waits = owners.slice(0, -1).map((owner, i) => observed(locks[i + 1]!.acquire({ owner, priority: i })));
  return { owners, locks, permits, waits };
}

Deno.test("DeadlockDetector ends the wait that closes a circle, and tells the whole circle", async () => {
  const detector = new DeadlockDetector();
  const { owners, locks, permits, waits } = await chain(3, detector);
  assert.equal(waits.every(({ state }) => state === "waiting"), true);
  await assert.rejects(locks[0]!.acquire({ owner: owners[2]! }), (error) => {
    assert(error instanceof DeadlockError);
    assert.equal(error.code, "deadlock");
    assert.equal(error.resource, "lock 0");
    assert.deepEqual(error.cycle, [
      { owner: owners[2], waitsFor: "lock 0" },
      { owner: owners[0], waitsFor: "lock 1" },
      { owner: owners[1], waitsFor: "lock 2" },
    ]);
    assert.match(
      error.message,
      /"owner 2" waits for "lock 0", "owner 0" waits for "lock 1", "owner 1" waits for "lock 2"/,
    );
    return true;
  });
  for (const permit of permits.toReversed()) permit.release();
  await Promise.resolve();
  for (const { value } of waits) value?.release();
  await Promise.resolve();
  for (const { value } of waits) value?.release();
  assert.equal(detector.owners, 0);
});

Deno.test("DeadlockDetector finds an owner who waits for itself", async () => {
  const lock = new Mutex({ detector: new DeadlockDetector() }), owner = { name: "ada" };
  using _permit = await lock.acquire({ owner });
  await assert.rejects(lock.acquire({ owner }), (error) => {
    assert(error instanceof DeadlockError);
    assert.deepEqual(error.cycle, [{ owner, waitsFor: "mutex" }]);
    return true;
  });
});

Deno.test("DeadlockDetector follows chains that are longer than the call stack", async () => {
  const detector = new DeadlockDetector();
  const { owners, locks } = await chain(20_000, detector);
  await assert.rejects(locks[0]!.acquire({ owner: owners.at(-1)! }), (error) => {
    assert(error instanceof DeadlockError);
    assert.equal(error.cycle.length, 20_000);
    return true;
  });
});

const victims: Record<VictimPolicy, number> = { requester: 2, youngest: 3, oldest: 0, "lowest-priority": 1 };
for (const [policy, expected] of Object.entries(victims)) {
  Deno.test(`DeadlockDetector ends the wait of the victim that is "${policy}", and the others go on`, async () => {
    const detector = new DeadlockDetector({ victim: policy as VictimPolicy });
    const owners = ownersOf(4), priorities = [2, 0, 1, 3];
    const locks = owners.map((_, i) => new Mutex({ name: `lock ${i}`, detector }));
    const held: Permit[] = [];
    for (const [i, lock] of locks.entries()) held.push(await lock.acquire({ owner: owners[i]! }));
    const waits: Observed<Permit>[] = [];
    for (const i of [0, 1, 3, 2]) {
      waits[i] = observed(locks[(i + 1) % 4]!.acquire({ owner: owners[i]!, priority: priorities[i]! }));
    }
    await Promise.resolve();
    assert.deepEqual(
      waits.map(({ state }) => state),
      waits.map((_, i) => i === expected ? "rejected" : "waiting"),
    );
    assert(waits[expected]!.error instanceof DeadlockError);
    held[expected]!.release();
    // Whoever waited for the victim's lock has it now, finishes, and lets the one before go on.
    for (let turn = 1; turn < 4; turn++) {
      await Promise.resolve();
      const owner = (expected + 4 - turn) % 4;
      assert.equal(waits[owner]!.state, "fulfilled");
      waits[owner]!.value!.release();
      held[owner]!.release();
    }
    assert.equal(detector.owners, 0);
  });
}

Deno.test("DeadlockDetector takes a circle around a semaphore for no deadlock while somebody outside can release", async () => {
  const detector = new DeadlockDetector();
  const slots = new Semaphore(2, { name: "slots", detector }), lock = new Mutex({ name: "lock", detector });
  const [ada, grace, linus] = ownersOf(3);
  const outside = await slots.acquire({ owner: linus! });
  const slot = await slots.acquire({ owner: ada! });
  const permit = await lock.acquire({ owner: grace! });
  const adaWaits = observed(lock.acquire({ owner: ada! }));
  const graceWaits = observed(slots.acquire({ owner: grace! }));
  await Promise.resolve();
  assert.equal(graceWaits.state, "waiting", "ada and grace wait for each other, but linus will release a slot");
  outside.release();
  await Promise.resolve();
  assert.equal(graceWaits.state, "fulfilled");
  graceWaits.value!.release();
  permit.release();
  slot.release();
  await Promise.resolve();
  adaWaits.value!.release();
  assert.equal(detector.owners, 0);
});

Deno.test("DeadlockDetector finds a deadlock around a semaphore once nobody outside is left", async () => {
  const detector = new DeadlockDetector();
  const slots = new Semaphore(2, { name: "slots", detector }), lock = new Mutex({ name: "lock", detector });
  const [ada, grace, linus] = ownersOf(3);
  await slots.acquire({ owner: linus! });
  await slots.acquire({ owner: ada! });
  await lock.acquire({ owner: grace! });
  const adaWaits = observed(lock.acquire({ owner: ada! }));
  const graceWaits = observed(slots.acquire({ owner: grace! }));
  await assert.rejects(lock.acquire({ owner: linus! }), (error) => {
    assert(error instanceof DeadlockError);
    assert.deepEqual(error.cycle.map(({ owner }) => owner), [linus, grace]);
    return true;
  });
  assert.deepEqual([adaWaits.state, graceWaits.state], ["waiting", "waiting"]);
});

Deno.test("DeadlockDetector sees that a line must not be overtaken: a small claim waits for the large one in front", async () => {
  const detector = new DeadlockDetector();
  const slots = new Semaphore(2, { name: "slots", detector }), lock = new Mutex({ name: "lock", detector });
  const [ada, grace, linus] = ownersOf(3);
  await slots.acquire({ owner: ada! });
  await lock.acquire({ owner: linus! });
  observed(slots.acquire({ owner: grace!, units: 2 }));
  observed(slots.acquire({ owner: linus! }));
  await assert.rejects(lock.acquire({ owner: ada! }), (error) => {
    assert(error instanceof DeadlockError);
    assert.deepEqual(error.cycle.map(({ owner }) => owner.name), ["owner 0", "owner 2"]);
    return true;
  }, "a slot is free, but linus stands behind grace, who waits for ada's");
});

Deno.test("DeadlockDetector finds two readers who both wait to write, and an owner of a re-entrant lock", async () => {
  const detector = new DeadlockDetector(), [ada, grace] = ownersOf(2);
  const table = new ReadWriteLock({ name: "table", detector });
  await table.acquireRead({ owner: ada! });
  const reading = await table.acquireRead({ owner: grace! });
  observed(table.acquireWrite({ owner: ada! }));
  await assert.rejects(table.acquireWrite({ owner: grace! }), DeadlockError);
  reading.release();

  const file = new ReentrantLock({ name: "file", detector });
  await file.acquire(grace!);
  await file.acquire(grace!);
  const log = new Mutex({ name: "log", detector }), linus = { name: "linus" };
  await log.acquire({ owner: linus });
  observed(file.acquire(linus));
  await assert.rejects(log.acquire({ owner: grace! }), DeadlockError);
});

Deno.test("DeadlockDetector counts on claims in nobody's name to end", async () => {
  const detector = new DeadlockDetector();
  const a = new Mutex({ detector }), b = new Mutex({ detector }), owner = { name: "ada" };
  const permits = [await a.acquire(), await b.acquire({ owner })];
  const waits = [observed(a.acquire({ owner })), observed(b.acquire())];
  await Promise.resolve();
  assert.deepEqual(waits.map(({ state }) => state), ["waiting", "waiting"]);
  permits.forEach((permit) => permit.release());
  await Promise.resolve();
  waits.forEach(({ value }) => value!.release());
  assert.equal(detector.owners, 0);
});

Deno.test("DeadlockDetector forgets an owner who holds nothing and gives up waiting", async () => {
  const detector = new DeadlockDetector(), controller = new AbortController();
  const lock = new Mutex({ detector });
  await lock.acquire({ owner: { name: "ada" } });
  const waiting = observed(lock.acquire({ owner: { name: "grace" }, signal: controller.signal }));
  assert.equal(detector.owners, 2);
  controller.abort("enough");
  await Promise.resolve();
  assert.equal(waiting.error, "enough");
  assert.equal(detector.owners, 1);
});

Deno.test("DeadlockDetector refuses an owner who waits for two things at once", async () => {
  const detector = new DeadlockDetector(), owner = { name: "ada" };
  const a = new Mutex({ name: "a", detector }), b = new Mutex({ name: "b", detector });
  const c = new ReentrantLock({ name: "c", detector });
  await Promise.all([a.acquire(), b.acquire(), c.acquire({ name: "grace" })]);
  observed(a.acquire({ owner }));
  assert.throws(() => b.acquire({ owner }), {
    name: "RangeError",
    message: `Cannot wait for "b" as an owner must wait for one thing at a time: "ada" waits for "a" ` +
      `(give tasks that run side by side owners of their own)`,
  });
  assert.throws(() => c.acquire(owner), RangeError);
});

/** Locks with a detector, and the books about them. */
class World {
  readonly books: WaitBooks;
  readonly #semaphores: Semaphore[];
  readonly #real = new Map<BookedClaim, Observed<Permit>>();

  constructor(units: readonly number[], victim: VictimPolicy) {
    const detector = new DeadlockDetector({ victim });
    this.books = new WaitBooks(units);
    this.#semaphores = units.map((permits, i) => new Semaphore(permits, { name: String(i), detector }));
  }

  /** Makes a claim in the books and in reality, and tells what the detector rejected. */
  async acquire(claim: BookedClaim): Promise<DeadlockError[]> {
    const { owner, resource, units, priority } = claim;
    this.books.join(claim);
    this.books.serve();
    const options = owner === null ? { units, priority } : { units, priority, owner };
    this.#real.set(claim, observed(this.#semaphores[resource]!.acquire(options)));
    return await this.#settle();
  }

  async release(claim: BookedClaim): Promise<void> {
    this.books.remove(claim);
    this.books.serve();
    this.#real.get(claim)!.value!.release();
    this.#real.delete(claim);
    assert.deepEqual(await this.#settle(), []);
  }

  async #settle(): Promise<DeadlockError[]> {
    for (let turn = 0; turn < 3; turn++) await null;
    const errors: DeadlockError[] = [];
    for (const [claim, { state, error }] of this.#real) {
      if (state !== "rejected") continue;
      assert(error instanceof DeadlockError);
      errors.push(error);
      this.#real.delete(claim);
      this.books.remove(claim);
    }
    this.books.serve();
    for (const [claim, { state }] of this.#real) {
      assert.equal(state === "fulfilled", this.books.held.includes(claim));
    }
    return errors;
  }
}

interface Draw {
  readonly random: Random;
  readonly owners: readonly Owner[];
  readonly books: WaitBooks;
}

/** Draws what happens next: a claim of somebody who does not wait, or the release of one. */
function drawStep({ random, owners, books }: Draw): { claim: BookedClaim; kind: "acquire" | "release" } | null {
  const owner = random.below(12) === 0 ? null : owners[random.below(owners.length)]!;
  if (owner !== null && books.waitOf(owner) !== undefined) return null;
  const held = books.held.filter((claim) => claim.owner === owner);
  if (held.length > 0 && random.below(4) === 0) return { claim: held[random.below(held.length)]!, kind: "release" };
  const resource = random.below(books.units.length);
  const units = 1 + random.below(books.units[resource]!);
  return { claim: { owner, resource, units, priority: random.below(3) }, kind: "acquire" };
}

Deno.test("DeadlockDetector agrees with Tarjan's components on 1,000 random graphs of mutexes", async () => {
  let deadlocks = 0;
  for (let seed = 1; seed <= 1_000; seed++) {
    const random = randomFromSeed(seed), owners = ownersOf(2 + random.below(5));
    const world = new World(new Array(2 + random.below(5)).fill(1), "requester"), { books } = world;
    for (let step = 0; step < 40; step++) {
      const drawn = drawStep({ random, owners, books });
      if (drawn === null || drawn.claim.owner === null) continue;
      const { kind, claim } = drawn;
      if (kind === "release") await world.release(claim);
      else {
        const foreseen = books.with(claim);
        const isDeadlock = foreseen.waitOf(claim.owner!) === claim && foreseen.isInCircle(claim.owner!);
        const errors = await world.acquire(claim);
        assert.equal(errors.length, isDeadlock ? 1 : 0, `seed ${seed}, step ${step}`);
        if (isDeadlock) deadlocks++;
      }
    }
  }
  assert(deadlocks > 1_000, `${deadlocks} deadlocks are enough to judge by`);
});

for (const victim of ["requester", "youngest", "oldest", "lowest-priority"] as const) {
  Deno.test(`DeadlockDetector agrees with playing 1,000 random worlds of semaphores through, victim ${victim}`, async () => {
    let deadlocks = 0, circlesWithout = 0;
    for (let seed = 1; seed <= 1_000; seed++) {
      const random = randomFromSeed(seed), owners = ownersOf(2 + random.below(5));
      const units = Array.from({ length: 1 + random.below(4) }, () => 1 + random.below(4));
      const world = new World(units, victim), { books } = world;
      for (let step = 0; step < 30; step++) {
        const drawn = drawStep({ random, owners, books });
        if (drawn === null) continue;
        const { kind, claim } = drawn;
        if (kind === "release") await world.release(claim);
        else {
          const foreseen = books.with(claim);
          const isDeadlock = foreseen.stuckOwners().size > 0;
          if (!isDeadlock && foreseen.lines.flat().includes(claim) && claim.owner !== null) {
            if (foreseen.isInCircle(claim.owner)) circlesWithout++;
          }
          const errors = await world.acquire(claim);
          assert.equal(errors.length > 0, isDeadlock, `seed ${seed}, step ${step}`);
          assert.equal(books.stuckOwners().size, 0, `seed ${seed}, step ${step}: nobody is left behind`);
          deadlocks += errors.length;
        }
      }
    }
    assert(deadlocks > 500, `${deadlocks} deadlocks are enough to judge by`);
    assert(circlesWithout > 50, `${circlesWithout} circles without deadlock are enough to judge by`);
  });
}
