/**
 * A report with every kind of row, the same at every call: won, lost, undecided and tied cells, failed and
 * missing ones, changes of every verdict, noise with a burst, scaling, a timeline and a history. All numbers
 * are made up.
 * @module
 */
import { changeFindings } from "../../src/harness/report/change_findings.ts";
import type {
  BenchmarkModel,
  CellModel,
  ChangeModel,
  HistoryModel,
  MeasuredCellModel,
  NoiseModel,
  ReportModel,
  ScalingModel,
  TimelineModel,
  WarningModel,
} from "../../src/harness/report/model.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import type { Random } from "../../src/random/random.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import { metricTables } from "./metric_tables.ts";
import { sessionResult } from "./session_result.ts";

/** How large a made-up report is. */
export interface ReportModelSize {
  /** Benchmarks, 9 or more. @default {9} */
  readonly benchmarks?: number;
  /** Samples of each cell, 8 or more. @default {240} */
  readonly samples?: number;
}

const SUBJECTS = ["puffinflow", "langgraph", "llamaindex", "control"] as const;
const METRIC = { id: "cpu", unit: "ns", better: "lower" } as const;
const VERDICTS: readonly ChangeModel["verdict"][] = [
  "same",
  "slower",
  "faster",
  "undecided",
  "new",
  "same",
  "invalid",
  "missing",
  "incomparable",
];
const NAMES: readonly string[] = [
  "deep chain, 20 states · no-op tasks",
  "wide fan-out, 1 to 50 to 1 · no-op tasks",
  "diamond, 4 states · no-op tasks",
  "deep chain, 20 states · computing tasks",
  "wide fan-out, 1 to 50 to 1 · computing tasks",
  "diamond, 4 states · computing tasks",
  "deep chain, 20 states · 5 ms waits",
  "wide fan-out, 1 to 50 to 1 · 5 ms waits",
  "diamond, 4 states · 5 ms waits",
];

/**
 * Makes an estimate with a symmetric interval.
 *
 * @param value The value.
 * @param halfShare Half-width of the interval as a share of the value.
 * @returns The estimate, of 9 processes.
 */
export function estimate(value: number, halfShare: number): Estimate {
  const half = Math.abs(value) * halfShare;
  return { value, lo: value - half, hi: value + half, confidence: 0.95, n: 9 };
}

/**
 * Makes up a report.
 *
 * @param size How large.
 * @returns The report.
 */
export function reportModel({ benchmarks: count = 9, samples = 240 }: ReportModelSize = {}): ReportModel {
  const random = randomFromSeed(11);
  const result = sessionResult();
  const benchmarks = Array.from({ length: count }, (_, index) => benchmark(index, random, samples));
  const suites = Map.groupBy(benchmarks, ({ suite }) => suite);
  return {
    session: result.session,
    machine: result.machine,
    subjects: result.subjects.filter(({ id }) => id !== "my-engine"),
    subject: "puffinflow",
    checks: checks(),
    grade: "B",
    noise: noise(random),
    findings: [
      { kind: "lost", benchmarkId: benchmarks[2]!.id, rival: "llamaindex", ratio: estimate(1.18, 0.012) },
      {
        kind: "missing",
        subject: "langgraph",
        status: "failed",
        reason: "GraphRecursionError: Recursion limit of 5 reached without hitting a stop condition.",
        benchmarkIds: [benchmarks[5]!.id],
      },
      ...changeFindings(benchmarks),
      { kind: "undecided", benchmarkId: benchmarks[8]!.id, rival: "langgraph", ratio: estimate(1.02, 0.08) },
      { kind: "unsteady", cells: 2, measuredCells: 33 },
    ],
    suites: [...suites].map(([id, rows]) => ({ id, title: id === "orchestration" ? "Orchestration" : id, benchmarks: rows })),
    metrics: metricTables(),
    gate: {
      against: "v1.1.3",
      isPaired: true,
      limit: 0.05,
      outcome: "failed",
      counts: countVerdicts(benchmarks),
    },
    scaling: SUBJECTS.slice(0, 2).map((subject, index) => scaling(subject, index)),
    timelines: [timeline(benchmarks[1]!.id, 2.4)],
    history: benchmarks.slice(0, 3).map((row) => history(row, random)),
    resultSha256: "5d41402abc4b2a76b9719d911017c592ae1f0c6a3f9e7f1a5d41402abc4b2a76",
  };
}

function countVerdicts(benchmarks: readonly BenchmarkModel[]): Record<ChangeModel["verdict"], number> {
  const counts = { slower: 0, faster: 0, same: 0, undecided: 0, invalid: 0, new: 0, missing: 0, incomparable: 0 };
  for (const { change } of benchmarks) if (change !== null) counts[change.verdict] += 1;
  return counts;
}

function benchmark(index: number, random: Random, samples: number): BenchmarkModel {
  const suite = index < 9 ? "orchestration" : `suite ${Math.floor(index / 40)}`;
  const id = index < 9 ? `orchestration/scenario-${index}/noop` : `${suite}/scenario-${index}/noop`;
  const baseNs = 9_000 * (1 + (index * 37 % 23)) * (index % 3 === 2 ? 40 : 1);
  const paces: Readonly<Record<string, number>> = { puffinflow: 1, langgraph: 30 - 9 * (index % 4), llamaindex: index === 2 ? 0.85 : 6, control: 0.4 };
  const present = index < 9 ? SUBJECTS : SUBJECTS.slice(0, 1);
  const cells = present.map((subject): CellModel => {
    if (subject === "langgraph" && index === 5) {
      return { status: "failed", subject, reason: "GraphRecursionError: Recursion limit of 5 reached." };
    }
    if (subject === "llamaindex" && index === 4) {
      return { status: "not-applicable", subject, reason: "has no fan-in" };
    }
    if (subject === "control" && index === 7) return { status: "invalid", subject, reason: "gave 1 instead of 2" };
    return cell({ subject, index, valueNs: baseNs * paces[subject]!, random, samples, paces });
  });
  return {
    id,
    suite,
    title: NAMES[index] ?? `scenario ${index}`,
    meaning: index % 2 === 0 ? "What the engine adds for each hop from one state to the next." : null,
    tasks: 20,
    cells,
    fastest: index === 2 ? "llamaindex" : "puffinflow",
    change: change(VERDICTS[index % VERDICTS.length]!, baseNs, random),
  };
}

interface MadeUpCell {
  readonly subject: string;
  readonly index: number;
  readonly valueNs: number;
  readonly random: Random;
  readonly samples: number;
  readonly paces: Readonly<Record<string, number>>;
}

function cell({ subject, index, valueNs, random, samples: n, paces }: MadeUpCell): MeasuredCellModel {
  const hasTwoModes = index === 3 && subject === "puffinflow";
  const values = Array.from({ length: n }, (_, i) => sample(random) * valueNs * (hasTwoModes && i % 3 === 0 ? 1.35 : 1));
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(n - 1, Math.floor(share * n))]!;
  const value = estimate(at(0.5), 0.004 + 0.004 * (index % 4));
  const others = Object.keys(paces).filter((other) => other !== subject);
  return {
    status: "measured",
    subject,
    metric: METRIC,
    value,
    wallNs: estimate(value.value * 1.02, 0.01),
    cpuNs: value,
    allocatedBytes: estimate(12_400 * (1 + index), 0.002),
    spread: { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) },
    samples: sorted,
    inOrder: inOrder(values),
    topPercentile: n < 100 ? null : { share: n < 500 ? 0.95 : 0.99, estimate: estimate(at(n < 500 ? 0.95 : 0.99), 0.02) },
    latency: index === 1 ? [] : [0.5, 0.99].map((share) => ({ share, estimate: estimate(value.value * (1 + share / 4), 0.02) })),
    modes: hasTwoModes ? 2 : 1,
    processes: 9,
    provedRuns: 41_200,
    seed: {
      averageNs: value.value * 1.01,
      minNs: sorted[0]!,
      maxNs: sorted.at(-1)!,
      medianNs: value.value,
      standardDeviationNs: value.value * 0.04,
      throughputPerS: 1e9 / value.value,
      memoryBytes: index === 1 ? null : 83 * 2 ** 20,
      cpuShare: 0.98,
      iterations: 40_000,
      setupNs: 21_340_000,
      teardownNs: index === 1 ? null : 12_000,
    },
    warnings: warnings(hasTwoModes, index),
    overheadNsPerTask: subject === "control" ? null : estimate((value.value * 0.6) / 20, 0.03),
    ratioTo: Object.fromEntries(
      others.map((other) => [other, estimate(paces[subject]! / paces[other]!, index === 8 ? 0.6 : 0.015)]),
    ),
    rating: subject === "puffinflow" ? rating(index, value.value) : null,
  };
}

function rating(index: number, valueNs: number): MeasuredCellModel["rating"] {
  const words = ["poor", "acceptable", "good", "excellent", "outstanding"] as const;
  const levels = [1, 2, 3, 4, 5] as const;
  const place = index % words.length;
  return {
    level: levels[place]!,
    word: words[place]!,
    isSure: index % 3 !== 0,
    limits: [0.5, 0.8, 1.2, 2].map((share) => share * valueNs),
  };
}

function warnings(hasTwoModes: boolean, index: number): WarningModel[] {
  if (hasTwoModes) return [{ code: "bimodal", facts: { modes: 2 } }];
  return index === 6 ? [{ code: "no-steady-state", facts: { forks: 5, allForks: 9 } }] : [];
}

/** A duration around 1 with a long tail to the right. */
function sample(random: Random): number {
  const bell = (random.float() + random.float() + random.float() - 1.5) / 15;
  return 1 + bell + (random.float() < 0.04 ? 0.4 * random.float() : 0);
}

function inOrder(values: readonly number[]): MeasuredCellModel["inOrder"] {
  const stretches = Math.min(64, values.length);
  return Array.from({ length: stretches }, (_, index) => {
    const from = Math.floor(index * values.length / stretches);
    const part = values.slice(from, Math.floor((index + 1) * values.length / stretches)).sort((a, b) => a - b);
    const at = (share: number) => part[Math.min(part.length - 1, Math.floor(share * part.length))]!;
    return [at(0.1), at(0.5), at(0.9)] as const;
  });
}

function change(verdict: ChangeModel["verdict"], baseNs: number, random: Random): ChangeModel {
  const none = { verdict, change: null, before: null, now: null, smallestSeen: null, pairsNeeded: null, shifts: [], beforeSamples: [] };
  if (verdict === "new" || verdict === "missing" || verdict === "incomparable" || verdict === "invalid") return none;
  const value = { slower: 0.154, faster: -0.082, same: 0.004, undecided: 0.01 }[verdict];
  const half = { slower: 0.016, faster: 0.011, same: 0.009, undecided: 0.075 }[verdict];
  const around = (centre: number): Estimate => ({ value: centre, lo: centre - half, hi: centre + half, confidence: 0.95, n: 12 });
  return {
    verdict,
    change: around(value),
    before: estimate(baseNs / (1 + value), 0.006),
    now: estimate(baseNs, 0.006),
    smallestSeen: half,
    pairsNeeded: verdict === "undecided" ? 72 : null,
    shifts: [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => ({ share, estimate: around(value) })),
    beforeSamples: Array.from({ length: 120 }, () => sample(random) * baseNs / (1 + value)).sort((a, b) => a - b),
  };
}

function checks(): ReportModel["checks"] {
  return [
    {
      kind: "measured",
      id: "spin-variation",
      value: { value: 0.013 },
      limit: { unit: "share", better: "lower", good: 0.02, bad: null },
      verdict: "good",
    },
    {
      kind: "measured",
      id: "steal",
      value: { value: 0.031 },
      limit: { unit: "share", better: "lower", good: 0.005, bad: 0.05 },
      verdict: "doubtful",
    },
    {
      kind: "measured",
      id: "load",
      value: { value: 1.4 },
      limit: { unit: "per-core", better: "lower", good: 0.5, bad: 1 },
      verdict: "bad",
    },
    {
      kind: "measured",
      id: "throttling",
      value: { value: null, why: "there is no control group" },
      limit: { unit: "per-second", better: "lower", good: 0, bad: 1 },
      verdict: "unknown",
    },
    { kind: "setting", id: "governor", value: { value: "performance" }, wanted: "performance", verdict: "good" },
  ];
}

function noise(random: Random): NoiseModel {
  const points = Array.from({ length: 60 }, (_, index) => ({
    atMs: 2_000 * index,
    deviation: (random.float() - 0.5) / 180 + (index > 33 && index < 38 ? 0.019 : 0),
  }));
  return {
    points,
    tolerated: 0.01,
    phases: ["deep-chain", "wide-fanout", "diamond"].map((label, index) => ({
      label,
      startMs: 40_000 * index,
      endMs: 40_000 * index + 38_000,
    })),
    bursts: [{ startMs: 67_000, endMs: 75_000, worst: 0.021 }],
    floor: 0.004,
  };
}

function scaling(subject: string, index: number): ScalingModel {
  const [lambda, sigma, kappa] = [900 / (1 + 3 * index), 0.03 + 0.05 * index, 0.0006];
  return {
    title: "throughput over agents",
    subject,
    points: [1, 2, 4, 8, 16, 32, 64].map((n) => ({
      n,
      value: estimate(lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1)), 0.02),
    })),
    usl: { lambda, sigma, kappa, peakN: Math.sqrt((1 - sigma) / kappa), rSquared: 0.996 - 0.01 * index },
  };
}

function timeline(benchmarkId: string, slowness: number): TimelineModel {
  const run = (rank: number, stretch: number): TimelineModel["typical"] => ({
    rank,
    runs: 100,
    durationMs: 12 * stretch + 3,
    lanes: ["fetch", "words", "title", "page"].map((name, index) => ({
      name,
      isCritical: index !== 2,
      segments: [
        { startMs: 0, endMs: 3 * index, kind: "waiting" },
        { startMs: 3 * index, endMs: 3 * index + 2 * stretch, kind: "running" },
        { startMs: 3 * index + 2 * stretch, endMs: 3 * index + 2 * stretch + 1, kind: index === 1 ? "back-off" : "overhead" },
      ],
    })),
  });
  return { benchmarkId, subject: "puffinflow", typical: run(50, 1), slow: run(95, slowness) };
}

function history({ id, title }: BenchmarkModel, random: Random): HistoryModel {
  return {
    benchmarkId: id,
    title,
    points: Array.from({ length: 16 }, (_, index) => ({
      at: new Date(Date.UTC(2025, 9, 1 + 3 * index)).toISOString(),
      label: index % 5 === 0 ? `v1.${index / 5}.0` : null,
      value: estimate(10_000 * (index < 11 ? 1 : 1.085) * (1 + (random.float() - 0.5) / 60), 0.006),
      isNoisy: index === 6,
    })),
    changes: [{ index: 11, change: 0.085 }],
  };
}
