/**
 * A report in parts that are reports themselves: one for each suite, and several for a suite that is too long. What
 * belongs to no benchmark, as findings about the machine, stays with the whole.
 * @module
 */
import { changeCounts, outcomeOf } from "../gate_model.ts";
import type { BenchmarkModel, GateModel, ReportFinding, ReportModel, SuiteModel } from "../model.ts";

/** Rows of one page: more of them are neither read nor drawn at once. */
export const MOST_ROWS = 200;

/** A part of a report. */
export interface ReportPart {
  readonly title: string;
  /** Id of its suite. */
  readonly suite: string;
  /** The report of its benchmarks alone. */
  readonly model: ReportModel;
}

/**
 * Takes a report apart.
 *
 * @param model The report.
 * @returns Its parts in order, each of {@linkcode MOST_ROWS} benchmarks at most.
 */
export function partsOf(model: ReportModel): readonly ReportPart[] {
  return model.suites.flatMap((suite) =>
    piecesOf(suite).map((piece) => ({ title: piece.title, suite: suite.id, model: partModel(model, piece) }))
  );
}

function piecesOf(suite: SuiteModel): readonly SuiteModel[] {
  const { title, benchmarks } = suite;
  if (benchmarks.length <= MOST_ROWS) return [suite];
  return Array.from({ length: Math.ceil(benchmarks.length / MOST_ROWS) }, (_, index) => {
    const [from, to] = [index * MOST_ROWS, Math.min((index + 1) * MOST_ROWS, benchmarks.length)];
    return { ...suite, title: `${title}, ${from + 1} to ${to}`, benchmarks: benchmarks.slice(from, to) };
  });
}

function partModel(model: ReportModel, suite: SuiteModel): ReportModel {
  const ids = new Set(suite.benchmarks.map(({ id }) => id));
  return {
    ...model,
    suites: [suite],
    findings: model.findings.flatMap((finding) => findingOf(finding, ids)),
    gate: model.gate && partGate(model.gate, suite.benchmarks),
    scaling: [],
    metrics: [],
    timelines: model.timelines.filter(({ benchmarkId }) => ids.has(benchmarkId)),
    history: model.history.filter(({ benchmarkId }) => ids.has(benchmarkId)),
  };
}

function findingOf(finding: ReportFinding, ids: ReadonlySet<string>): readonly ReportFinding[] {
  if ("benchmarkId" in finding) return ids.has(finding.benchmarkId) ? [finding] : [];
  if (finding.kind !== "missing") return [];
  const benchmarkIds = finding.benchmarkIds.filter((id) => ids.has(id));
  return benchmarkIds.length === 0 ? [] : [{ ...finding, benchmarkIds }];
}

/** `null` where nothing of the part was compared. */
function partGate(gate: GateModel, benchmarks: readonly BenchmarkModel[]): GateModel | null {
  const changes = benchmarks.flatMap(({ change }) => change ?? []);
  const counts = changeCounts(changes);
  return changes.length === 0 ? null : { ...gate, counts, outcome: outcomeOf(counts) };
}
