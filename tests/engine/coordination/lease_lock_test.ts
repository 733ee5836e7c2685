import assert from "node:assert/strict";
import fc from "fast-check";
import { DisposedError, type Lease, LeaseLock, LeaseLostError } from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type Observed, observed } from "./observed.ts";

Deno.test("Lease ends after ttlMs: its signal tells the holder, and the next in line has a higher token", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ name: "leader", ttlMs: 100, clock });
  const first = await lock.acquire();
  const second = observed(lock.acquire());
  await clock.advance(99);
  assert.equal(first.isHeld, true);
  assert.equal(first.expiresAtMs, 100);
  assert.equal(second.state, "waiting");
  await clock.advance(1);
  assert.equal(first.isHeld, false);
  assert(first.signal.reason instanceof LeaseLostError);
  assert.equal(first.signal.reason.token, 1);
  assert.equal(second.value!.token, 2);
  assert.equal(second.value!.expiresAtMs, 200);
  second.value!.release();
  assert.equal(lock.isLocked, false);
  assert.equal(clock.pending, 0);
});

Deno.test("Lease.renew() gives the full time again, as often as it is called in time", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ ttlMs: 100, clock });
  const lease = await lock.acquire();
  for (let i = 0; i < 5; i++) {
    await clock.advance(90);
    lease.renew();
  }
  assert.equal(lease.expiresAtMs, 550);
  assert.equal(clock.pending, 1);
  await clock.advance(100);
  assert.equal(lease.isHeld, false);
});

Deno.test("Lease.renew() throws when the lease has ended or was released, and takes nothing from the next holder", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ ttlMs: 10, clock });
  const first = await lock.acquire();
  await clock.advance(10);
  const second = await lock.acquire();
  assert.throws(() => first.renew(), LeaseLostError);
  first.release();
  assert.equal(second.isHeld, true);
  second.release();
  assert.throws(() => second.renew(), LeaseLostError);
  assert.equal(second.signal.aborted, false);
});

Deno.test("Lease.renew() does not revive a lease whose time is over though the clock has not rung yet", async () => {
  let nowMs = 0;
  const lock = new LeaseLock({ ttlMs: 10, clock: { now: () => nowMs, set: () => {}, clear: () => {} } });
  const first = await lock.acquire();
  const second = observed(lock.acquire());
  nowMs = 10;
  assert.equal(first.isHeld, false);
  assert.throws(() => first.renew(), LeaseLostError);
  assert.equal(first.signal.aborted, true);
  await Promise.resolve();
  assert.equal(second.value!.token, 2);
});

Deno.test("LeaseLock.run() releases when the function throws, and not a lease that went to somebody else", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ ttlMs: 10, clock });
  await assert.rejects(lock.run(() => Promise.reject(new Error("failed inside"))), { message: "failed inside" });
  assert.equal(lock.isLocked, false);
  const late = lock.run(() => new Promise<string>((resolve) => clock.after(20, () => resolve("late"))));
  const next = observed(lock.acquire());
  await clock.advance(15);
  assert.equal(next.value!.isHeld, true);
  next.value!.renew();
  await clock.advance(5);
  assert.equal(await late, "late");
  assert.equal(next.value!.isHeld, true);
  next.value![Symbol.dispose]();
  await next.value![Symbol.asyncDispose]();
  assert.equal(lock.isLocked, false);
});

Deno.test("LeaseLock.acquire() takes nothing when its signal is aborted already", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ ttlMs: 10, clock });
  await assert.rejects(lock.acquire({ signal: AbortSignal.abort("late") }), (error) => error === "late");
  assert.equal(lock.isLocked, false);
  assert.equal(clock.pending, 0);
});

Deno.test("LeaseLock.tryAcquire() never waits, and dispose turns away who does", async () => {
  const clock = new SimulatedClock();
  const lock = new LeaseLock({ ttlMs: 10, clock });
  const lease = lock.tryAcquire();
  assert.equal(lock.tryAcquire(), null);
  const waiting = assert.rejects(lock.acquire(), DisposedError);
  assert.equal(lock.waiting, 1);
  lock[Symbol.dispose]();
  await waiting;
  assert.throws(() => lock.tryAcquire(), DisposedError);
  lease?.release();
  for (const ttlMs of [0, -1, NaN, Infinity]) assert.throws(() => new LeaseLock({ ttlMs }), RangeError);
});

type Step =
  | { kind: "acquire" }
  | { kind: "abort" | "renew" | "release"; pick: number }
  | { kind: "advance"; byMs: number };

const TTL_MS = 10;

/** The reference: claims in order, of which the first that has not ended holds the lock. */
class LeaseModel {
  readonly claims: { state: string; dueMs: number }[] = [];
  #nowMs = 0;

  get holder(): number {
    return this.claims.findIndex(({ state }) => state === "held");
  }

  acquire(): void {
    this.claims.push({ state: "waiting", dueMs: 0 });
    this.#serve();
  }

  end(claim: number, from: string, to: string): void {
    if (this.claims[claim]?.state !== from) return;
    this.claims[claim].state = to;
    this.#serve();
  }

  renew(claim: number): void {
    if (this.claims[claim]?.state === "held") this.claims[claim].dueMs = this.#nowMs + TTL_MS;
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (let holder = this.holder; holder >= 0; holder = this.holder) {
      if (this.claims[holder]!.dueMs > untilMs) break;
      this.#nowMs = this.claims[holder]!.dueMs;
      this.end(holder, "held", "lost");
    }
    this.#nowMs = untilMs;
  }

  #serve(): void {
    const next = this.claims.find(({ state }) => state === "waiting");
    if (this.holder >= 0 || next === undefined) return;
    next.state = "held";
    next.dueMs = this.#nowMs + TTL_MS;
  }
}

function stateOf({ state, value }: Observed<Lease>): string {
  if (state === "waiting") return "waiting";
  if (state === "rejected") return "aborted";
  if (value!.isHeld) return "held";
  return value!.signal.aborted ? "lost" : "released";
}

Deno.test("LeaseLock gives, renews and takes away as a plain reference does, with tokens in order", async () => {
  const pick = fc.nat(20);
  const steps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant<Step>({ kind: "acquire" }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("abort", "renew", "release"), pick }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("advance"), byMs: fc.integer({ min: 1, max: 15 }) }) },
    ) as fc.Arbitrary<Step>,
    { maxLength: 60 },
  );
  await fc.assert(fc.asyncProperty(steps, async (script) => {
    const clock = new SimulatedClock();
    const lock = new LeaseLock({ ttlMs: TTL_MS, clock }), model = new LeaseModel();
    const real: { seen: Observed<Lease>; controller: AbortController }[] = [];
    for (const step of script) {
      if (step.kind === "acquire") {
        const controller = new AbortController();
        real.push({ seen: observed(lock.acquire({ signal: controller.signal })), controller });
        model.acquire();
      } else if (step.kind === "advance") {
        await clock.advance(step.byMs);
        model.advance(step.byMs);
      } else if (real.length > 0) {
        const claim = step.pick % real.length, { seen, controller } = real[claim]!;
        if (step.kind === "abort") {
          controller.abort();
          model.end(claim, "waiting", "aborted");
        } else if (step.kind === "release") {
          seen.value?.release();
          model.end(claim, "held", "released");
        } else if (seen.value?.isHeld) {
          seen.value.renew();
          model.renew(claim);
        }
      }
      await clock.advance(0);
      assert.deepEqual(real.map(({ seen }) => stateOf(seen)), model.claims.map(({ state }) => state));
      assert.equal(lock.isLocked, model.holder >= 0);
    }
    const tokens = real.flatMap(({ seen }) => seen.value === undefined ? [] : [seen.value.token]);
    assert.deepEqual(tokens, tokens.map((_, i) => i + 1));
  }));
});
