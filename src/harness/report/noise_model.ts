/**
 * How quiet the machine was, from the runs of the reference loop: how far each was off the median, and the
 * stretches in which they were further off than is good.
 * @module
 */
import { robustDeviation } from "../../stats/mad.ts";
import { median } from "../../stats/median.ts";
import { LADDERS } from "../machine/grade.ts";
import type { HostSeries } from "../session/result.ts";
import type { NoiseModel } from "./model.ts";
import { shortName } from "./wording.ts";

/** Fewest runs of the loop that tell something. */
const FEWEST_RUNS = 3;
const TOLERATED = LADDERS["spin-variation"].good;

type Point = NoiseModel["points"][number];

/**
 * Makes the series of a session.
 *
 * @param host What the machine did while the session ran.
 * @returns Deviations, phases and bursts; `null` where the loop hardly ran.
 */
export function noiseOf({ reference, phases, metricPhases = [] }: HostSeries): NoiseModel | null {
  if (reference.length < FEWEST_RUNS) return null;
  const middle = median(reference.map(({ wallNs }) => wallNs));
  if (middle <= 0) return null;
  const points = reference.map(({ startedMs, wallNs }) => ({ atMs: startedMs, deviation: wallNs / middle - 1 }));
  return {
    points,
    tolerated: TOLERATED,
    phases: merged([
      ...phases.map(({ benchmark, startedMs, endedMs }) => ({ label: shortName(benchmark), startedMs, endedMs })),
      ...metricPhases.map(({ metric, startedMs, endedMs }) => ({ label: metric, startedMs, endedMs })),
    ]),
    bursts: burstsOf(points),
    floor: robustDeviation(reference.map(({ wallNs }) => wallNs)) / middle,
  };
}

interface Stretch {
  readonly label: string;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** What is called alike and follows each other is one phase: blocks of a benchmark, turns of a metric. */
function merged(stretches: readonly Stretch[]): NoiseModel["phases"] {
  const phases: { label: string; startMs: number; endMs: number }[] = [];
  for (const { label, startedMs, endedMs } of stretches) {
    const before = phases.at(-1);
    if (before?.label === label) before.endMs = endedMs;
    else phases.push({ label, startMs: startedMs, endMs: endedMs });
  }
  return phases;
}

/** A burst lasts from its first run beyond what is tolerated to the next run within it. */
function burstsOf(points: readonly Point[]): NoiseModel["bursts"] {
  const bursts: { startMs: number; endMs: number; worst: number }[] = [];
  let isOpen = false;
  for (const { atMs, deviation } of points) {
    const last = bursts.at(-1);
    if (isOpen && last !== undefined) last.endMs = atMs;
    const isBeyond = Math.abs(deviation) > TOLERATED;
    if (isBeyond && isOpen && last !== undefined) {
      if (Math.abs(deviation) > Math.abs(last.worst)) last.worst = deviation;
    } else if (isBeyond) bursts.push({ startMs: atMs, endMs: atMs, worst: deviation });
    isOpen = isBeyond;
  }
  return bursts;
}
