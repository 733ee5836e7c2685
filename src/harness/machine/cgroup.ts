/**
 * What the control groups allow this process, and how often they stopped it. A group is bound by all
 * groups above it, so the lowest limit on the way up counts. Where the groups are is `cgroup_place.ts`.
 * @module
 */
import { type CgroupPlace, type Controller, findCgroup } from "./cgroup_place.ts";
import { type Fact, followed, isKnown, known, missing } from "./fact.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { type FileMeaning, readFact, type TextSource } from "./text_source.ts";
import { entryOf, parseWholeNumber } from "./whole_number.ts";

type Version = CgroupPlace["version"];

/** Reads what the files of one group grant: `Infinity` where it sets no limit. */
type LevelReader = (files: TextSource, directory: string) => Fact<number>;

/** How the memory controller calls its files; what they mean is the same in both versions. */
const MEMORY_NAMES = {
  1: { limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes", reclaimable: "total_inactive_file" },
  2: { limit: "memory.max", usage: "memory.current", reclaimable: "inactive_file" },
} as const;

/**
 * Reads what the control groups allow.
 *
 * @param files Where to read.
 * @returns The lowest limits, or why there are none.
 */
export function readCgroup(files: TextSource): MachineFacts["cgroup"] {
  return {
    cpuLimit: lowest(files, { controller: "cpu", readers: { 1: readCpuLimitV1, 2: readCpuLimitV2 } }),
    memoryLimitBytes: lowest(files, {
      controller: "memory",
      readers: { 1: memoryLimitReader(1), 2: memoryLimitReader(2) },
    }),
  };
}

/**
 * Reads how much memory the control groups still grant; caches that would give way count as free.
 *
 * @param files Where to read.
 * @returns Bytes up to the nearest limit, or why there is none.
 */
export function readMemoryHeadroom(files: TextSource): Fact<number> {
  return lowest(files, {
    controller: "memory",
    readers: { 1: memoryHeadroomReader(1), 2: memoryHeadroomReader(2) },
  });
}

/**
 * Reads how often this process's groups were stopped because their processor time was used up.
 *
 * @param files Where to read.
 * @returns Periods since the groups exist, summed over all levels.
 */
export function readThrottledPeriods(files: TextSource): Fact<number> {
  return followed(findCgroup("cpu", files), ({ directories }) => {
    const counts = directories
      .map((directory) => readFact(files, { path: `${directory}/cpu.stat`, parse: entryOf("nr_throttled") }))
      .filter(isKnown);
    if (counts.length === 0) return missing("the control groups keep no account of throttling");
    return known(counts.reduce((sum, { value }) => sum + value, 0));
  });
}

function lowest(
  files: TextSource,
  { controller, readers }: { controller: Controller; readers: Readonly<Record<Version, LevelReader>> },
): Fact<number> {
  return followed(findCgroup(controller, files), ({ version, directories }) => {
    let granted = Infinity;
    for (const directory of directories) {
      const level = readers[version](files, directory);
      if (!isKnown(level)) return level;
      granted = Math.min(granted, level.value);
    }
    return granted === Infinity ? missing("there is no limit") : known(granted);
  });
}

function readCpuLimitV1(files: TextSource, directory: string): Fact<number> {
  const quota = readLimit(files, { path: `${directory}/cpu.cfs_quota_us`, parse: parseLimit });
  if (quota.value === null || quota.value === Infinity) return quota;
  const quotaUs = quota.value;
  const path = `${directory}/cpu.cfs_period_us`;
  return readFact(files, { path, parse: (text) => share(quotaUs, parseWholeNumber(text)) });
}

function readCpuLimitV2(files: TextSource, directory: string): Fact<number> {
  return readLimit(files, {
    path: `${directory}/cpu.max`,
    parse(text) {
      const [quota = "", period = ""] = text.split(" ");
      return share(parseLimit(quota), parseWholeNumber(period));
    },
  });
}

function memoryLimitReader(version: Version): LevelReader {
  const { limit } = MEMORY_NAMES[version];
  return (files, directory) => readLimit(files, { path: `${directory}/${limit}`, parse: parseLimit });
}

function memoryHeadroomReader(version: Version): LevelReader {
  const { usage, reclaimable } = MEMORY_NAMES[version];
  const readMemoryLimit = memoryLimitReader(version);
  return (files, directory) => {
    const limit = readMemoryLimit(files, directory);
    if (limit.value === null || limit.value === Infinity) return limit;
    const limitBytes = limit.value;
    const used = readFact(files, { path: `${directory}/${usage}`, parse: parseWholeNumber });
    const caches = readFact(files, { path: `${directory}/memory.stat`, parse: entryOf(reclaimable) });
    return followed(used, (usedBytes) => known(Math.max(limitBytes - usedBytes + (caches.value ?? 0), 0)));
  };
}

/** As `readFact()`, but a group without the file sets no limit: root groups have none of these files. */
function readLimit(files: TextSource, meaning: FileMeaning<number>): Fact<number> {
  const text = files.read(meaning.path);
  return typeof text !== "string" && text.kind === "absent" ? known(Infinity) : readFact(files, meaning);
}

/** Reads a limit: `max` (version 2), -1 and numbers beyond any memory (version 1) mean that there is none. */
function parseLimit(text: string): number | null {
  const written = text.trim();
  if (written === "max" || written === "-1") return Infinity;
  return /^\d+$/.test(written) ? parseWholeNumber(written) ?? Infinity : null;
}

/** Processors' worth of time; nothing sensible comes of a quota or a period of 0. */
function share(quotaUs: number | null, periodUs: number | null): number | null {
  return quotaUs && periodUs ? quotaUs / periodUs : null;
}
