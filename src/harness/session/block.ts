/**
 * A block: one benchmark in one pass. Every arm has a process of its own; all are alive together, one
 * runs at a time, in an order that is drawn and then turned round from one round of samples to the next,
 * so that whatever disturbs the machine disturbs all alike. What each step asks of a worker is in `arm.ts`.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { shuffled } from "../../random/shuffle.ts";
import type { AdapterFacts } from "../adapters/facts.ts";
import { Arm, type ArmContext } from "./arm.ts";
import type { ArmPlan } from "./arm_plan.ts";
import { type BlockSteps, StepClock } from "./block_steps.ts";
import { type CellFault, SubjectFault } from "./cell_fault.ts";
import type { Fork } from "./result.ts";
import { planSamplings, takesPart } from "./sampling.ts";
import type { WorkerPool } from "./worker_pool.ts";

/** What a block is to measure. */
export interface BlockPlan extends ArmContext {
  /** Arms that have not lost this benchmark's cell. */
  readonly arms: readonly ArmPlan[];
  /** Most samples per process after the dropped ones. */
  readonly rounds: number;
  readonly clockGrainNs: number;
  readonly workers: WorkerPool;
  readonly random: Random;
  /** The task of arms in another language, whose kernel takes other rounds to take as long. @default none */
  readonly foreignTask?: Pick<ArmContext, "workload" | "expected" | "cpuRounds">;
}

/** What came of a block, by arm as the plan names it. Each has either a fork or a fault. */
export interface BlockOutcome {
  readonly forks: ReadonlyMap<string, Fork>;
  readonly faults: ReadonlyMap<string, CellFault>;
  /** What the adapters that could be loaded say of themselves. */
  readonly facts: ReadonlyMap<string, AdapterFacts>;
  /** What the time was spent on. */
  readonly spentMs: BlockSteps;
}

/**
 * Measures a block. No process of it is left when this returns or throws.
 *
 * @param plan What to measure.
 * @returns Forks and faults.
 * @throws {SessionInterrupt} If the session was interrupted; the block is then void.
 */
export async function measureBlock(plan: BlockPlan): Promise<BlockOutcome> {
  const arms = new BlockArms(plan), { steps } = arms;
  try {
    // Side by side, as nothing is measured yet that decides anything: it halves the time until something is.
    await steps.take("start", () => Promise.all(shuffled(plan.arms, plan.random).map((arm) => arms.start(arm))));
    await steps.take("trace", () => arms.together((arm) => arm.trace()));
    await steps.take("warmUp", () => arms.each((arm) => arm.warmUp()));
    arms.planSamples();
    await steps.take("sample", () => arms.takeSamples());
    await steps.take("timeRuns", () => arms.each((arm) => arm.timeRuns()));
    await steps.take("verify", () => arms.each((arm) => arm.verify()));
    await steps.take("record", () => arms.each((arm) => arm.recordRuns()));
    await steps.take("finish", () => arms.finish());
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
  readonly steps: StepClock;
  readonly #plan: BlockPlan;
  /** In the order in which their processes were started. */
  readonly #alive = new Set<Arm>();

  constructor(plan: BlockPlan) {
    this.#plan = plan;
    this.steps = new StepClock(plan.sessionMs);
  }

  get spentMs(): BlockSteps {
    return this.steps.spentMs;
  }

  async start(plan: ArmPlan): Promise<void> {
    const { workers, pass, benchmark, profile, foreignTask } = this.#plan;
    if (plan.unavailable !== undefined) {
      this.faults.set(plan.id, { status: "unavailable", reason: plan.unavailable });
      return;
    }
    const context = plan.language === undefined ? this.#plan : { ...this.#plan, ...foreignTask };
    const arm = new Arm(plan, workers.take(plan, { pass, of: benchmark }, profile.isolation), context);
    this.#alive.add(arm);
    await this.#attempt(arm, () => arm.setUp());
    if (arm.facts !== null) this.facts.set(plan.id, arm.facts);
  }

  planSamples(): void {
    const samplings = planSamplings([...this.#alive].map(({ pace }) => pace), this.#plan);
    for (const arm of this.#alive) arm.follow(samplings.get(arm.plan.id)!);
  }

  async each(step: (arm: Arm) => Promise<void>): Promise<void> {
    for (const arm of [...this.#alive]) await this.#attempt(arm, () => step(arm));
  }

  async together(step: (arm: Arm) => Promise<void>): Promise<void> {
    await Promise.all([...this.#alive].map((arm) => this.#attempt(arm, () => step(arm))));
  }

  async takeSamples(): Promise<void> {
    const order = shuffled([...this.#alive], this.#plan.random);
    const rounds = Math.max(0, ...order.map((arm) => arm.samples));
    for (let round = 0; round < rounds; round++) {
      // There and back again: who comes first in one round comes last in the next.
      for (const arm of round % 2 === 0 ? order : order.toReversed()) {
        const takes = this.#alive.has(arm) && takesPart(round, { samples: arm.samples, rounds });
        if (takes) await this.#attempt(arm, () => arm.sample());
      }
    }
  }

  async finish(): Promise<void> {
    await this.each(async (arm) => {
      await arm.finish(this.#plan.workers);
      this.forks.set(arm.plan.id, arm.record());
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
      this.faults.set(arm.plan.id, error.fault);
      this.#alive.delete(arm);
      if (error.fault.status === "unsupported") await arm.decline(this.#plan.workers);
      else await arm.abandon();
    }
  }
}
