/**
 * What a reader must know about a session, as facts in the order in which they are told: where
 * PuffinFlow loses, what has no time, what could not be decided, what to distrust. Each report turns
 * them into sentences with fixed templates; nothing is worded here.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import type { UnmeasuredRow } from "../compare/benchmark_analysis.ts";
import type { SessionAnalysis } from "../compare/session_analysis.ts";
import type { MeasuredCheck } from "../machine/checks.ts";
import { judge, LADDERS, LIMITS } from "../machine/grade.ts";

/** PuffinFlow is slower than a rival, or cannot be told from it. */
export interface DuelFinding {
  readonly kind: "lost" | "undecided";
  readonly benchmarkId: string;
  readonly rival: string;
  /** PuffinFlow's time divided by the rival's. */
  readonly ratio: Estimate;
}

/** Why a subject can have no time though the session came to its turn. */
export type MissingStatus = Exclude<UnmeasuredRow["status"], "interrupted">;

/** A subject has no time in some benchmarks, for one and the same reason. */
export interface MissingFinding {
  readonly kind: "missing";
  readonly subject: string;
  readonly status: MissingStatus;
  readonly reason: string;
  /** One or more. */
  readonly benchmarkIds: readonly string[];
}

/** Cells that had too few processes when the session was interrupted. */
export interface InterruptedFinding {
  readonly kind: "interrupted";
  readonly cells: number;
  readonly allCells: number;
}

/** Cells in which half of the processes or more were still changing pace when their warm-up ended. */
export interface UnsteadyFinding {
  readonly kind: "unsteady";
  readonly cells: number;
  readonly measuredCells: number;
}

/** The machine was busy with other things, as these checks say. */
export interface NoisyFinding {
  readonly kind: "noisy";
  /** Those that are not good, one or more. */
  readonly checks: readonly MeasuredCheck[];
}

/** Something to tell about a session. */
export type Finding = DuelFinding | MissingFinding | InterruptedFinding | UnsteadyFinding | NoisyFinding;

/** Share of a cell's processes from which on the cell counts as unsteady. */
const UNSTEADY_SHARE = 0.5;

/** How urgent it is to tell that a cell has no time, the most urgent first. */
const MISSING_ORDER: readonly MissingStatus[] = ["invalid", "failed", "unavailable", "unsupported"];

/**
 * Finds what to tell about a session.
 *
 * @param analysis The session.
 * @returns Duels lost, cells without a time, what an interruption cost, duels undecided, unsteady cells, a busy machine, in this order.
 */
export function findingsOf(analysis: SessionAnalysis): readonly Finding[] {
  return [
    ...duelFindings(analysis, "lost"),
    ...missingFindings(analysis),
    ...interruptedFindings(analysis),
    ...duelFindings(analysis, "undecided"),
    ...unsteadyFindings(analysis),
    ...noisyFindings(analysis),
  ];
}

function duelFindings({ benchmarks }: SessionAnalysis, kind: "lost" | "undecided"): DuelFinding[] {
  const wanted = kind === "lost" ? "lose" : "undecided";
  return benchmarks.flatMap(({ id, duels }) =>
    duels.flatMap((duel): DuelFinding[] =>
      duel.outcome === wanted ? [{ kind, benchmarkId: id, rival: duel.rival, ratio: duel.ratio }] : []
    )
  );
}

function missingFindings({ benchmarks }: SessionAnalysis): MissingFinding[] {
  const missing = benchmarks.flatMap(({ id: benchmarkId, rows }) =>
    rows.flatMap((row) => {
      if (row.status === "measured" || row.status === "interrupted") return [];
      return [{ benchmarkId, subject: row.subject, status: row.status, reason: row.reason }];
    })
  );
  const alike = Map.groupBy(missing, ({ status, subject, reason }) => JSON.stringify([status, subject, reason]));
  return [...alike.values()].map((group): MissingFinding => {
    const { subject, status, reason } = group[0]!;
    return { kind: "missing", subject, status, reason, benchmarkIds: group.map(({ benchmarkId }) => benchmarkId) };
  }).toSorted((a, b) => MISSING_ORDER.indexOf(a.status) - MISSING_ORDER.indexOf(b.status));
}

function interruptedFindings({ benchmarks, statusCounts }: SessionAnalysis): InterruptedFinding[] {
  const cells = statusCounts.interrupted;
  if (cells === 0) return [];
  return [{ kind: "interrupted", cells, allCells: benchmarks.reduce((sum, { rows }) => sum + rows.length, 0) }];
}

function unsteadyFindings({ benchmarks }: SessionAnalysis): UnsteadyFinding[] {
  const measured = benchmarks.flatMap(({ rows }) => rows.filter((row) => row.status === "measured"));
  const unsteady = measured.filter(({ unsteadyForks, forks }) => unsteadyForks / forks.length >= UNSTEADY_SHARE);
  if (unsteady.length === 0) return [];
  return [{ kind: "unsteady", cells: unsteady.length, measuredCells: measured.length }];
}

/** Load and pressure from before the session, as it adds its own; the stolen share over all of it. */
function noisyFindings({ machine }: SessionAnalysis): NoisyFinding[] {
  const { cpu, loadBefore, loadAfter } = machine;
  const [lastMinute] = loadBefore.average.value ?? [];
  const numbers: readonly [id: MeasuredCheck["id"], value: number | null | undefined][] = [
    ["load", lastMinute === undefined ? null : lastMinute / cpu.cores],
    ["processor-pressure", loadBefore.cpuPressurePercent.value],
    ["steal", loadAfter.steal.value],
  ];
  const checks = numbers.flatMap(([id, value]): MeasuredCheck[] => {
    if (value === null || value === undefined) return [];
    const limit = { ...LADDERS, ...LIMITS }[id];
    return [{ kind: "measured", id, value: { value }, limit, verdict: judge(limit, value) }];
  });
  const wanting = checks.filter(({ verdict }) => verdict !== "good");
  return wanting.length === 0 ? [] : [{ kind: "noisy", checks: wanting }];
}
