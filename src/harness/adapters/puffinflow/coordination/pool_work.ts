/**
 * A program that gives items to a pool of agents: producers that wait for each item before they give the next, and more
 * of them than there are workers.
 * @module
 */
import { agent } from "puffinflow";
import { AgentPool } from "puffinflow/team";
import { quantileOf } from "../../../../stats/quantile.ts";
import { itemStep, POOL_WORK } from "../../../workload/micro/coordination.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroPrograms } from "../../micro_program.ts";

/** Runs that warm up before those of a figure are looked at, and those. */
const WATCHED_RUNS = 10;

/** An item of work. */
interface Item {
  readonly item: number;
  readonly seed: number;
}

/** What becomes of items, by their numbers. */
interface Books {
  readonly outputs: Uint32Array;
  /** How often each was worked on. */
  readonly times: Uint8Array;
  /** How long each took, from giving it to its end; `null` where nobody looks. */
  readonly latenciesUs: Float64Array | null;
}

/** Programs by scenario. */
export const poolWork: MicroPrograms = {
  "pool-work"({ operations, did }) {
    const books = { outputs: new Uint32Array(operations), times: new Uint8Array(operations), latenciesUs: null };
    const pool = poolFor(books);
    return {
      async run(seed) {
        const { completed } = pool.counters;
        books.times.fill(0);
        await produceAll(pool, { books, seed });
        did(pool.counters.completed - completed);
        return books.outputs.reduce((value, output, item) => itemStep(value, output, books.times[item]!), seed);
      },
      async figures() {
        const latenciesUs = new Float64Array(operations), all: number[] = [];
        for (let run = 0; run < 2 * WATCHED_RUNS; run++) {
          await produceAll(pool, { books: { ...books, latenciesUs }, seed: run });
          if (run >= WATCHED_RUNS) all.push(...latenciesUs);
        }
        return { "latency-us-p50": quantileOf(all, 0.5), "latency-us-p99": quantileOf(all, 0.99) };
      },
      close: () => pool[Symbol.asyncDispose](),
    };
  },
};

function poolFor({ times }: Books) {
  const flow = agent("work").input<Item>().state("output", ({ input: { item, seed } }) => {
    times[item]!++;
    return nextStep(seed, item);
  });
  return new AgentPool(flow, { minWorkers: POOL_WORK.workers, maxWorkers: POOL_WORK.workers });
}

async function produceAll(
  pool: ReturnType<typeof poolFor>,
  { books, seed }: { readonly books: Books; readonly seed: number },
): Promise<void> {
  const { outputs, latenciesUs } = books;
  let next = 0;
  await Promise.all(Array.from({ length: POOL_WORK.producers }, async () => {
    for (let item = next++; item < outputs.length; item = next++) {
      const givenMs = latenciesUs === null ? 0 : performance.now();
      const outcome = await pool.run({ item, seed });
      if (outcome.status !== "completed") throw new Error(`Item ${item} was not completed but ${outcome.status}`);
      outputs[item] = outcome.result.outputs.output;
      if (latenciesUs !== null) latenciesUs[item] = (performance.now() - givenMs) * 1_000;
    }
  }));
}
