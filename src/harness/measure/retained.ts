/**
 * What stays in memory while something is kept: the heap after forced collections, with more and more of it in
 * existence. What is kept is the caller's business; the slope over the points is fitted in `compare/`.
 * @module
 */
import process from "node:process";
import { setImmediate } from "node:timers";
import { collectGarbage } from "./garbage.ts";

/** What a process holds on to. */
export interface HeldMemory {
  /** Objects on V8's heap, in bytes. */
  readonly heapUsedBytes: number;
  /** Memory outside of the heap that objects stand for, array buffers included, in bytes. */
  readonly externalBytes: number;
}

/** What a process held when it kept so many things. */
export interface RetainedPoint extends HeldMemory {
  /** Things kept. */
  readonly count: number;
}

/** How often garbage is collected before a reading: what a finalizer lets go of is gone only the next time. */
const COLLECTIONS = 3;

/**
 * Reads what this process holds once all garbage is gone.
 *
 * @returns Heap and what is outside of it.
 */
export async function readHeldMemory(): Promise<HeldMemory> {
  for (let i = 0; i < COLLECTIONS; i++) {
    // A turn of the event loop: weak references and finalizers are looked at between turns.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { heapUsedBytes: heapUsed, externalBytes: external };
}

/** What is kept, and up to how many of it. */
export interface Keeping {
  /** Numbers of things at which memory is read, ascending, from 1. */
  readonly counts: readonly number[];
  /**
   * Makes one more and keeps it.
   *
   * @param index Its number, from 0.
   */
  readonly keep: (index: number) => Promise<void> | void;
  /** Waits until all that is kept is as it should be when memory is read. @default nothing to wait for */
  readonly settle?: () => Promise<void>;
}

/**
 * Reads memory at zero and at each number of kept things.
 *
 * @param keeping What is kept.
 * @param read Reads memory.
 * @returns One point more than there are counts, the first one with nothing kept.
 * @throws Whatever keeping throws.
 */
export async function measureRetained(
  { counts, keep, settle }: Keeping,
  read: () => Promise<HeldMemory> = readHeldMemory,
): Promise<RetainedPoint[]> {
  const points: RetainedPoint[] = [{ count: 0, ...await read() }];
  let kept = 0;
  for (const count of counts) {
    for (; kept < count; kept++) await keep(kept);
    await settle?.();
    points.push({ count, ...await read() });
  }
  return points;
}
