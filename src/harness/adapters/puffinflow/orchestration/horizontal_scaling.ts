/**
 * Runs of one agent, all of them at once.
 * @module
 */
import { agent } from "puffinflow";
import { ols } from "../../../../stats/ols.ts";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { medianUs } from "../figure_times.ts";

/** Times that each size is run for the figures. */
const FIGURE_RUNS = 50;
/** Runs at once of which scaling is told. */
const SIZES = [10, 25, 50, 100] as const;
/** What each run of the seed waited, in microseconds. */
const WAIT_US = 10_000;

/** One run. */
interface Errand {
  readonly value: number;
  readonly run: number;
  readonly crowd: Crowd;
}

const worker = agent("worker").input<Errand>().state("work", async ({ input: { value, run, crowd } }) => {
  crowd.enter();
  await null;
  crowd.leave();
  return nextStep(value, run);
}).validate();

async function runAtOnce(count: number, seed: number): Promise<number> {
  const crowd = new Crowd();
  const runs = await Promise.all(
    Array.from({ length: count }, (_, run) => worker.run({ value: nextStep(seed, run), run, crowd })),
  );
  let digest = EMPTY_FOLD;
  for (const run of runs) digest = foldNext(digest, completed(run).output("work"));
  return foldNext(digest, crowd.peak);
}

/** Program of the scenario. */
export function horizontalScaling({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const digest = await runAtOnce(operations, seed);
      did(operations);
      return digest;
    },
    async figures() {
      // Of one family of benchmarks, the figures of the family are told once.
      return operations === SIZES.at(-1) ? await scaling() : {};
    },
  };
}

/** The waits of all runs pass together, so that they take as long as one; starting and ending the runs is added to that. */
async function scaling(): Promise<Readonly<Record<string, number>>> {
  const points: { x: number; y: number }[] = [];
  for (const size of SIZES) points.push({ x: size, y: await medianUs(FIGURE_RUNS, () => runAtOnce(size, 1)) });
  const perSecond = points.map(({ x, y }) => x / (WAIT_US + y) * 1e6);
  const factor = perSecond.at(-1)! / perSecond[0]!, ceiling = SIZES.at(-1)! / SIZES[0];
  return {
    scalingFactor: factor,
    scalingEfficiencyPercent: 100 * factor / ceiling,
    maxThroughputPerSecond: perSecond.at(-1)!,
    marginalUsPerRun: ols(points).slope.value,
  };
}
