/**
 * A program that looks through a thousand leases for those that an ended run has left behind.
 * @module
 */
import { ResourcePool } from "puffinflow/resources";
import { quantileOf } from "../../../../stats/quantile.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { LEAKED, leakName } from "../../../workload/micro/resources.ts";
import type { MicroPrograms } from "../../micro_program.ts";

/** Runs that hold the other leases, and are under way still. */
const OTHER_RUNS = 99;

/** Scans that are looked at for a figure, after as many that warm up. */
const WATCHED_SCANS = 500;

/** Programs by scenario. */
export const leaks: MicroPrograms = {
  async "leak-detection"({ operations, did }) {
    const pool = new ResourcePool({ cpu: operations });
    await leaseToOthers(pool, operations - LEAKED);
    return {
      async run(seed) {
        const ended = await leave(pool, seed), looked = pool.held;
        const found = pool.auditRun(ended, { leaks: "reclaim" });
        did(looked);
        const value = found.reduce((folded, { owner }) => nextStep(folded, Number(owner.state)), seed);
        return nextStep(value, pool.held);
      },
      figures: () => scanFigures(pool),
    };
  },
};

/** Acquires what is not released either, in the name of runs that are not over. */
async function leaseToOthers(pool: ResourcePool, count: number): Promise<void> {
  const runs = Array.from({ length: OTHER_RUNS }, (_, number) => ({ number }));
  for (let i = 0; i < count; i++) {
    await pool.acquire({ cpu: 1 }, { owner: { run: runs[i % OTHER_RUNS], state: "working" } });
  }
}

/** Acquires what will not be released, in the name of a run that is over then. */
async function leave(pool: ResourcePool, seed: number): Promise<object> {
  const run = { seed };
  for (let leak = 0; leak < LEAKED; leak++) {
    await pool.acquire({ cpu: 1 }, { owner: { run, state: `${leakName(seed, leak)}` } });
  }
  return run;
}

async function scanFigures(pool: ResourcePool): Promise<Readonly<Record<string, number>>> {
  const scansUs: number[] = [];
  let right = 0, all = 0;
  for (let scan = 0; scan < 2 * WATCHED_SCANS; scan++) {
    const ended = await leave(pool, scan), startedMs = performance.now();
    const found = pool.auditRun(ended, { leaks: "reclaim" });
    if (scan >= WATCHED_SCANS) scansUs.push((performance.now() - startedMs) * 1_000);
    all += found.length;
    right += found.filter(({ owner }) => owner.run === ended).length;
  }
  return {
    "recall-percent": 100 * right / (2 * WATCHED_SCANS * LEAKED),
    "precision-percent": 100 * right / all,
    "scan-us-p50": quantileOf(scansUs, 0.5),
  };
}
