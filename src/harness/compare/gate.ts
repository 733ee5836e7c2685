/**
 * A gate over a whole session of two arms: every benchmark by every metric that fits it, and which stage
 * has to come next. The rule of one row is `gate_row.ts`; who measures the stages is `session/`.
 * @module
 */
import { benjaminiHochberg } from "../../stats/benjamini_hochberg.ts";
import { PAIRS_PER_LOOK } from "../../stats/verdict.ts";
import type { SessionSoFar } from "../session/plan.ts";
import type { BenchmarkResult, Cell, Fork } from "../session/result.ts";
import type { Stage } from "../session/stage.ts";
import { type GateMetric, gateMetrics } from "./gate_metric.ts";
import { type DecidedRow, decideRow, type GateVerdict, type ScreenedRow, screenRow } from "./gate_row.ts";
import { type NoiseFloor, UNKNOWN_FLOOR } from "./noise_floor.ts";
import type { TwoArms } from "./pair_differences.ts";

/** What a gate goes by. */
export interface GateRules {
  /** Name of the subject that is compared with. */
  readonly reference: string;
  /** Name of the subject that is judged. */
  readonly candidate: string;
  /** Smallest change that matters, as a fraction above 0. @default {0.05} */
  readonly minEffect?: number;
  /** Change that is surely not exceeded if a metric is unchanged, as a fraction above 0. @default {0.05} */
  readonly equivalence?: number;
  /** Most looks at the pairs of a benchmark, the screen included: 1 to 3. @default {3} */
  readonly looks?: number;
  /** The noise floor of a benchmark by a metric. @default nothing is known: five percent */
  readonly floorOf?: (benchmark: string, metric: GateMetric["id"]) => NoiseFloor | undefined;
}

/** A benchmark by one metric. */
export interface GateRow extends DecidedRow {
  readonly benchmark: string;
  /** `null` where the benchmark is invalid before metrics can be chosen. */
  readonly metric: GateMetric["id"] | null;
  readonly noiseFloor: NoiseFloor;
  /** How often the pairs were looked at before candidates were confirmed. */
  readonly looks: number;
  /** Share of false alarms to be expected among all rows that seem as changed as this one; for information. */
  readonly q: number | null;
}

/** A gate over a session. */
export interface GateDecision {
  readonly rows: readonly GateRow[];
  /** How many rows stood out when all looks were done: the level of the confirmation is divided by it. */
  readonly candidates: number;
}

/** Smallest change that matters, unless the rules say otherwise. */
export const DEFAULT_MIN_EFFECT = 0.05;
/** Change that is surely not exceeded if a metric is unchanged, unless the rules say otherwise. */
export const DEFAULT_EQUIVALENCE = 0.05;
/** Most looks at the pairs of a benchmark, the screen included. */
export const MOST_LOOKS = 3;

/**
 * Decides all rows of a session.
 *
 * @param soFar What was measured, with the stages it was measured in.
 * @param rules What to go by.
 * @returns The decision, in the order of the benchmarks.
 */
export function decideGate(soFar: SessionSoFar, rules: GateRules): GateDecision {
  const drafts = soFar.benchmarks.flatMap((benchmark) => draftsOf(benchmark, soFar.stages, rules));
  const candidates = drafts.filter(isCandidate).length;
  const q = qValues(drafts);
  const rows = drafts.map((draft, index): GateRow => {
    const { benchmark, looks, noiseFloor } = draft;
    const decided = draft.row === null
      ? { verdict: draft.verdict, screen: null, confirm: null, winProbability: null }
      : decideRow(draft.row, candidates);
    return { benchmark, metric: draft.row?.question.metric.id ?? null, noiseFloor, looks, q: q[index]!, ...decided };
  });
  return { rows, candidates };
}

/**
 * Decides which stage comes next.
 *
 * @param soFar What was measured.
 * @param rules What to go by.
 * @returns More pairs for what could not be told, then fresh pairs for what stood out; `null` when all is said.
 */
export function nextGateStage(soFar: SessionSoFar, rules: GateRules): Stage | null {
  const { stages, benchmarks } = soFar;
  if (stages.some(({ kind }) => kind === "confirm")) return null;
  const drafts = benchmarks.flatMap((benchmark) => draftsOf(benchmark, stages, rules));
  const firstPass = Math.max(...stages.map((stage) => stage.firstPass + stage.passes));
  const looksDone = stages.filter(({ kind }) => kind === "screen" || kind === "look").length;
  const candidates = idsOf(drafts.filter(isCandidate));
  const open = idsOf(drafts.filter(isOpen)).filter((id) => !candidates.includes(id));
  if (open.length > 0 && looksDone < (rules.looks ?? MOST_LOOKS)) {
    return { kind: "look", firstPass, passes: PAIRS_PER_LOOK, benchmarks: open };
  }
  if (candidates.length === 0) return null;
  return { kind: "confirm", firstPass, passes: stages[0]!.passes, benchmarks: candidates };
}

type Draft =
  & { readonly benchmark: string; readonly looks: number; readonly noiseFloor: NoiseFloor }
  & ({ readonly row: ScreenedRow } | { readonly row: null; readonly verdict: UncomparedVerdict });

/** A verdict that no pair was needed for. */
type UncomparedVerdict = Extract<GateVerdict, { kind: "invalid" | "new" | "missing" }>;

function draftsOf({ id: benchmark, cells }: BenchmarkResult, stages: readonly Stage[], rules: GateRules): Draft[] {
  const looked = stages.filter(({ kind, benchmarks }) => kind === "look" && benchmarks.includes(benchmark)).length;
  const shared = { benchmark, looks: 1 + looked };
  const arms = armsOf(cells, rules);
  if (arms === null) return [];
  if ("kind" in arms) return [{ ...shared, noiseFloor: UNKNOWN_FLOOR, row: null, verdict: arms }];
  const screened = within(arms, stages.filter(({ kind }) => kind !== "confirm"));
  const confirmed = within(arms, stages.filter(({ kind }) => kind === "confirm"));
  if (screened.reference.length === 0 || screened.candidate.length === 0) {
    const verdict = { kind: "invalid", reason: { code: "too-few-pairs", pairs: 0, needed: 1 } } as const;
    return [{ ...shared, noiseFloor: UNKNOWN_FLOOR, row: null, verdict }];
  }
  const { minEffect = DEFAULT_MIN_EFFECT, equivalence = DEFAULT_EQUIVALENCE, floorOf } = rules;
  return gateMetrics(screened).map((metric) => {
    const noiseFloor = floorOf?.(benchmark, metric.id) ?? UNKNOWN_FLOOR;
    const row = screenRow({ metric, screened, looks: looked, confirmed, noiseFloor, minEffect, equivalence });
    return { ...shared, noiseFloor, row };
  });
}

/** Processes of both arms, or why they cannot be compared; `null` where neither arm knows the benchmark. */
function armsOf(cells: readonly Cell[], rules: GateRules): TwoArms | UncomparedVerdict | null {
  const cellOf = (arm: "reference" | "candidate") => cells.find(({ subject }) => subject === rules[arm]);
  const [reference, candidate] = [cellOf("reference"), cellOf("candidate")];
  const [isOld, isNew] = [reference, candidate].map((cell) => cell?.status !== "unsupported");
  if (!isOld && !isNew) return null;
  if (reference?.status === "measured" && candidate?.status === "measured") {
    return { reference: reference.forks, candidate: candidate.forks };
  }
  if (!isOld && candidate?.status === "measured") return { kind: "new" };
  if (!isNew && reference?.status === "measured") return { kind: "missing" };
  const arm = isLost(reference) ? "reference" : "candidate", cell = isLost(reference) ? reference : candidate;
  const why = cell === undefined
    ? "it is no subject of the session"
    : `${cell.status}: ${cell.status === "measured" ? "" : cell.reason}`;
  return { kind: "invalid", reason: { code: "not-measured", arm, why } };
}

function isLost(cell: Cell | undefined): boolean {
  return cell?.status !== "measured" && cell?.status !== "unsupported";
}

function within({ reference, candidate }: TwoArms, stages: readonly Stage[]): TwoArms {
  const isWithin = ({ pass }: Fork) =>
    stages.some(({ firstPass, passes }) => firstPass <= pass && pass < firstPass + passes);
  return { reference: reference.filter(isWithin), candidate: candidate.filter(isWithin) };
}

function isCandidate({ row }: Draft): boolean {
  return row?.screen.kind === "judged" && row.screen.verdict.kind === "candidate";
}

function isOpen({ row }: Draft): boolean {
  return row?.screen.kind === "judged" && row.screen.verdict.kind === "inconclusive";
}

function idsOf(drafts: readonly Draft[]): string[] {
  return [...new Set(drafts.map(({ benchmark }) => benchmark))];
}

/** One for each draft; `null` where there is no probability. */
function qValues(drafts: readonly Draft[]): (number | null)[] {
  const found = drafts.map(({ row }) => row?.screen.kind === "judged" ? Math.min(1, 2 * row.screen.verdict.p) : null);
  const adjusted = benjaminiHochberg(found.filter((p) => p !== null)).values();
  return found.map((p) => p === null ? null : adjusted.next().value ?? null);
}
