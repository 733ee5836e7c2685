/**
 * Twenty runs that meet again and again.
 * @module
 */
import { agent } from "puffinflow";
import { CyclicBarrier } from "puffinflow/coordination";
import { median } from "../../../../stats/median.ts";
import { quantileOf } from "../../../../stats/quantile.ts";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { PARTIES } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { medianUs } from "../figure_times.ts";

/** Times that each number of meetings is timed for the figures. */
const FIGURE_RUNS = 50;
/** The fewest and the most meetings of the family of benchmarks. */
const FEWEST = 5, MOST = 50;

/** One party. */
interface Party {
  readonly value: number;
  readonly points: number;
  readonly barrier: CyclicBarrier;
}

const party = agent("party").input<Party>().state("meet", async ({ input: { value, points, barrier } }) => {
  let met = value;
  for (let point = 0; point < points; point++) {
    const { generation, position } = await barrier.arrive();
    met = nextStep(met, generation * PARTIES + position);
  }
  return met;
}).validate();

async function meet(points: number, seed: number): Promise<number> {
  const barrier = new CyclicBarrier(PARTIES);
  const runs = await Promise.all(
    Array.from({ length: PARTIES }, (_, i) => party.run({ value: nextStep(seed, i), points, barrier })),
  );
  let digest = EMPTY_FOLD;
  for (const run of runs) digest = foldNext(digest, completed(run).output("meet"));
  return foldNext(digest, barrier.generation);
}

/** Program of the scenario. */
export function coordinationGrowth({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const digest = await meet(operations, seed);
      did(operations);
      return digest;
    },
    async figures() {
      const groups = await wakeLatenciesUs(operations), latenciesUs = groups.flat();
      const figures = {
        wakeLatencyUsP50: quantileOf(latenciesUs, 0.5),
        wakeLatencyUsP99: quantileOf(latenciesUs, 0.99),
        // Of all groups together it would be that of the group which was interrupted for longest.
        maxCoordinationLatencyUs: median(groups.map((group) => Math.max(...group))),
      };
      return operations === MOST ? { ...figures, coordinationOverheadGrowth: await growth() } : figures;
    },
  };
}

/** How much dearer a meeting is where there are ten times as many. */
async function growth(): Promise<number> {
  const fewestUs = await medianUs(FIGURE_RUNS, () => meet(FEWEST, 1));
  const mostUs = await medianUs(FIGURE_RUNS, () => meet(MOST, 1));
  return (mostUs / MOST) / (fewestUs / FEWEST);
}

/** From when the last party arrives to when each party goes on, for each of many groups. */
async function wakeLatenciesUs(points: number): Promise<readonly (readonly number[])[]> {
  for (let warmUp = 0; warmUp < FIGURE_RUNS; warmUp++) await watchedMeetings(points);
  const groups = [];
  for (let group = 0; group < FIGURE_RUNS; group++) groups.push(await watchedMeetings(points));
  return groups;
}

async function watchedMeetings(points: number): Promise<readonly number[]> {
  const barrier = new CyclicBarrier(PARTIES), latenciesUs: number[] = [];
  let releasedMs = 0;
  const attend = async () => {
    for (let point = 0; point < points; point++) {
      if (barrier.waiting === PARTIES - 1) releasedMs = performance.now();
      await barrier.arrive();
      latenciesUs.push((performance.now() - releasedMs) * 1e3);
    }
  };
  const watched = agent("watched").state("attend", attend).validate();
  await Promise.all(Array.from({ length: PARTIES }, () => watched.run()));
  return latenciesUs;
}
