/**
 * The suite `durability`: steps that are recorded, runs that go on after a stop, and a store for what agents remember.
 * @module
 */
import { microBenchmarks, type MicroDefinition } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "durability";

/** What is said of a way to keep runs, and when a step counts as recorded. */
const JOURNALS = {
  "step-memory": ["in memory", "when it is in memory"],
  "step-sqlite-full": ["in SQLite, full", "when it is on the disk"],
  "step-sqlite-normal": ["in SQLite, normal", "when the system has it"],
  "step-sqlite-off": ["in SQLite, off", "and is recorded later, as nobody waits"],
  "step-files-full": ["in a file of lines, full", "when it is on the disk"],
} as const;

/** Has files where it is measured by the disk's time, and not by the processor's. */
const ON_DISK = { needs: "files", primaryClock: "wall" } as const;

const RUNS: readonly MicroDefinition[] = [
  ...Object.entries(JOURNALS).map(([scenario, [place, moment]]): MicroDefinition => ({
    scenario,
    tags: ["journal"],
    title: `step recorded ${place}`,
    meaning: `What a step costs of a run that goes on ${moment}.`,
    operations: scenario === "step-memory" ? 200 : 20,
    ...(scenario !== "step-memory" && ON_DISK),
  })),
  {
    scenario: "resume-memory",
    tags: ["journal", "resume"],
    title: "step handed out again, from memory",
    meaning: "What each recorded step costs when a run goes on, and that none is done again.",
    operations: 1_000,
  },
  {
    scenario: "resume-sqlite",
    tags: ["journal", "resume"],
    title: "step handed out again, from SQLite",
    meaning: "What each recorded step costs when a run goes on from its file, and that none is done again.",
    operations: 1_000,
    ...ON_DISK,
  },
  {
    scenario: "concurrent-memory",
    tags: ["journal", "at-once"],
    title: "step of 64 runs at once, in memory",
    meaning: "What a step costs when many runs are recorded at once.",
    operations: 256,
  },
  {
    scenario: "concurrent-sqlite",
    tags: ["journal", "at-once"],
    title: "step of 64 runs at once, in SQLite, full",
    meaning: "What a step costs when many runs wait for the disk together.",
    operations: 256,
    ...ON_DISK,
  },
];

/** What is said of each use of the store, and how often a run has it. */
const USES = {
  set: { title: "entries set at once", meaning: "What it costs to keep a value", operations: 200 },
  get: { title: "entry of 1,000 got", meaning: "What it costs to find a value again", operations: 1_000 },
  compare: {
    title: "entry replaced if nobody else has",
    meaning: "What it costs to write under a condition, and that who comes too late is told",
    operations: 40,
  },
  scan: { title: "entries listed by pages of 100", meaning: "What each entry of a listing costs", operations: 1_000 },
} as const;

const STORES: readonly MicroDefinition[] = Object.entries(USES).flatMap(([use, { title, meaning, operations }]) => [
  {
    scenario: `store-memory-${use}`,
    tags: ["store"],
    title: `${title}, in memory`,
    meaning: `${meaning}, in memory.`,
    operations,
  },
  {
    scenario: `store-sqlite-${use}`,
    tags: ["store"],
    title: `${title}, in SQLite`,
    meaning: `${meaning}, in a file.`,
    operations,
    ...ON_DISK,
  },
]);

/** What it costs to survive the process. */
export const durability: Suite = {
  name: SUITE_NAME,
  title: "Durability",
  meaning: "What does it cost to survive the process?",
  benchmarks: microBenchmarks(SUITE_NAME, [...RUNS, ...STORES]),
};
