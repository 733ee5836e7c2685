/**
 * Earlier sessions behind a report: each benchmark's medians over time, and where they moved for good. Only what
 * did the same work on the same machine is put in a row; anything else would be a curve of something else.
 * @module
 */
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { changePoints } from "../../stats/change_points.ts";
import type { Grade } from "../machine/grade.ts";
import type { BenchmarkResult, Result } from "../session/result.ts";
import type { HistoryModel, MeasuredCellModel, ReportModel } from "./model.ts";

/** A result with its report. */
export interface Reported {
  readonly result: Result;
  readonly model: ReportModel;
}

/** Thrown where sessions cannot be put in a row. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";
}

type Point = HistoryModel["points"][number];

/** Grades of machines whose figures are shown and not counted. */
const NOISY: readonly Grade[] = ["E", "F"];

/**
 * Tells whether figures of a machine are shown and not counted.
 *
 * @param grade Its grade, or `null` where it was not graded.
 */
export function isNoisyGrade(grade: string | null): boolean {
  return NOISY.some((noisy) => noisy === grade);
}

/**
 * Puts earlier sessions behind a report.
 *
 * @param now The session that the report is of.
 * @param earlier Sessions before it, in any order.
 * @returns The report with a history for each benchmark that an earlier session measured too.
 * @throws {HistoryError} If a session is of another machine or subject, is given twice, or none measured the same.
 */
export function withHistory(now: Reported, earlier: readonly Reported[]): ReportModel {
  if (earlier.length === 0) return now.model;
  const sessions = [...earlier, now].toSorted((a, b) => startOf(a) - startOf(b));
  demandLikeness(now, sessions);
  const history = now.result.benchmarks.flatMap((benchmark) => historyOf(benchmark, now, sessions));
  if (history.length === 0) {
    throw new HistoryError("Cannot show a history as sessions must have a benchmark in common: there is none");
  }
  return { ...now.model, history };
}

function startOf({ result }: Reported): number {
  return Date.parse(result.session.startedAt);
}

function demandLikeness(now: Reported, sessions: readonly Reported[]): void {
  const ids = new Set(sessions.map(({ result }) => result.session.id));
  if (ids.size < sessions.length) {
    throw new HistoryError("Cannot show a history as each session must be given once: one is there twice");
  }
  for (const { result, model } of sessions) {
    const machine = machineOf(result);
    if (machine !== machineOf(now.result)) {
      throw new HistoryError(
        `Cannot show a history as all sessions must be of one machine: ${result.session.id} is of "${machine}", ` +
          `${now.result.session.id} of "${machineOf(now.result)}"; report them one by one`,
      );
    }
    if (model.subject !== now.model.subject) {
      throw new HistoryError(
        `Cannot show a history as all sessions must be about one subject: current values are "${model.subject}" ` +
          `and "${now.model.subject}"`,
      );
    }
  }
}

/** The host and what its figures depend on; a result that says neither is like others that do not. */
function machineOf({ machine, session }: Result): string {
  return session.hostFingerprint ?? machine.hostId.value ?? "unknown";
}

function historyOf(benchmark: BenchmarkResult, now: Reported, sessions: readonly Reported[]): HistoryModel[] {
  const points: Point[] = [];
  let version: string | null = null;
  for (const { result, model } of sessions) {
    const cell = ownCell(model, benchmark.id);
    const same = result.benchmarks.find(({ id }) => id === benchmark.id);
    if (cell === null || same === undefined || workOf(same) !== workOf(benchmark)) continue;
    const release = `v${result.session.tool.version}`;
    points.push({
      at: result.session.startedAt,
      label: release === version ? null : release,
      value: cell.value,
      isNoisy: isNoisyGrade(model.grade),
    });
    version = release;
  }
  if (points.length < 2) return [];
  const title = titleOf(now.model, benchmark.id);
  return [{ benchmarkId: benchmark.id, title, points, changes: changesOf(points, now.result.session.seed) }];
}

/** What was executed and which clock decides: curves of different work are not one curve. */
function workOf({ workload, tasks, primaryClock }: BenchmarkResult): string {
  return JSON.stringify([workload.shape, workload.kernel, tasks, primaryClock]);
}

function ownCell({ suites, subject }: ReportModel, benchmarkId: string): MeasuredCellModel | null {
  for (const { id, cells } of suites.flatMap(({ benchmarks }) => benchmarks)) {
    if (id !== benchmarkId) continue;
    const own = cells.find((cell) => cell.subject === subject);
    return own?.status === "measured" ? own : null;
  }
  return null;
}

function titleOf({ suites }: ReportModel, benchmarkId: string): string {
  return suites.flatMap(({ benchmarks }) => benchmarks).find(({ id }) => id === benchmarkId)?.title ?? benchmarkId;
}

/**
 * Looks for changes of level: without the noisy sessions, and told by their place among all.
 *
 * @param points The sessions, oldest first.
 * @param seed Where chance comes from.
 * @returns The first point after each change, with the relative change.
 */
export function changesOf(points: readonly Point[], seed: number): HistoryModel["changes"] {
  const places = points.flatMap(({ value, isNoisy }, index) => isNoisy || value.value <= 0 ? [] : [index]);
  const series = places.map((place) => Math.log(points[place]!.value.value));
  return changePoints(series, { random: randomFromSeed(seed) }).map(({ index, shift }) => ({
    index: places[index]!,
    change: Math.expm1(shift),
  }));
}
