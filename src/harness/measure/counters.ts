/**
 * Reads everything that a stretch of work consumes: wall time, processor time, allocated bytes,
 * garbage collections, context switches and page faults. What is run, and how often, is `batch.ts`.
 *
 * Chosen by trial under Deno 2.9: `total_allocated_bytes` is the only counter of allocations that does
 * not shrink when garbage is collected, and `GCProfiler` the only working witness of collections
 * (`PerformanceObserver` never reports one, `eventLoopUtilization()` is a stub). The peak resident set
 * is left to the parent: a process inherits `maxRSS` from the one that started it.
 *
 * Each reading of the counter also counts what is still free in the page that V8 allocates from, up to 256 KiB.
 * A second reading right behind the last shows how much that was, and it is taken off again: what is left is
 * right to some hundred bytes but for the 2 kB that the readings themselves allocate.
 * @module
 */
import process from "node:process";
import { GCProfiler, getHeapStatistics } from "node:v8";
import { invariant } from "../../invariant.ts";

/** What a stretch of work took, in total. */
export interface Consumption {
  /** Time on the monotonic clock. */
  readonly wallNs: number;
  /** User and system time of the whole process, helper threads included. */
  readonly cpuNs: number;
  /** Bytes allocated on V8's heap, whether they are garbage by now or not. */
  readonly allocatedBytes: number;
  /** Garbage collections and steps of collections. */
  readonly gcCount: number;
  /** Time that they held the program up. */
  readonly gcNs: number;
  /** Times that the process gave up the processor by itself. */
  readonly voluntarySwitches: number;
  /** Times that the kernel took the processor away: preemption. */
  readonly involuntarySwitches: number;
  /** Page faults that needed no disk. */
  readonly minorFaults: number;
  /** Page faults that did. */
  readonly majorFaults: number;
  /** Resident set of the process when the stretch had ended. */
  readonly rssBytes: number;
}

/** Measures one stretch after another; a stretch may not start before the last one stopped. */
export class ConsumptionMeter {
  readonly #collections = new GCProfiler();
  #allocatedBytes = 0;
  #usage: NodeJS.ResourceUsage | null = null;
  #startedMs = 0;

  /** Starts a stretch. The wall clock is read last, so that the stretch begins when this returns. */
  start(): void {
    this.#collections.start();
    this.#allocatedBytes = allocatedBytes();
    this.#usage = process.resourceUsage();
    this.#startedMs = performance.now();
  }

  /**
   * Ends a stretch. The wall clock is read first, then the processor clock.
   *
   * @returns What has been consumed since {@linkcode start}.
   */
  stop(): Consumption {
    const stoppedMs = performance.now();
    const usage = process.resourceUsage();
    const bytes = allocatedBytes(), bytesAgain = allocatedBytes();
    const collections = this.#collections.stop()?.statistics ?? [];
    const before = this.#usage;
    invariant(before !== null, "A stretch is started before it is stopped");
    this.#usage = null;
    return {
      wallNs: Math.round((stoppedMs - this.#startedMs) * 1e6),
      cpuNs: (processorMicros(usage) - processorMicros(before)) * 1e3,
      allocatedBytes: bytes - this.#allocatedBytes - (bytesAgain - bytes),
      gcCount: collections.length,
      // Nanoseconds here, though Node.js documents microseconds.
      gcNs: collections.reduce((total, { cost }) => total + cost, 0),
      voluntarySwitches: usage.voluntaryContextSwitches - before.voluntaryContextSwitches,
      involuntarySwitches: usage.involuntaryContextSwitches - before.involuntaryContextSwitches,
      minorFaults: usage.minorPageFault - before.minorPageFault,
      majorFaults: usage.majorPageFault - before.majorPageFault,
      rssBytes: Deno.memoryUsage().rss,
    };
  }
}

/** The runtime's counter is newer than the types of `node:v8`. */
type HeapStatistics = ReturnType<typeof getHeapStatistics> & { readonly total_allocated_bytes: number };

function allocatedBytes(): number {
  return (getHeapStatistics() as HeapStatistics).total_allocated_bytes;
}

function processorMicros(usage: NodeJS.ResourceUsage): number {
  return usage.userCPUTime + usage.systemCPUTime;
}
