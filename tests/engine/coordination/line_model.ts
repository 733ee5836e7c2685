/**
 * A reference for everything that gives units in turn: as plain as can be, an array that is searched. A
 * script of random steps is played on it and on the real thing, and after each step both must agree on
 * who waits, who holds and who left.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { AcquireOptions, Permit } from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type Observed, observed } from "./observed.ts";

/** The real thing. */
export interface LineSubject {
  acquire(units: number, options: AcquireOptions): Promise<Permit>;
  tryAcquire(units: number): Permit | null;
  readonly waiting: number;
}

type Step =
  | { kind: "acquire"; units: number; priority: number; timeoutMs: number | undefined }
  | { kind: "try"; units: number }
  | { kind: "release"; pick: number }
  | { kind: "abort"; pick: number }
  | { kind: "advance"; byMs: number };

type State = "waiting" | "held" | "released" | "timed-out" | "aborted" | "refused";

interface Claim {
  readonly units: number;
  readonly priority: number;
  readonly dueMs: number;
  state: State;
  /** Place in the order in which units were given, from 1: what a fencing token must be. */
  token: number;
}

/** The reference. */
class LineModel {
  readonly claims: Claim[] = [];
  readonly line: Claim[] = [];
  #free: number;
  #nowMs = 0;
  #granted = 0;

  constructor(units: number) {
    this.#free = units;
  }

  acquire(units: number, priority: number, timeoutMs = Infinity): void {
    const claim: Claim = { units, priority, dueMs: this.#nowMs + timeoutMs, state: "waiting", token: 0 };
    this.claims.push(claim);
    const behind = this.line.findIndex((other) => other.priority < priority);
    this.line.splice(behind < 0 ? this.line.length : behind, 0, claim);
    this.#serve();
  }

  tryAcquire(units: number): void {
    const claim: Claim = { units, priority: 0, dueMs: Infinity, state: "refused", token: 0 };
    this.claims.push(claim);
    if (this.line.length === 0 && units <= this.#free) this.#give(claim);
  }

  release(claim: Claim): void {
    if (claim.state !== "held") return;
    claim.state = "released";
    this.#free += claim.units;
    this.#serve();
  }

  leave(claim: Claim, state: "aborted" | "timed-out"): void {
    if (claim.state !== "waiting") return;
    claim.state = state;
    this.line.splice(this.line.indexOf(claim), 1);
    this.#serve();
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    const dueBy = (claim: Claim) => claim.state === "waiting" && claim.dueMs <= untilMs;
    for (;;) {
      const due = this.claims.filter(dueBy).toSorted((a, b) => a.dueMs - b.dueMs)[0];
      if (due === undefined) break;
      this.#nowMs = due.dueMs;
      this.leave(due, "timed-out");
    }
    this.#nowMs = untilMs;
  }

  #serve(): void {
    while (this.line.length > 0 && this.line[0]!.units <= this.#free) this.#give(this.line.shift()!);
  }

  #give(claim: Claim): void {
    claim.state = "held";
    claim.token = ++this.#granted;
    this.#free -= claim.units;
  }
}

/** Steps of a script for a thing with so many units, of which a claim takes one of `sizes`. */
export function stepsFor(sizes: readonly number[]): fc.Arbitrary<Step[]> {
  const units = fc.constantFrom(...sizes);
  const pick = fc.nat(40);
  const timeoutMs = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
  return fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("acquire"), units, priority: fc.nat(2), timeoutMs }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("try"), units }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("release"), pick }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("abort"), pick }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("advance"), byMs: fc.integer({ min: 1, max: 20 }) }) },
    ) as fc.Arbitrary<Step>,
    { maxLength: 40 },
  );
}

interface RealClaim {
  readonly seen: Observed<Permit | null>;
  readonly controller: AbortController;
}

/**
 * Plays a script on both.
 *
 * @param steps The script.
 * @param units How many units there are.
 * @param make Makes the real thing on a clock.
 */
export async function playScript(
  steps: readonly Step[],
  units: number,
  make: (clock: SimulatedClock) => LineSubject,
): Promise<void> {
  const clock = new SimulatedClock();
  const subject = make(clock), model = new LineModel(units);
  const real: RealClaim[] = [];
  for (const step of steps) {
    await take(step, { subject, model, real, clock });
    await clock.advance(0);
    model.claims.forEach((claim, i) => assert.equal(stateOf(real[i]!), expectedOf(claim)));
    assert.equal(subject.waiting, model.line.length);
  }
  // Nobody is forgotten: when all is released, and all who waited release too, nobody waits.
  for (let turn = 0; turn <= steps.length; turn++) {
    for (const { seen } of real) seen.value?.release();
    await clock.advance(0);
  }
  assert.equal(subject.waiting, 0);
  assert.equal(clock.pending, 0);
}

interface Stage {
  readonly subject: LineSubject;
  readonly model: LineModel;
  readonly real: RealClaim[];
  readonly clock: SimulatedClock;
}

async function take(step: Step, { subject, model, real, clock }: Stage): Promise<void> {
  switch (step.kind) {
    case "acquire": {
      const { units, priority, timeoutMs } = step, controller = new AbortController();
      const promise = subject.acquire(units, { priority, timeoutMs, signal: controller.signal });
      real.push({ seen: observed(promise), controller });
      return model.acquire(units, priority, timeoutMs);
    }
    case "try":
      real.push({
        seen: { state: "fulfilled", value: subject.tryAcquire(step.units) },
        controller: new AbortController(),
      });
      return model.tryAcquire(step.units);
    case "release":
      if (real.length === 0) return;
      real[step.pick % real.length]!.seen.value?.release();
      return model.release(model.claims[step.pick % real.length]!);
    case "abort":
      if (real.length === 0) return;
      real[step.pick % real.length]!.controller.abort("aborted");
      return model.leave(model.claims[step.pick % real.length]!, "aborted");
    case "advance":
      await clock.advance(step.byMs);
      return model.advance(step.byMs);
  }
}

function stateOf({ seen }: RealClaim): string {
  if (seen.state === "waiting") return "waiting";
  if (seen.state === "rejected") return seen.error === "aborted" ? "aborted" : String((seen.error as Error).name);
  if (seen.value === null) return "refused";
  return `${seen.value!.isHeld ? "held" : "released"} ${seen.value!.token}`;
}

function expectedOf({ state, token }: Claim): string {
  if (state === "timed-out") return "AcquireTimeoutError";
  return state === "held" || state === "released" ? `${state} ${token}` : state;
}
