/**
 * The parts that agents are made with, each on its own: a pool, a lock, a metric.
 * @module
 */
import { agent, type Instrument } from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import { MetricsRegistry, observeMetrics } from "puffinflow/observability";
import { ResourcePool } from "puffinflow/resources";
import { foldNext } from "../../../workload/digest.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { medianUs } from "../figure_times.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** States of the chain that shows what metrics add. */
const STATES = 100;
/** Runs that the figure is taken from. */
const FIGURE_RUNS = 200;

/** A lease that is there at once, and given back. */
export function resourceAcquisition({ operations, did }: MicroTask): Prepared {
  const pool = new ResourcePool({ cpu: 16, memoryMb: 8_192 });
  const need = { cpu: 1, memoryMb: 50 };
  return {
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        const lease = await pool.acquire(need);
        if (pool.held !== 1) throw new Error(`${pool.held} leases are out instead of one`);
        value = nextStep(value, operation);
        lease.release();
      }
      if (pool.held !== 0) throw new Error(`${pool.held} leases are out when all were given back`);
      did(operations);
      return value;
    },
  };
}

/** A lock that is free, and released. */
export function coordinationPrimitive({ operations, did }: MicroTask): Prepared {
  const lock = new Mutex();
  return {
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        const permit = await lock.acquire();
        if (!lock.isLocked) throw new Error("Nobody holds the lock that was acquired");
        value = nextStep(value, operation);
        permit.release();
      }
      if (lock.isLocked) throw new Error("The lock is held when it was released");
      did(operations);
      return value;
    },
  };
}

/** A series that was bound once, and counts. */
export function metricsRecording({ operations, did }: MicroTask): Prepared {
  const registry = new MetricsRegistry();
  const series = registry.counter("operations", { help: "Operations that were done.", labelNames: ["suite"] })
    .labels({ suite: "core-agent" });
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      const before = exportedCount(registry);
      for (let operation = 0; operation < operations; operation++) series.inc();
      const counted = exportedCount(registry) - before;
      did(counted);
      return foldNext(seed, counted);
    },
    async figures() {
      const plainUs = await medianUs(FIGURE_RUNS, chainOf([]));
      const watchedUs = await medianUs(FIGURE_RUNS, chainOf([observeMetrics(new MetricsRegistry())]));
      return { metricsExtraUsPerState: (watchedUs - plainUs) / STATES };
    },
  };
}

/** What an export would say. */
function exportedCount(registry: MetricsRegistry): number {
  const metric = registry.collect().find(({ name }) => name === "operations");
  if (metric?.kind !== "counter") throw new Error("The metric is not exported");
  return metric.series[0]!.value;
}

function chainOf(instruments: readonly Instrument[]): () => Promise<number> {
  let chain = agent("chain", { instruments }).input<number>() as LoopBuilt<number>;
  chain = chain.state("0", ({ input }) => input + 1);
  for (let state = 1; state < STATES; state++) {
    chain = chain.state(`${state}`, { after: [`${state - 1}`] }, ({ values: [before] }) => before! + 1);
  }
  return async () => completed(await chain.run(0)).output(`${STATES - 1}`);
}
