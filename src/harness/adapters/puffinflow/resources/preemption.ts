/**
 * A program with a full pool, to which something more important comes again and again: those who are told to stop do so
 * at once, and who they were is folded into the digest.
 * @module
 */
import { type Lease, PreemptedError, ResourcePool } from "puffinflow/resources";
import { quantileOf } from "../../../../stats/quantile.ts";
import {
  CONTENDER_PRIORITY,
  contenderUnits,
  preemptionStep,
  PROTECTED_PRIORITIES,
  slotPriority,
  SLOTS,
} from "../../../workload/micro/preemption.ts";
import type { MicroPrograms } from "../../micro_program.ts";

/** Requests that are looked at for a figure, after as many that warm up. */
const WATCHED_REQUESTS = 1_000;

/** Programs by scenario. */
export const preemption: MicroPrograms = {
  async preemption({ operations, did }) {
    const holders = new Holders();
    await holders.protect();
    return {
      async run(seed) {
        await holders.refill(seed);
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const contender = await holders.contend(contenderUnits(seed, operation));
          value = preemptionStep(value, holders.victims, holders.held);
          contender.release();
          await holders.replace((slot) => slotPriority(seed, operation, slot));
        }
        did(operations);
        return value;
      },
      figures: () => grantFigures(holders),
    };
  },
};

/** A pool of which each unit is held by a lease of its own. */
class Holders {
  /** Slots that were told to stop for the last contender, a bit for each. */
  victims = 0;
  readonly #pool = new ResourcePool({ unit: SLOTS }, { queue: "priority", preemption: "lower-priority" });
  readonly #leases: Lease[] = [];

  /** Leases that are held. */
  get held(): number {
    return this.#pool.held;
  }

  /** Fills the slots that nobody may take away. */
  async protect(): Promise<void> {
    for (const [slot, priority] of PROTECTED_PRIORITIES.entries()) await this.#hold(slot, priority);
  }

  /** Fills all others anew. */
  async refill(seed: number): Promise<void> {
    for (const lease of this.#leases.slice(PROTECTED_PRIORITIES.length)) lease.release();
    for (let slot = PROTECTED_PRIORITIES.length; slot < SLOTS; slot++) {
      await this.#hold(slot, slotPriority(seed, -1, slot));
    }
  }

  /** Lets something more important come. */
  contend(units: number): Promise<Lease> {
    this.victims = 0;
    return this.#pool.acquire({ unit: units }, { priority: CONTENDER_PRIORITY, preemption: "forbidden" });
  }

  /** Fills the slots of the victims again. */
  async replace(priorityOf: (slot: number) => number): Promise<void> {
    for (let slot = 0; slot < SLOTS; slot++) {
      if ((this.victims >>> slot & 1) === 1) await this.#hold(slot, priorityOf(slot));
    }
  }

  async #hold(slot: number, priority: number): Promise<void> {
    const lease = this.#leases[slot] = await this.#pool.acquire({ unit: 1 }, { priority });
    lease.signal.addEventListener("abort", () => {
      if (lease.signal.reason instanceof PreemptedError) this.victims |= 1 << slot;
      lease.release();
    });
  }
}

/** How long it takes until something more important has its place, and whether more had to go than were needed. */
async function grantFigures(holders: Holders): Promise<Readonly<Record<string, number>>> {
  const grantsUs: number[] = [];
  let needless = 0, wrong = 0;
  const protectedSlots = (1 << PROTECTED_PRIORITIES.length) - 1;
  for (let operation = 0; operation < 2 * WATCHED_REQUESTS; operation++) {
    const units = contenderUnits(1, operation), askedMs = performance.now();
    const contender = await holders.contend(units);
    if (operation >= WATCHED_REQUESTS) grantsUs.push((performance.now() - askedMs) * 1_000);
    needless += bitsOf(holders.victims) - units;
    wrong += bitsOf(holders.victims & protectedSlots);
    contender.release();
    await holders.replace((slot) => slotPriority(1, operation, slot));
  }
  return {
    "time-to-grant-us-p50": quantileOf(grantsUs, 0.5),
    "needless-victims": needless,
    "victims-not-less-important": wrong,
  };
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
