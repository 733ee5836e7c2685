/**
 * A small session with made-up but plausible numbers, the same at every call: PuffinFlow wins, loses
 * and cannot be told from a rival, one cell failed, one framework is missing.
 * @module
 */
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import type { Random } from "../../src/random/random.ts";
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
  type Subject,
} from "../../src/harness/session/result.ts";

/** What a made-up process measures: time per run, how far processes are apart, memory per run. */
interface MadeUp {
  readonly runNs: number;
  readonly spread: number;
  readonly bytes: number;
  readonly steady?: boolean;
}

const FORKS = PROFILES.quick.forks;
const ROUNDS = PROFILES.quick.rounds;

/**
 * Makes up a session.
 *
 * @returns A result that the schema accepts.
 */
export function sessionResult(): Result {
  const random = randomFromSeed(7);
  return {
    schema: RESULT_SCHEMA,
    session: sessionInfo(),
    machine: machineSpec(),
    host: { referenceRounds: null, reference: [], phases: [], passes: [], grade: null },
    subjects: [
      subject("control", "plain promises"),
      subject("puffinflow", "PuffinFlow"),
      { ...subject("langgraph", "LangGraph"), packages: { "@langchain/langgraph": "1.7.3" } },
      { ...subject("llamaindex", "LlamaIndex"), packages: { "@llamaindex/workflow-core": "1.3.4" } },
      subject("my-engine", "My Engine"),
    ],
    benchmarks: [
      benchmark({ scenario: "deep-chain", title: "deep chain, 20 states", kernel: "noop" }, [
        measured("control", random, { runNs: 3_214, spread: 0.012, bytes: 4_180 }),
        measured("puffinflow", random, { runNs: 11_236, spread: 0.01, bytes: 9_312 }),
        measured("langgraph", random, { runNs: 3_408_000, spread: 0.02, bytes: 2_412_000 }),
        measured("llamaindex", random, { runNs: 598_000, spread: 0.015, bytes: 401_000 }),
        { subject: "my-engine", status: "unavailable", reason: 'the package "my-engine" is not installed' },
      ]),
      benchmark({ scenario: "wide-fanout", title: "wide fan-out, 1 to 50 to 1", kernel: "wait" }, [
        measured("control", random, { runNs: 31_420_000, spread: 0.012, bytes: 21_000 }),
        measured("puffinflow", random, { runNs: 31_500_000, spread: 0.014, bytes: 39_800 }),
        measured("langgraph", random, { runNs: 44_900_000, spread: 0.03, bytes: 7_420_000, steady: false }),
        measured("llamaindex", random, { runNs: 31_400_000, spread: 0.09, bytes: 1_230_000 }),
        { subject: "my-engine", status: "unavailable", reason: 'the package "my-engine" is not installed' },
      ]),
      benchmark({ scenario: "diamond", title: "diamond, 4 states", kernel: "cpu" }, [
        measured("control", random, { runNs: 412_300, spread: 0.004, bytes: 1_020 }),
        measured("puffinflow", random, { runNs: 441_800, spread: 0.005, bytes: 2_300 }),
        {
          subject: "langgraph",
          status: "failed",
          code: "framework",
          reason: "GraphRecursionError: Recursion limit of 5 reached without hitting a stop condition. " +
            "You can increase the limit by setting the recursionLimit config key.",
        },
        measured("llamaindex", random, { runNs: 420_100, spread: 0.006, bytes: 13_900 }),
        { subject: "my-engine", status: "unsupported", reason: "has no fan-in" },
      ]),
    ],
  };
}

function sessionInfo(): SessionInfo {
  return {
    id: "20251123T064113Z-7",
    startedAt: "2025-11-23T06:41:13.000Z",
    finishedAt: "2025-11-23T06:43:20.000Z",
    status: "completed",
    seed: 7,
    argv: ["run", "--profile", "quick", "--seed", "7"],
    profile: PROFILES.quick,
    timeLimitMs: 30_000,
    workerFlags: [],
    tool: { version: "0.1.0", commit: { value: "a41f09c" }, build: "source" },
    hostFingerprint: "0123456789abcdef",
    resumedAt: [],
    stages: [],
  };
}

function machineSpec(): MachineSpec {
  return {
    cpu: { model: { value: "Imaginary 9000 @ 3.70GHz" }, cores: 8, availableParallelism: 8 },
    memoryBytes: 16 * 2 ** 30,
    os: { name: "linux", release: "6.1.0", distribution: { value: "Debian GNU/Linux 12" }, arch: "x86_64" },
    hostId: { value: "b9e241aa07fd" },
    cgroup: { cpuLimit: { value: null, why: "there is no limit" }, memoryLimitBytes: { value: 8 * 2 ** 30 } },
    governor: { value: "performance" },
    turbo: { value: false },
    smt: { value: true },
    virtualization: { value: null, why: "lscpu is missing" },
    clockSource: { value: "tsc" },
    clock: { costNs: 41, grainNs: 10 },
    runtime: { deno: "2.9.6", v8: "15.0.245.2", typescript: "6.0.3" },
    loadBefore: load([0.31, 0.4, 0.5]),
    loadAfter: load([1.12, 0.6, 0.5]),
  };
}

function load(average: [number, number, number]): LoadReading {
  return {
    average: { value: average },
    steal: { value: 0 },
    cpuPressurePercent: { value: 0.4 },
    throttledPeriods: { value: 0 },
    availableMemoryBytes: { value: 9 * 2 ** 30 },
  };
}

function subject(id: string, title: string): Subject {
  return {
    id,
    title,
    packages: {},
    executionModel: "async",
    durability: "none",
    approach: "idiomatic",
    idiom: "made up",
    adapter: id,
    extraWorkPercent: 0,
    workerFlags: [],
  };
}

function benchmark(
  { scenario, title, kernel }: { scenario: string; title: string; kernel: "noop" | "cpu" | "wait" },
  cells: Cell[],
): BenchmarkResult {
  const shapes = {
    "deep-chain": { kind: "chain", length: 20 },
    "wide-fanout": { kind: "fanout", width: 50 },
    diamond: { kind: "diamond" },
  } as const;
  const kernels = {
    noop: { kind: "noop" },
    cpu: { kind: "cpu", rounds: 21_000 },
    wait: { kind: "wait", waitMs: 10 },
  } as const;
  return {
    id: `orchestration/${scenario}/${kernel}`,
    suite: "orchestration",
    scenario,
    title,
    workload: { seedName: scenario, shape: shapes[scenario as keyof typeof shapes], kernel: kernels[kernel] },
    tasks: { "deep-chain": 20, "wide-fanout": 52, diamond: 4 }[scenario]!,
    primaryClock: kernel === "wait" ? "wall" : "cpu",
    rounds: { planned: ROUNDS, optimal: null },
    cells,
  };
}

function measured(subject: string, random: Random, madeUp: MadeUp): Cell {
  const forks = Array.from({ length: FORKS }, (_, pass) => ({ ...fork(pass, random, madeUp), batchSetBy: subject }));
  return { subject, status: "measured", forks };
}

function fork(pass: number, random: Random, { runNs, spread, bytes, steady = true }: MadeUp): Fork {
  const batch = Math.max(1, Math.ceil(5e6 / runNs));
  const pace = 1 + spread * (2 * random.float() - 1);
  const samples = (total: number) =>
    Array.from({ length: ROUNDS }, () => Math.round(total * batch * pace * (1 + 0.02 * random.float())));
  const zeros = Array.from({ length: ROUNDS }, () => 0);
  return {
    pass,
    importNs: 21_000_000,
    prepareNs: 340_000,
    teardownNs: 12_000,
    freshProcess: true,
    paddingBytes: 0,
    firstRunNs: runNs * 40,
    warmUp: { steady, elapsedMs: 300, iterations: 40 * batch },
    batch,
    batchSetBy: "",
    extraRounds: 0,
    wallNs: samples(runNs * 1.02),
    cpuNs: samples(runNs),
    allocatedBytes: Array.from({ length: ROUNDS }, () => Math.round(bytes * batch * (1 + 0.002 * random.float()))),
    gcCount: zeros,
    gcNs: zeros,
    voluntarySwitches: zeros,
    involuntarySwitches: zeros,
    minorFaults: zeros,
    majorFaults: zeros,
    rssBytes: [],
    startedMs: Array.from({ length: ROUNDS }, (_, round) => 1_000 * pass + 10 * round),
    provedRuns: (ROUNDS + 42) * batch,
    peakRssKib: 81_000,
  };
}
