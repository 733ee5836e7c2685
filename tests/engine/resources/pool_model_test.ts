import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Lease,
  type Placement,
  type QueueKind,
  type QueuePolicy,
  ResourcePool,
  SimulatedClock,
} from "../../../src/engine/resources/mod.ts";
import { type Observed, observed } from "./observed.ts";
import { type ModelClaim, type ModelTerms, PoolModel } from "./pool_model.ts";

// Powers of two, so that the shares of reference and pool are the same to the last bit.
const NODES = [[4, 8], [8, 4], [4, 4]] as const;
const AGING_MS = 8;
const WEIGHTS = { ada: 2 };
const QUEUES: readonly QueueKind[] = [
  "fifo",
  "priority",
  "smallest-first",
  "deadline",
  "round-robin",
  "fair-share",
  "weighted",
];

type Step =
  | { kind: "acquire"; terms: ModelTerms }
  | { kind: "try"; terms: ModelTerms }
  | { kind: "release"; pick: number }
  | { kind: "abort"; pick: number }
  | { kind: "advance"; byMs: number };

const terms: fc.Arbitrary<ModelTerms> = fc.record({
  need: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
  user: fc.constantFrom("ada", "grace", "edsger"),
  priority: fc.nat(3),
  timeoutMs: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
});
const pick = fc.nat(60);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: fc.record({ kind: fc.constant("acquire" as const), terms }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("try" as const), terms }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("release" as const), pick }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("abort" as const), pick }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("advance" as const), byMs: fc.integer({ min: 1, max: 20 }) }),
    },
  ),
  { minLength: 30, maxLength: 60 },
);

interface Asked {
  readonly seen: Observed<Lease | null>;
  readonly controller: AbortController;
}

/** The pool and the reference, side by side. */
class Stage {
  readonly clock = new SimulatedClock();
  readonly asked: Asked[] = [];
  readonly pool: ResourcePool;
  readonly model: PoolModel;

  constructor(queue: QueueKind, placement: Placement) {
    const nodes = NODES.map(([cpu, memory], i) => ({ name: String(i), capacity: { cpu, memory } }));
    this.pool = new ResourcePool(nodes, { clock: this.clock, placement, queue: policyOf(queue) });
    this.model = new PoolModel({ nodes: NODES, queue, placement, agingMs: AGING_MS, weights: WEIGHTS });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "acquire":
        this.#acquire(step.terms);
        break;
      case "try":
        this.#tryAcquire(step.terms);
        break;
      case "release":
        this.#picked(step.pick, ({ seen }, claim) => {
          // Twice, as nothing may come of the second time.
          seen.value?.release();
          seen.value?.release();
          this.model.release(claim);
        });
        break;
      case "abort":
        this.#picked(step.pick, ({ controller }, claim) => {
          controller.abort("aborted");
          this.model.leave(claim, "aborted");
        });
        break;
      case "advance":
        await this.clock.advance(step.byMs);
        this.model.advance(step.byMs);
    }
    await this.clock.advance(0);
  }

  check(): void {
    this.model.claims.forEach((claim, i) => assert.equal(stateOf(this.asked[i]!), expectedOf(claim)));
    assert.equal(this.pool.waiting, this.model.line.length);
    this.pool.nodes.forEach(({ name, free, capacity }, node) => {
      const held = this.pool.leases.filter((lease) => lease.node === name);
      for (const resource of ["cpu", "memory"] as const) {
        const taken = held.reduce((sum, { amounts }) => sum + (amounts[resource] ?? 0), 0);
        assert.equal(taken + free[resource]!, capacity[resource]);
        assert.ok(free[resource]! >= 0);
      }
      assert.deepEqual([free.cpu, free.memory], this.model.freeOn(node));
    });
  }

  /** Nobody is forgotten: when all is released, and all who waited release too, nobody waits. */
  async drain(): Promise<void> {
    for (let turn = 0; turn <= this.asked.length && this.pool.held > 0; turn++) {
      for (const { seen } of this.asked) seen.value?.release();
      await this.clock.advance(0);
    }
    assert.equal(this.pool.waiting, 0);
    assert.equal(this.pool.held, 0);
    assert.deepEqual(this.pool.free, { cpu: 16, memory: 16 });
    assert.equal(this.clock.pending, 0);
  }

  #acquire(terms: ModelTerms): void {
    const controller = new AbortController(), { priority, timeoutMs, user } = terms;
    const options = { priority, timeoutMs, signal: controller.signal, owner: { user } };
    this.asked.push({ seen: observed(this.pool.acquire(amountsOf(terms), options)), controller });
    this.model.acquire(terms);
  }

  #tryAcquire(terms: ModelTerms): void {
    const value = this.pool.tryAcquire(amountsOf(terms), { owner: { user: terms.user } });
    this.asked.push({ seen: { state: "fulfilled", value }, controller: new AbortController() });
    this.model.tryAcquire(terms);
  }

  #picked(pick: number, act: (asked: Asked, claim: ModelClaim) => void): void {
    const i = this.asked.length === 0 ? -1 : pick % this.asked.length;
    if (i >= 0) act(this.asked[i]!, this.model.claims[i]!);
  }
}

function policyOf(queue: QueueKind): QueuePolicy {
  if (queue === "priority") return { kind: queue, agingMs: AGING_MS };
  return queue === "weighted" ? { kind: queue, weights: WEIGHTS } : queue;
}

function amountsOf({ need: [cpu, memory] }: ModelTerms) {
  return { cpu, memory };
}

function stateOf({ seen }: Asked): string {
  if (seen.state === "waiting") return "waiting";
  if (seen.state === "rejected") return seen.error === "aborted" ? "aborted" : String((seen.error as Error).name);
  const lease = seen.value!;
  return lease === null ? "refused" : `${lease.isHeld ? "held" : "released"} on ${lease.node}`;
}

function expectedOf({ state, node }: ModelClaim): string {
  if (state === "timed-out") return "ResourceTimeoutError";
  return state === "held" || state === "released" ? `${state} on ${node}` : state;
}

for (const queue of QUEUES) {
  Deno.test(`ResourcePool does as the reference does with the queue ${queue}, whatever is released, aborted or late`, async () => {
    const placement = fc.constantFrom<Placement>("first-fit", "best-fit", "worst-fit");
    const property = fc.asyncProperty(placement, steps, async (placement, steps) => {
      const stage = new Stage(queue, placement);
      for (const step of steps) {
        await stage.take(step);
        stage.check();
      }
      await stage.drain();
    });
    await fc.assert(property, { numRuns: 60 });
  });
}
