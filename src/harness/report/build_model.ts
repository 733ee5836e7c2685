/**
 * Makes the model that all reports read of a result: estimates come from `compare/`, what is drawn from the raw
 * samples. What a result alone cannot say is left empty here: gates are put in by who decides them, histories
 * by `history.ts`.
 * @module
 */
import { CONTROL, PUFFINFLOW } from "../adapters/facts.ts";
import { isControl } from "../adapters/python_facts.ts";
import type { BenchmarkAnalysis } from "../compare/benchmark_analysis.ts";
import { type Languages, languagesOf } from "../compare/languages.ts";
import { analyseSession } from "../compare/session_analysis.ts";
import type { BenchmarkResult, Result, Subject } from "../session/result.ts";
import { SUITES } from "../suites/suites.ts";
import { bottlenecks } from "./bottlenecks.ts";
import { cellModels } from "./cell_models.ts";
import { changeFindings } from "./change_findings.ts";
import { comparisonOf } from "./comparison/comparison.ts";
import { derivedFigures } from "./derived_figures.ts";
import { distinctTitles } from "./distinct_titles.ts";
import { mostUrgentFirst } from "./finding_order.ts";
import { findingsOf } from "./findings.ts";
import { metricLosses } from "./metric_findings.ts";
import type { MetricTableModel } from "./metric_table.ts";
import { savedGateParts } from "./gate_model.ts";
import { metricTableModels } from "./metric_table_models.ts";
import type { BenchmarkModel, ChangeModel, FixedPlanFinding, GateModel, ReportModel, SuiteModel } from "./model.ts";
import { noiseOf } from "./noise_model.ts";
import { scalingModels } from "./scaling_models.ts";
import { sessionChecks } from "./session_checks.ts";
import { timelineModels } from "./timeline_models.ts";
import { benchmarkTitle } from "./wording.ts";

/** What a result does not say of itself. */
export interface BuildModelOptions {
  /** SHA-256 of the file that the result was read from, hexadecimal. @default {null} */
  readonly resultSha256?: string | null;
  /** Id of the subject whose report it is. @default PuffinFlow, else the first that is not plain code */
  readonly subject?: string;
  /** What was decided about changes. @default what the rules say that the result was saved with, or `null` */
  readonly gate?: GateModel | null;
  /** Change of each benchmark, by its id. @default none */
  readonly changes?: ReadonlyMap<string, ChangeModel>;
}

/**
 * Makes the model of a result.
 *
 * @param result A result as measured or as read back from a file.
 * @param options What it does not say of itself.
 * @returns The model; the same result always gives the same model.
 * @throws {RangeError} If a measured process has no sample.
 */
export function buildModel(result: Result, options: BuildModelOptions = {}): ReportModel {
  const saved = options.gate === undefined ? savedGateParts(result) : null;
  const { resultSha256 = null, gate = saved?.gate ?? null, changes = saved?.changes ?? new Map() } = options;
  const { subject = saved?.subject ?? ownSubject(result.subjects) } = options;
  const analysis = analyseSession(result);
  const metrics = ownFirst(metricTableModels(analysis.metrics), subject);
  const languages = languagesOf(result.subjects);
  const benchmarks = analysis.benchmarks.map((benchmark, index) => {
    const raw = result.benchmarks[index]!, change = changes.get(benchmark.id) ?? null;
    return benchmarkModel(benchmark, { raw, subject, change, languages });
  });
  const derived = derivedFigures({
    analyses: analysis.benchmarks,
    results: result.benchmarks,
    models: benchmarks,
    subject,
  });
  const toImprove = bottlenecks({ analyses: analysis.benchmarks, models: benchmarks, derived, subject });
  return {
    session: result.session,
    machine: result.machine,
    subjects: distinctTitles(result.subjects),
    subject,
    checks: sessionChecks(result),
    grade: result.host.grade,
    noise: noiseOf(result.host),
    findings: mostUrgentFirst([
      ...fixedPlan(result),
      ...findingsOf(analysis),
      ...changeFindings(benchmarks),
      ...metricLosses(metrics, subject),
      ...toImprove,
    ]),
    suites: suitesOf(benchmarks),
    derived,
    metrics,
    gate,
    scaling: scalingModels(benchmarks),
    timelines: timelineModels(result.benchmarks, subject),
    history: [],
    comparison: comparisonOf(analysis, result),
    resultSha256,
  };
}

function fixedPlan({ session: { profile: { iterations } } }: Result): FixedPlanFinding[] {
  return iterations === undefined ? [] : [{ kind: "fixed-plan", iterations }];
}

function ownSubject(subjects: readonly Subject[]): string {
  const ids = subjects.map(({ id }) => id);
  return ids.find((id) => id === PUFFINFLOW.id) ?? ids.find((id) => !isControl(id)) ?? CONTROL.id;
}

/** The report's own subject comes before the others, as in benchmarks. */
function ownFirst(tables: readonly MetricTableModel[], own: string): MetricTableModel[] {
  return tables.map((table) => ({
    ...table,
    rows: table.rows.toSorted((a, b) => Number(b.subject === own) - Number(a.subject === own)),
  }));
}

interface BenchmarkContext {
  readonly raw: BenchmarkResult;
  readonly subject: string;
  readonly change: ChangeModel | null;
  readonly languages: Languages;
}

function benchmarkModel(
  analysis: BenchmarkAnalysis,
  { raw, subject, change, languages }: BenchmarkContext,
): BenchmarkModel {
  const { id, suite, tasks, fastest } = analysis;
  const cells = cellModels(analysis, { raw, languages });
  return {
    id,
    suite,
    title: benchmarkTitle(raw),
    meaning: meaningOf(id),
    tasks,
    cells: [...cells.filter((cell) => cell.subject === subject), ...cells.filter((cell) => cell.subject !== subject)],
    fastest,
    change,
  };
}

function meaningOf(benchmarkId: string): string | null {
  return SUITES.flatMap(({ benchmarks }) => benchmarks).find(({ id }) => id === benchmarkId)?.meaning ?? null;
}

function suitesOf(benchmarks: readonly BenchmarkModel[]): SuiteModel[] {
  return [...Map.groupBy(benchmarks, ({ suite }) => suite)].map(([id, members]) => ({
    id,
    title: SUITES.find(({ name }) => name === id)?.title ?? id,
    benchmarks: members,
  }));
}
