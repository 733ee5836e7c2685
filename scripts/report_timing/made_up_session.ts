/**
 * A session of any size with made-up numbers, the same at every call: what `time_report.ts` makes reports of. Rivals
 * are slower by a factor of their own; every fifth benchmark has two paces, so that not all rows are alike.
 * @module
 */
import { PROFILES } from "../../src/harness/session/profile.ts";
import {
  type BenchmarkResult,
  type Cell,
  type Fork,
  type LoadReading,
  type MachineSpec,
  type Result,
  RESULT_SCHEMA,
  type SessionInfo,
} from "../../src/harness/session/result.ts";
import type { Random } from "../../src/random/random.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";

/** How large a session is. */
export interface SessionSize {
  readonly benchmarks: number;
  /** Samples of each cell, a multiple of {@linkcode PROCESSES}. */
  readonly samples: number;
  /** Frameworks, 1 or more. */
  readonly subjects: number;
  /** Suites that the benchmarks are spread over. */
  readonly suites: number;
}

/** Processes of each cell. */
export const PROCESSES = 10;

const SEED = 200, SHORTEST_NS = 8_000, LARGEST_FACTOR = 60;
const AT = "2025-11-23T06:41:13.000Z";

/**
 * Makes up a session.
 *
 * @param size How large.
 * @returns A result that the schema accepts.
 */
export function madeUpSession(size: SessionSize): Result {
  const random = randomFromSeed(SEED);
  const ids = ["puffinflow", ...Array.from({ length: size.subjects - 1 }, (_, index) => `engine-${index + 1}`)];
  return {
    schema: RESULT_SCHEMA,
    session: sessionInfo(),
    machine: machineSpec(),
    host: { referenceRounds: null, reference: [], phases: [], passes: [], grade: null },
    subjects: ids.map((id) => ({
      id,
      title: id === "puffinflow" ? "PuffinFlow" : id.replace("engine-", "Engine "),
      packages: {},
      executionModel: "async",
      durability: "none",
      approach: "idiomatic",
      idiom: "made up",
      adapter: id,
      extraWorkPercent: 0,
      workerFlags: [],
    })),
    benchmarks: Array.from({ length: size.benchmarks }, (_, index) => benchmark(index, { size, ids, random })),
  };
}

interface Making {
  readonly size: SessionSize;
  readonly ids: readonly string[];
  readonly random: Random;
}

function benchmark(index: number, { size, ids, random }: Making): BenchmarkResult {
  const suite = `suite-${Math.floor(index * size.suites / size.benchmarks) + 1}`;
  const runNs = SHORTEST_NS * (1 + (index * 37) % LARGEST_FACTOR);
  return {
    id: `${suite}/scenario-${index}/noop`,
    suite,
    scenario: `scenario-${index}`,
    title: `scenario ${index} of twenty states`,
    workload: { seedName: `scenario-${index}`, shape: { kind: "chain", length: 20 }, kernel: { kind: "noop" } },
    tasks: 20,
    primaryClock: "cpu",
    rounds: { planned: size.samples / PROCESSES, optimal: null },
    cells: ids.map((subject, rank): Cell => ({
      subject,
      status: "measured",
      forks: Array.from(
        { length: PROCESSES },
        (_, pass) =>
          fork(pass, {
            random,
            samples: size.samples / PROCESSES,
            runNs: runNs * (1 + 1.7 * rank),
            hasTwoPaces: index % 5 === 4,
          }),
      ),
    })),
  };
}

interface MadeUpFork {
  readonly random: Random;
  readonly samples: number;
  readonly runNs: number;
  readonly hasTwoPaces: boolean;
}

function fork(pass: number, { random, samples, runNs, hasTwoPaces }: MadeUpFork): Fork {
  const pace = 1 + 0.02 * random.float();
  const times = Array.from({ length: samples }, (_, index) => {
    const tail = random.float() < 0.04 ? 0.4 * random.float() : 0;
    const second = hasTwoPaces && index % 3 === 0 ? 0.2 : 0;
    return Math.round(runNs * pace * (1 + (random.float() + random.float()) / 20 + tail + second));
  });
  const zeros = times.map(() => 0);
  return {
    pass,
    importNs: 2e7,
    prepareNs: 3e5,
    teardownNs: 1e4,
    freshProcess: true,
    paddingBytes: 0,
    firstRunNs: 40 * runNs,
    warmUp: { steady: true, elapsedMs: 300, iterations: 40 },
    batch: 1,
    batchSetBy: "puffinflow",
    extraRounds: 0,
    wallNs: times,
    cpuNs: times,
    allocatedBytes: times.map(() => 4_000),
    gcCount: zeros,
    gcNs: zeros,
    voluntarySwitches: zeros,
    involuntarySwitches: zeros,
    minorFaults: zeros,
    majorFaults: zeros,
    rssBytes: [],
    startedMs: times.map((_, index) => 1_000 * pass + index),
    provedRuns: samples,
    peakRssKib: 81_000,
  };
}

function sessionInfo(): SessionInfo {
  return {
    id: `made-up-${SEED}`,
    startedAt: AT,
    finishedAt: AT,
    status: "completed",
    seed: SEED,
    argv: ["run"],
    profile: PROFILES.standard,
    timeLimitMs: 30_000,
    workerFlags: [],
    tool: { version: "0.0.0", commit: { value: null, why: "nothing was measured" }, build: "source" },
    hostFingerprint: null,
    resumedAt: [],
    stages: [],
  };
}

const UNKNOWN = { value: null, why: "nothing was measured" };
const LOAD: LoadReading = {
  average: UNKNOWN,
  steal: UNKNOWN,
  cpuPressurePercent: UNKNOWN,
  throttledPeriods: UNKNOWN,
  availableMemoryBytes: UNKNOWN,
};

function machineSpec(): MachineSpec {
  return {
    cpu: { model: { value: "none: all numbers are made up" }, cores: 1, availableParallelism: 1 },
    memoryBytes: 2 ** 30,
    os: { name: "none", release: "0", distribution: UNKNOWN, arch: "none" },
    hostId: UNKNOWN,
    cgroup: { cpuLimit: UNKNOWN, memoryLimitBytes: UNKNOWN },
    governor: UNKNOWN,
    turbo: UNKNOWN,
    smt: UNKNOWN,
    virtualization: UNKNOWN,
    clockSource: UNKNOWN,
    clock: { costNs: 0, grainNs: 1 },
    runtime: { deno: Deno.version.deno, v8: Deno.version.v8, typescript: Deno.version.typescript },
    loadBefore: LOAD,
    loadAfter: LOAD,
  };
}
