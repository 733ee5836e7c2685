/**
 * Fifteen jobs that want more than there is of what they share.
 * @module
 */
import { agent } from "puffinflow";
import { ResourcePool } from "puffinflow/resources";
import { quantileOf } from "../../../../stats/quantile.ts";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import { HELD_MS, JOB_ORDERS, orderOf, SHARED_UNITS } from "../../../workload/micro/contended_jobs.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { JOBS_PER_ROUND } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";
import { makespanMs } from "../simulated_run.ts";

/** One round, as its jobs see it. */
interface Round {
  readonly used: Crowd;
  /** Called by each job when it has its units; holds them until the promise is fulfilled. */
  readonly hold: (job: number, units: number) => Promise<void> | null;
}

function jobsAgent(jobs: readonly number[], pool: ResourcePool): LoopBuilt<Round> {
  let flow = agent("jobs", { pool }).input<Round>() as LoopBuilt<Round>;
  for (const [job, units] of jobs.entries()) {
    flow = flow.state(`job-${job}`, { resources: { units } }, async ({ input: { used, hold } }) => {
      used.enter(units);
      await hold(job, units);
      used.leave(units);
      return used.peak;
    });
  }
  return flow.validate();
}

/** Program of the scenario. */
export function resourceContention({ operations, did }: MicroTask): Prepared {
  const pool = new ResourcePool({ units: SHARED_UNITS });
  const agents = JOB_ORDERS.map((jobs) => jobsAgent(jobs, pool));
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let round = 0; round < operations / JOBS_PER_ROUND; round++) {
        const used = new Crowd();
        let atFirst = 0;
        const hold = (job: number, units: number) => {
          digest = foldNext(foldNext(digest, job), units);
          return job === 0 ? Promise.resolve().then(() => void (atFirst = used.inside)) : null;
        };
        completed(await agents[orderOf(seed, round)]!.run({ used, hold }));
        check(used, pool);
        digest = foldNext(digest, atFirst);
        did(JOBS_PER_ROUND);
      }
      return digest;
    },
    async figures() {
      const rounds = [];
      for (const [order, jobs] of JOB_ORDERS.entries()) rounds.push(await simulate(agents[order]!, jobs));
      return figuresOf(rounds);
    },
  };
}

function check(used: Crowd, pool: ResourcePool): void {
  if (used.peak > SHARED_UNITS) throw new Error(`${used.peak} of ${SHARED_UNITS} units were in use`);
  if (pool.held + pool.waiting + used.inside > 0) throw new Error("Something is held when all has ended");
}

/** What a round in simulated time was like. */
interface Simulated {
  readonly tookMs: number;
  /** How long each job waited for its units. */
  readonly waitsMs: readonly number[];
  /** Units of all jobs, each times the time that it held them. */
  readonly unitMs: number;
}

async function simulate(flow: LoopBuilt<Round>, jobs: readonly number[]): Promise<Simulated> {
  const waitsMs: number[] = [];
  const tookMs = await makespanMs(async ({ wait, nowMs }) => {
    const hold = () => {
      waitsMs.push(nowMs());
      return wait(HELD_MS);
    };
    completed(await flow.run({ used: new Crowd(), hold }));
  });
  return { tookMs, waitsMs, unitMs: HELD_MS * jobs.reduce((sum, units) => sum + units, 0) };
}

function figuresOf(rounds: readonly Simulated[]): Readonly<Record<string, number>> {
  const waitsMs = rounds.flatMap((round) => round.waitsMs), tookMs = sumOf(rounds.map((round) => round.tookMs));
  const shortestMs = sumOf(rounds.map(({ unitMs }) => Math.max(unitMs / SHARED_UNITS, HELD_MS)));
  // A job's share of its time in which it had what it needs: 1 where nobody waited.
  const shares = waitsMs.map((waitMs) => HELD_MS / (HELD_MS + waitMs));
  return {
    resourceUtilizationPercent: 100 * sumOf(rounds.map((round) => round.unitMs)) / (SHARED_UNITS * tookMs),
    schedulingEfficiencyPercent: 100 * shortestMs / tookMs,
    waitMsP50: quantileOf(waitsMs, 0.5),
    waitMsP99: quantileOf(waitsMs, 0.99),
    jainFairnessPercent: 100 * sumOf(shares) ** 2 / (shares.length * sumOf(shares.map((share) => share ** 2))),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
