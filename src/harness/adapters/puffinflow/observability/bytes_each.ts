/**
 * How much memory one of many things takes: the slope over growing numbers of them, so that what is there anyway does
 * not count.
 * @module
 */
import process from "node:process";
import { setImmediate } from "node:timers";
import { ols, type Point } from "../../../../stats/ols.ts";

/** Numbers of things at which memory is read. */
const COUNTS: readonly number[] = [0, 1_000, 2_000, 5_000, 10_000];

/**
 * Finds what one thing takes on V8's heap.
 *
 * @param keep Makes one more and keeps it; it is given its number, from 0.
 * @returns Bytes.
 * @throws If the process cannot collect its garbage.
 */
export async function bytesEach(keep: (index: number) => void): Promise<number> {
  const points: Point[] = [];
  let kept = 0;
  for (const count of COUNTS) {
    for (; kept < count; kept++) keep(kept);
    points.push({ x: count, y: await settledBytes() });
  }
  return ols(points).slope.value;
}

/** Bytes on the heap once all garbage is gone. */
async function settledBytes(): Promise<number> {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error("Cannot see what is kept as the process must have --v8-flags=--expose-gc");
  for (let round = 0; round < 2; round++) {
    gc();
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
