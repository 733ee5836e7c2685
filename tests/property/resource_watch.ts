/**
 * Lets agents use resources and locks that are watched from outside: the functions of states count by themselves who
 * is inside, so that neither the pool nor the locks are asked whether they do what they should.
 * @module
 */
import assert from "node:assert/strict";
import type { AgentOptions, StateOptions } from "puffinflow";
import { type Acquirable, DeadlockDetector, Mutex, Semaphore } from "puffinflow/coordination";
import { ResourcePool, type ResourcePoolOptions } from "puffinflow/resources";
import type { Random } from "../../src/random/random.ts";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";
import type { StatePlan } from "./dag_plan.ts";
import { type LoopedAgent, loopedAgent } from "./dag_run.ts";

const CAPACITY = { cpu: 4, gpu: 2 } as const;
const ROOM = { lock: 1, seats: 2 } as const;

type Thing = keyof typeof CAPACITY | keyof typeof ROOM;

/** What one state needs while it runs. */
type Needs = Readonly<Partial<Record<Thing, number>>>;

/** How a pool is made that is watched. */
export type WatchedPool = Pick<ResourcePoolOptions, "queue" | "preemption">;

/** What an agent is limited by, and what the needs of its states are drawn with. */
export interface WatchedAgentOptions extends AgentOptions {
  readonly random: Random;
}

/** A pool, a lock, a semaphore, and who uses them. */
export class ResourceWatch {
  readonly clock: SimulatedClock = new SimulatedClock();
  readonly #detector = new DeadlockDetector();
  readonly #lock = new Mutex({ detector: this.#detector });
  readonly #seats = new Semaphore(ROOM.seats, { detector: this.#detector });
  readonly #pool: ResourcePool;
  readonly #used: Record<Thing, number> = { cpu: 0, gpu: 0, lock: 0, seats: 0 };
  #leaks = 0;
  /** Names of the errors after which states were tried again. */
  readonly causes: Set<string> = new Set();
  /** Functions that have begun. */
  attempts = 0;

  /**
   * Begins to watch.
   *
   * @param options How the pool is made.
   */
  constructor(options: WatchedPool) {
    this.#pool = new ResourcePool(CAPACITY, {
      ...options,
      clock: this.clock,
      onWarning: () => this.#leaks++,
      ...(options.preemption === "never" && { detector: this.#detector }),
    });
  }

  /**
   * Builds an agent whose states need something.
   *
   * @param plans What the states do.
   * @param options Limits of the agent, and what the needs are drawn with.
   * @returns The agent.
   */
  agentOf(plans: readonly StatePlan[], { random, ...options }: WatchedAgentOptions): LoopedAgent<number> {
    const retryOn = (error: unknown) => this.causes.add((error as Error).name).size > 0;
    let built: LoopedAgent<number> = loopedAgent({ ...options, pool: this.#pool });
    for (const [index, plan] of plans.entries()) {
      const needs = needsFrom(random), { attempts, totalTimeoutMs, backoffMs: delayMs, timeoutMs } = plan;
      built = built.state(`s${index}`, {
        after: plan.after.map(({ state }) => `s${state}`),
        priority: plan.priority,
        retry: { maxAttempts: attempts.length, backoff: { kind: "fixed", delayMs }, totalTimeoutMs, retryOn },
        ...(timeoutMs > 0 && { timeoutMs }),
        ...this.#claimsFor(needs, random),
      }, (context) => this.#run({ plan, needs, ...context, attempt: context.attempt, signal: context.signal }));
    }
    return built;
  }

  /** Checks that all is as it was before the first run. */
  checkWhole(): void {
    assert.deepEqual(this.#used, { cpu: 0, gpu: 0, lock: 0, seats: 0 });
    assert.deepEqual(this.#pool.free, CAPACITY);
    assert.deepEqual([this.#pool.held, this.#pool.waiting, this.#leaks], [0, 0, 0]);
    assert.deepEqual([this.#lock.isLocked, this.#lock.waiting], [false, 0]);
    assert.deepEqual([this.#seats.available, this.#seats.waiting], [ROOM.seats, 0]);
    assert.deepEqual([this.#detector.owners, this.clock.pending], [0, 0]);
  }

  #claimsFor({ cpu, gpu, lock, seats }: Needs, random: Random): Pick<StateOptions, "resources" | "holds"> {
    const holds: Acquirable[] = [];
    if (lock !== undefined) holds.push(this.#lock);
    if (seats !== undefined) holds.push(seats === 1 ? this.#seats : this.#seats.several(seats));
    if (random.below(2) === 0) holds.reverse();
    const amounts = { cpu, gpu }, needsPool = cpu !== undefined || gpu !== undefined;
    const timeoutMs = random.below(4) === 0 ? 1 + 100 * random.float() : undefined;
    return { holds, ...(needsPool && { resources: { amounts, timeoutMs } }) };
  }

  #run(deed: Deed): number | Promise<number> {
    const { needs, plan, attempt, signal } = deed, { durationMs, fails } = plan.attempts[attempt - 1]!;
    this.#enter(needs);
    if (durationMs === 0) {
      this.#leave(needs);
      if (fails) throw new Error(`attempt ${attempt}`);
      return attempt;
    }
    const work = new Promise<number>((resolve, reject) => {
      const alarm = this.clock.after(durationMs, () => fails ? reject(new Error(`attempt ${attempt}`)) : resolve(1));
      signal.addEventListener("abort", () => {
        if (alarm.next === null || !plan.heedsSignal) return;
        this.clock.clear(alarm);
        reject(signal.reason);
      });
    });
    return work.finally(() => this.#leave(needs));
  }

  #enter(needs: Needs): void {
    this.attempts++;
    for (const [thing, amount] of Object.entries(needs) as [Thing, number][]) {
      this.#used[thing] += amount;
      assert(this.#used[thing] <= { ...CAPACITY, ...ROOM }[thing], `more ${thing} than there is`);
    }
  }

  #leave(needs: Needs): void {
    for (const [thing, amount] of Object.entries(needs) as [Thing, number][]) this.#used[thing] -= amount;
  }
}

interface Deed {
  readonly plan: StatePlan;
  readonly needs: Needs;
  readonly attempt: number;
  readonly signal: AbortSignal;
}

function needsFrom(random: Random): Needs {
  return {
    ...(random.below(2) === 0 && { cpu: 1 + random.below(2) * random.below(CAPACITY.cpu) }),
    ...(random.below(3) === 0 && { gpu: 1 + random.below(CAPACITY.gpu) }),
    ...(random.below(2) === 0 && { lock: 1 }),
    ...(random.below(2) === 0 && { seats: 1 + random.below(ROOM.seats) }),
  };
}
