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
export function noiseOf({ reference, phases }: HostSeries): NoiseModel | null {
  if (reference.length < FEWEST_RUNS) return null;
  const middle = median(reference.map(({ wallNs }) => wallNs));
  if (middle <= 0) return null;
  const points = reference.map(({ startedMs, wallNs }) => ({ atMs: startedMs, deviation: wallNs / middle - 1 }));
  return {
    points,
    tolerated: TOLERATED,
    phases: phasesOf(phases),
    bursts: burstsOf(points),
    floor: robustDeviation(reference.map(({ wallNs }) => wallNs)) / middle,
  };
}

/** Blocks of one benchmark that follow each other are one phase. */
function phasesOf(blocks: HostSeries["phases"]): NoiseModel["phases"] {
  const merged: { label: string; startMs: number; endMs: number }[] = [];
  for (const { benchmark, startedMs, endedMs } of blocks) {
    const label = shortName(benchmark), before = merged.at(-1);
    if (before?.label === label) before.endMs = endedMs;
    else merged.push({ label, startMs: startedMs, endMs: endedMs });
  }
  return merged;
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
