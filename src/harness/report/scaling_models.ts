/**
 * Makes the curves of throughput over runs at once. What starting and ending so many runs takes is measured; the wait
 * that each run would have on top is added, as all of them wait at the same time. One thread that only computes could
 * not get more done by having more at once.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { uslFit } from "../../stats/usl.ts";
import type { BenchmarkModel, MeasuredCellModel, ScalingModel } from "./model.ts";

/** A family of benchmarks that differ in how much runs at once. */
interface Family {
  /** How the ids of its benchmarks begin; how many run at once is the number of tasks of each. */
  readonly prefix: string;
  readonly title: string;
  /** Wait of each run, in nanoseconds. */
  readonly waitNs: number;
}

const FAMILIES: readonly Family[] = [
  { prefix: "orchestration/horizontal-scaling/", title: "runs at once that wait 10 ms each", waitNs: 10e6 },
];
/** Fewer sizes make no curve, and the law has three coefficients. */
const FEWEST_SIZES = 4;
const NS_PER_S = 1e9;

/**
 * Makes the curves of a session.
 *
 * @param benchmarks Its benchmarks.
 * @returns A curve for each subject of each family that was measured with four sizes or more.
 */
export function scalingModels(benchmarks: readonly BenchmarkModel[]): ScalingModel[] {
  return FAMILIES.flatMap((family) => {
    const members = benchmarks.filter(({ id }) => id.startsWith(family.prefix));
    const subjects = new Set(members.flatMap(({ cells }) => cells.map(({ subject }) => subject)));
    return [...subjects].flatMap((subject) => {
      const points = members.flatMap(({ tasks, cells }) =>
        cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured" && cell.subject === subject)
          .map(({ wallNs }) => ({ n: tasks, value: throughputOf(wallNs, { n: tasks, waitNs: family.waitNs }) }))
      ).toSorted((a, b) => a.n - b.n);
      const sizes = new Set(points.map(({ n }) => n)).size;
      return sizes < FEWEST_SIZES ? [] : [{ title: family.title, subject, points, usl: lawOf(points) }];
    });
  });
}

function throughputOf(wallNs: Estimate, { n, waitNs }: { readonly n: number; readonly waitNs: number }): Estimate {
  const perSecond = (ns: number) => n * NS_PER_S / (waitNs + Math.max(0, ns));
  // A bound of infinity says that there is none, on either side.
  const isBounded = Number.isFinite(wallNs.lo) && Number.isFinite(wallNs.hi);
  return {
    ...wallNs,
    value: perSecond(wallNs.value),
    lo: isBounded ? perSecond(wallNs.hi) : -Infinity,
    hi: isBounded ? perSecond(wallNs.lo) : Infinity,
  };
}

function lawOf(points: ScalingModel["points"]): ScalingModel["usl"] {
  const { lambda, sigma, kappa, rSquared, peak } = uslFit(
    points.map(({ n, value }) => ({ concurrency: n, throughputPerSecond: value.value })),
  );
  return { lambda, sigma, kappa, rSquared, peakN: peak?.concurrency ?? null };
}
