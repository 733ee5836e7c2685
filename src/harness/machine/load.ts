/**
 * How busy the machine is with other things: load averages, processor time stolen by a hypervisor,
 * pressure, throttling and free memory. Whether that is too much is `grade.ts`.
 * @module
 */
import { readThrottledPeriods } from "./cgroup.ts";
import { attempt, type Fact, followed, isKnown, known, missing } from "./fact.ts";
import type { Host } from "./host.ts";
import type { LoadReading } from "./machine_spec.ts";
import { readAvailableMemory } from "./memory.ts";
import { readFact, type TextSource } from "./text_source.ts";
import { parseWholeNumber } from "./whole_number.ts";

/** Processor time that has passed, in the kernel's ticks over all processors. */
export interface ProcessorTicks {
  /** All time: spent, idle or stolen. */
  readonly total: number;
  /** Time in which the hypervisor ran something else though this machine had work. */
  readonly stolen: number;
}

/** What a reading of the load refers to. */
export interface LoadOptions {
  /** Ticks at the start of the stretch whose stolen share is asked for; without them it is the share since boot. */
  readonly since?: Fact<ProcessorTicks>;
}

/** user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in `user`. */
const TICK_COLUMNS = 8;

/**
 * Reads the load of this moment.
 *
 * @param host The machine.
 * @param options What the stolen share refers to.
 * @returns The load; null with a reason for whatever the system keeps to itself.
 *
 * @example Share of processor time that was stolen while something ran
 * ```ts
 * import assert from "node:assert/strict";
 * import { readLoad, readTicks } from "./load.ts";
 * import { systemHost } from "./system_host.ts";
 *
 * const since = readTicks(systemHost.files);
 * // ... what takes a while ...
 * const { steal } = readLoad(systemHost, { since });
 * assert(steal.value === null || steal.value <= 1);
 * ```
 */
export function readLoad(host: Host, { since = known({ total: 0, stolen: 0 }) }: LoadOptions = {}): LoadReading {
  return {
    average: readLoadAverage(host),
    steal: stolenShare(since, readTicks(host.files)),
    cpuPressurePercent: readCpuPressure(host.files),
    throttledPeriods: readThrottledPeriods(host.files),
    availableMemoryBytes: readAvailableMemory(host),
  };
}

/**
 * Reads how much processor time has passed since boot.
 *
 * @param files Where to read.
 * @returns The ticks of all processors together.
 */
export function readTicks(files: TextSource): Fact<ProcessorTicks> {
  return readFact(files, {
    path: "/proc/stat",
    parse(text) {
      const [, written] = /^cpu +(.*)$/m.exec(text) ?? [];
      const columns = (written ?? "").split(" ").slice(0, TICK_COLUMNS).map(parseWholeNumber);
      const ticks = columns.filter((column) => column !== null);
      if (ticks.length < TICK_COLUMNS) return null;
      return { total: ticks.reduce((sum, tick) => sum + tick, 0), stolen: ticks[TICK_COLUMNS - 1]! };
    },
  });
}

function stolenShare(before: Fact<ProcessorTicks>, after: Fact<ProcessorTicks>): Fact<number> {
  return followed(before, (from) =>
    followed(after, (to) => {
      const total = to.total - from.total;
      const stolen = to.stolen - from.stolen;
      const isShare = total > 0 && stolen >= 0 && stolen <= total;
      return isShare ? known(stolen / total) : missing("the kernel's ticks did not move on in between");
    }));
}

function readLoadAverage(host: Host): LoadReading["average"] {
  if (host.os === "windows") return missing("Windows keeps no load average");
  const averages = attempt(() => host.loadAverage());
  if (!isKnown(averages)) return averages;
  const [one, five, fifteen] = averages.value;
  const isWhole = one !== undefined && five !== undefined && fifteen !== undefined;
  return isWhole ? known([one, five, fifteen]) : missing("the system does not tell it");
}

function readCpuPressure(files: TextSource): Fact<number> {
  return readFact(files, {
    path: "/proc/pressure/cpu",
    parse(text) {
      const [, percent] = /^some avg10=(\d{1,3}\.\d+) /m.exec(text) ?? [];
      return percent === undefined || Number(percent) > 100 ? null : Number(percent);
    },
  });
}
