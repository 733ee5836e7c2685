import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AcquireTimeoutError,
  type Arrival,
  BarrierBrokenError,
  CyclicBarrier,
  DisposedError,
} from "../../../src/engine/coordination/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type Observed, observed } from "./observed.ts";

Deno.test("CyclicBarrier.arrive() tells each party the meeting and its place in it, meeting after meeting", async () => {
  const barrier = new CyclicBarrier(3);
  for (let generation = 0; generation < 3; generation++) {
    assert.equal(barrier.generation, generation);
    const arrivals = await Promise.all([barrier.arrive(), barrier.arrive(), barrier.arrive()]);
    assert.deepEqual(arrivals, [0, 1, 2].map((position) => ({ generation, position })));
  }
});

Deno.test("CyclicBarrier keeps 10 parties in step over 100 meetings, whatever their pace", async () => {
  const clock = new SimulatedClock(), random = randomFromSeed(5);
  const barrier = new CyclicBarrier(10, { clock });
  const steps = new Array<number>(10).fill(0);
  async function party(me: number): Promise<void> {
    for (let step = 0; step < 100; step++) {
      assert.equal(steps[me], step);
      await new Promise<void>((resolve) => clock.after(random.below(5), resolve));
      steps[me]!++;
      const { generation } = await barrier.arrive();
      assert.equal(generation, step);
      assert(steps.every((other) => other > step), "nobody is behind");
    }
  }
  const parties = Promise.all(steps.map((_, me) => party(me)));
  await clock.runAll();
  await parties;
  assert.equal(barrier.generation, 100);
});

Deno.test("CyclicBarrier tells all when a party's time is over, and nobody goes on as if it had come", async () => {
  const clock = new SimulatedClock();
  const barrier = new CyclicBarrier(3, { name: "round", clock });
  const patient = observed(barrier.arrive()), hasty = observed(barrier.arrive({ timeoutMs: 10 }));
  await clock.advance(10);
  assert(hasty.error instanceof AcquireTimeoutError);
  assert(patient.error instanceof BarrierBrokenError);
  assert.equal(patient.error.cause, hasty.error);
  assert.equal(patient.error.generation, 0);
  assert.equal(barrier.isBroken, true);
  await assert.rejects(barrier.arrive(), BarrierBrokenError);
  barrier.reset();
  const arrivals = await Promise.all([barrier.arrive(), barrier.arrive(), barrier.arrive()]);
  assert.deepEqual(arrivals.map(({ generation }) => generation), [1, 1, 1]);
});

Deno.test("CyclicBarrier is broken by a party that comes with an aborted signal", async () => {
  const barrier = new CyclicBarrier(2);
  const waiting = observed(barrier.arrive());
  await assert.rejects(barrier.arrive({ signal: AbortSignal.abort("ill") }), (error) => error === "ill");
  assert(waiting.error instanceof BarrierBrokenError);
  assert.equal(waiting.error.cause, "ill");
});

Deno.test("CyclicBarrier.reset() tells those who wait, and begins the next meeting", async () => {
  const barrier = new CyclicBarrier(2);
  const waiting = observed(barrier.arrive());
  barrier.reset();
  await Promise.resolve();
  assert(waiting.error instanceof BarrierBrokenError);
  assert.deepEqual([barrier.isBroken, barrier.generation, barrier.waiting], [false, 1, 0]);
});

Deno.test("CyclicBarrier[Symbol.dispose]() turns away who waits and who comes", async () => {
  const barrier = new CyclicBarrier(2);
  const waiting = observed(barrier.arrive());
  barrier[Symbol.dispose]();
  await assert.rejects(barrier.arrive(), DisposedError);
  assert(waiting.error instanceof DisposedError);
  await assert.rejects(barrier.arrive(), DisposedError);
  assert.throws(() => new CyclicBarrier(0), RangeError);
});

type Step = { kind: "arrive" } | { kind: "abort"; pick: number } | { kind: "reset" };

/** The reference: what each arrival has come to. */
class BarrierModel {
  readonly arrivals: string[] = [];
  #waiting: number[] = [];
  #generation = 0;
  #isBroken = false;
  readonly #parties: number;

  constructor(parties: number) {
    this.#parties = parties;
  }

  arrive(): void {
    this.arrivals.push("waiting");
    if (this.#isBroken) this.arrivals[this.arrivals.length - 1] = "broken";
    else this.#waiting.push(this.arrivals.length - 1);
    if (this.#waiting.length < this.#parties) return;
    this.#waiting.forEach((arrival, position) => this.arrivals[arrival] = `${this.#generation}:${position}`);
    this.#waiting = [];
    this.#generation++;
  }

  abort(arrival: number): void {
    if (this.arrivals[arrival] !== "waiting") return;
    this.#break();
    this.arrivals[arrival] = "aborted";
  }

  reset(): void {
    this.#break();
    this.#isBroken = false;
    this.#generation++;
  }

  #break(): void {
    this.#isBroken = true;
    for (const arrival of this.#waiting) this.arrivals[arrival] = "broken";
    this.#waiting = [];
  }
}

function told({ state, value, error }: Observed<Arrival>): string {
  if (state === "waiting") return "waiting";
  if (value !== undefined) return `${value.generation}:${value.position}`;
  return error instanceof BarrierBrokenError ? "broken" : "aborted";
}

Deno.test("CyclicBarrier meets, breaks and begins again as a plain reference does", async () => {
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Step>({ kind: "arrive" }) },
      { weight: 1, arbitrary: fc.nat(30).map((pick): Step => ({ kind: "abort", pick })) },
      { weight: 1, arbitrary: fc.constant<Step>({ kind: "reset" }) },
    ),
    { maxLength: 60 },
  );
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), steps, async (parties, script) => {
    const barrier = new CyclicBarrier(parties), model = new BarrierModel(parties);
    const real: { seen: Observed<Arrival>; controller: AbortController }[] = [];
    for (const step of script) {
      if (step.kind === "arrive") {
        const controller = new AbortController();
        real.push({ seen: observed(barrier.arrive({ signal: controller.signal })), controller });
        model.arrive();
      } else if (step.kind === "reset") {
        barrier.reset();
        model.reset();
      } else if (real.length > 0) {
        real[step.pick % real.length]!.controller.abort();
        model.abort(step.pick % real.length);
      }
      await Promise.resolve();
      assert.deepEqual(real.map(({ seen }) => told(seen)), model.arrivals);
    }
  }));
});
