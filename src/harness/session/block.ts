/**
 * A block: one benchmark in one pass. Every subject has a process of its own; all are alive together, one
 * runs at a time, and the order changes at random, so that whatever disturbs the machine disturbs all
 * alike. What each step asks of a worker is in `arm.ts`.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { shuffled } from "../../random/shuffle.ts";
import type { AdapterFacts } from "../adapters/facts.ts";
import { Arm, type ArmContext } from "./arm.ts";
import { type CellFault, SubjectFault } from "./cell_fault.ts";
import type { Fork } from "./result.ts";
import { takesPart } from "./sampling.ts";
import type { WorkerPool } from "./worker_pool.ts";

/** What a block is to measure. */
export interface BlockPlan extends ArmContext {
  /** Subjects that have not lost this benchmark's cell. */
  readonly subjects: readonly string[];
  readonly workers: WorkerPool;
  readonly random: Random;
}

/** What came of a block, by subject as the plan names it. Each has either a fork or a fault. */
export interface BlockOutcome {
  readonly forks: ReadonlyMap<string, Fork>;
  readonly faults: ReadonlyMap<string, CellFault>;
  /** What the adapters that could be loaded say of themselves. */
  readonly facts: ReadonlyMap<string, AdapterFacts>;
}

/**
 * Measures a block. No process of it is left when this returns or throws.
 *
 * @param plan What to measure.
 * @returns Forks and faults.
 * @throws {SessionInterrupt} If the session was interrupted; the block is then void.
 */
export async function measureBlock(plan: BlockPlan): Promise<BlockOutcome> {
  const arms = new BlockArms(plan);
  try {
    // Side by side, as nothing is measured yet that decides anything: it halves the time until something is.
    await Promise.all(shuffled(plan.subjects, plan.random).map((subject) => arms.start(subject)));
    await arms.together((arm) => arm.trace());
    await arms.each((arm) => arm.warmUp());
    await arms.takeSamples();
    await arms.each((arm) => arm.verify());
    await arms.finish();
  } finally {
    await arms.abandon();
  }
  return arms;
}

/** The arms of a block: those that are still in the race, and what became of the others. */
class BlockArms implements BlockOutcome {
  readonly forks = new Map<string, Fork>();
  readonly faults = new Map<string, CellFault>();
  readonly facts = new Map<string, AdapterFacts>();
  readonly #plan: BlockPlan;
  /** In the order in which their processes were started. */
  readonly #alive = new Set<Arm>();

  constructor(plan: BlockPlan) {
    this.#plan = plan;
  }

  async start(subject: string): Promise<void> {
    const arm = new Arm(subject, this.#plan.workers.take(subject), this.#plan);
    this.#alive.add(arm);
    await this.#attempt(arm, () => arm.setUp());
    if (arm.facts !== null) this.facts.set(subject, arm.facts);
  }

  async each(step: (arm: Arm) => Promise<void>): Promise<void> {
    for (const arm of [...this.#alive]) await this.#attempt(arm, () => step(arm));
  }

  async together(step: (arm: Arm) => Promise<void>): Promise<void> {
    await Promise.all([...this.#alive].map((arm) => this.#attempt(arm, () => step(arm))));
  }

  async takeSamples(): Promise<void> {
    const rounds = Math.max(0, ...[...this.#alive].map((arm) => arm.samples));
    for (let round = 0; round < rounds; round++) {
      const turns = [...this.#alive].filter(({ samples }) => takesPart(round, { samples, rounds }));
      for (const arm of shuffled(turns, this.#plan.random)) await this.#attempt(arm, () => arm.sample());
    }
  }

  async finish(): Promise<void> {
    await this.each(async (arm) => {
      await arm.finish(this.#plan.workers);
      this.forks.set(arm.subject, arm.record());
      this.#alive.delete(arm);
    });
  }

  async abandon(): Promise<void> {
    await Promise.all([...this.#alive].map((arm) => arm.abandon()));
  }

  /** Does a step; a fault in it ends this arm and no other. */
  async #attempt(arm: Arm, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof SubjectFault)) throw error;
      this.faults.set(arm.subject, error.fault);
      this.#alive.delete(arm);
      await arm.abandon();
    }
  }
}
