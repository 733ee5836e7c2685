/**
 * What the clock can do: how long a reading takes and how fine it is. Both are found by reading it many
 * times in a row; what else happens on the machine can only make readings slower, so the best counts.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { median } from "../../stats/median.ts";
import type { Fact } from "./fact.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { plainText } from "./plain_text.ts";
import { readFact, type TextSource } from "./text_source.ts";

/** Readings whose steps are looked at; continued up to the most while the clock has not moved. */
const READINGS = 20_000;
const MOST_READINGS = 10_000_000;

/** Conversion from the hardware's ticks makes equal steps differ by 1 ns: closer than this is the same. */
const SAME_STEP_NS = 1.5;
/** Steps seen less often come from interruptions and tell nothing of the clock. */
const USUAL = 10;

const COST_BATCHES = 20;
const SMALLEST_BATCH = 1_000;
/** A batch of this many grains is timed to 10 %. */
const BATCH_GRAINS = 10;

/**
 * Measures a clock.
 *
 * @param nowMs Reads it, in milliseconds.
 * @returns Cost of a reading and grain, in nanoseconds.
 */
export function measureClock(nowMs: () => number): MachineFacts["clock"] {
  const grainNs = measureGrain(nowMs);
  return { costNs: measureCost(nowMs, grainNs), grainNs };
}

/**
 * Reads which hardware the kernel takes the time from.
 *
 * @param files Where to read.
 * @returns For example `tsc`.
 */
export function readClockSource(files: TextSource): Fact<string> {
  return readFact(files, {
    path: "/sys/devices/system/clocksource/clocksource0/current_clocksource",
    parse: plainText,
  });
}

/**
 * A fine clock never shows its grain as a step, because a reading takes longer. But all steps are
 * multiples of the grain, so it shows as the usual distance from one step to the next larger one.
 */
function measureGrain(nowMs: () => number): number {
  const counts = countSteps(nowMs);
  const steps = [...counts.keys()].sort((a, b) => a - b);
  const distances: number[] = [];
  let last: number | undefined;
  for (const step of steps.filter((step) => counts.get(step)! >= USUAL)) {
    if (last !== undefined && step - last <= SAME_STEP_NS) continue;
    if (last !== undefined) distances.push(step - last);
    last = step;
  }
  // A coarse clock stands still most of the time: then a step is the grain.
  return distances.length > 0 ? median(distances) : steps.find((step) => step > 0)!;
}

/** How often each difference between two readings in a row was seen, in nanoseconds. */
function countSteps(nowMs: () => number): Map<number, number> {
  const counts = new Map<number, number>();
  let moved = false;
  let lastMs = nowMs();
  for (let i = 0; i < READINGS || (!moved && i < MOST_READINGS); i++) {
    const readMs = nowMs();
    const stepNs = Math.round((readMs - lastMs) * 1e6);
    counts.set(stepNs, (counts.get(stepNs) ?? 0) + 1);
    moved ||= stepNs > 0;
    lastMs = readMs;
  }
  invariant(moved, "A clock moves on while it is read ten million times");
  return counts;
}

function measureCost(nowMs: () => number, grainNs: number): number {
  let readings = SMALLEST_BATCH;
  while (timeBatch(nowMs, readings) < BATCH_GRAINS * grainNs) readings *= 2;
  let quickestNs = Infinity;
  for (let i = 0; i < COST_BATCHES; i++) quickestNs = Math.min(quickestNs, timeBatch(nowMs, readings));
  return quickestNs / readings;
}

function timeBatch(nowMs: () => number, readings: number): number {
  const startedMs = nowMs();
  for (let i = 1; i < readings; i++) nowMs();
  return (nowMs() - startedMs) * 1e6;
}
