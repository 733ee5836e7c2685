/**
 * `puffinbench compare`: sets a saved result against a baseline. Where both are of one host it decides; else it
 * advises, and fails nobody's build. What is compared with what is `compare/stored/`'s business.
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Archive, INDEX_NAME } from "../archive/archive.ts";
import { betweenSessionFloor } from "../archive/between_sessions.ts";
import {
  compareStored,
  type StoredComparison,
  type StoredRow,
  type StoredRules,
} from "../compare/stored/stored_comparison.ts";
import { buildModel } from "../report/build_model.ts";
import type { ResultFormat } from "../report/format_names.ts";
import type { ReportModel } from "../report/model.ts";
import { storedParts, withMissing } from "../report/stored_model.ts";
import { shortName } from "../report/wording.ts";
import type { Result } from "../session/result.ts";
import { BaselineStore } from "./baseline/baseline_store.ts";
import { drawComparison } from "./compare_lines.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import type { FailOn } from "./judged_session.ts";
import { newestResult } from "./newest_result.ts";
import type { ReportExport } from "./option_value.ts";
import { readSaved } from "./read_saved.ts";
import { annotate, deliverReport } from "./report_delivery.ts";
import { exportReports } from "./report_export.ts";
import { sha256Of } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";
import { CONTROL } from "../adapters/facts.ts";

/** Sessions that say by how much sessions differ. */
const LAST = 200;

/** What `compare` is asked for. */
export interface CompareOptions extends LooksOptions {
  /** A name, a file or a commit; undefined for the nameless baseline. */
  readonly baseline: string | undefined;
  /** The result that is judged; undefined for the newest saved one. */
  readonly current: string | undefined;
  /** Smallest change that matters, as a fraction above 0. */
  readonly threshold: number;
  /** Subjects to compare; none stands for all frameworks that are in both. */
  readonly frameworks: readonly string[];
  /** Directory of results and baselines. */
  readonly outputDir: string;
  readonly failOn: FailOn;
  readonly format: ResultFormat;
  /** Whether to show the report in the program that there is for it. */
  readonly open: boolean;
  /** Whether to list also what did not change. @default {false} */
  readonly long?: boolean;
  /** Reports that are written to files besides. */
  readonly export: readonly ReportExport[];
}

/**
 * Compares two results.
 *
 * @param options What is asked for.
 * @param io The world.
 * @returns The exit code: 1 for a regression on the same host, 4 for what failed or where nothing can be compared.
 * @throws {UsageError} If a result is not there or cannot be read.
 */
export async function compare(options: CompareOptions, io: Io): Promise<number> {
  const { threshold, format, outputDir } = options;
  const baseline = await new BaselineStore(outputDir).find(options.baseline, io.cwd);
  const path = options.current ?? await newestResult(outputDir);
  const result = await readSaved(path);
  const subjects = subjectsOf(baseline.result, result, options.frameworks);
  const floorOf = betweenSessions(outputDir, baseline.result);
  const comparison = compareStored(baseline.result, result, { threshold, subjects, floorOf });
  const against = `${baseline.title} of ${baseline.result.session.startedAt.slice(0, 10)}`;
  const resultSha256 = await sha256Of(path);
  const model = () => {
    const parts = storedParts(comparison, { subject: subjects[0]!, against, threshold });
    const now = buildModel(result, { ...parts, resultSha256 });
    return withMissing(now, buildModel(baseline.result, { subject: parts.subject }), parts.changes);
  };
  const lost = await exportReports(options.export, model, io);
  await tell({ comparison, against, path, model, titles: titlesOf(result, baseline.result) }, options, io);
  if (format === "json" || format === "table") annotate(model, io);
  return lost ? EXIT_CODE.usage : comparisonExitCode(comparison, options.failOn);
}

/** What sessions of one commit differ by on the baseline's host, as far as an index of them is there to ask. */
function betweenSessions(directory: string, { session }: Result): StoredRules["floorOf"] {
  if (session.hostFingerprint === null || !existsSync(join(directory, INDEX_NAME))) return undefined;
  using archive = new Archive(directory);
  const floors = new Map<string, number>();
  for (const subject of archive.subjects()) {
    for (const series of archive.series({ subject, isMeant: () => true, host: session.hostFingerprint, last: LAST })) {
      const floor = betweenSessionFloor(series.points);
      if (floor !== undefined) floors.set(`${series.benchmark} ${subject} ${series.metric}`, floor);
    }
  }
  return ({ benchmark, subject, metric }) => floors.get(`${benchmark} ${subject} ${metric}`);
}

interface Told {
  readonly comparison: StoredComparison;
  readonly against: string;
  /** File of the result that was judged. */
  readonly path: string;
  readonly model: () => ReportModel;
  /** What subjects are called. */
  readonly titles: ReadonlyMap<string, string>;
}

async function tell(
  { comparison, against, path, model, titles }: Told,
  options: CompareOptions,
  io: Io,
): Promise<void> {
  const { format, color, ascii, open, long = false } = options;
  if (format === "json") return io.stdout.write(`${JSON.stringify({ against, ...comparison })}\n`);
  if (format !== "table") return await deliverReport(model(), { format, color, ascii, open, resultPath: path }, io);
  const nameOf = (row: StoredRow) => {
    const title = titles.size > 1 ? `${titles.get(row.subject) ?? row.subject} ` : "";
    return `${title}${row.benchmark.includes("/") ? shortName(row.benchmark) : row.benchmark} ${row.metric.id}`;
  };
  const face = faceFor(io.stdout, options, io);
  writeLines(
    io.stdout,
    drawComparison({ comparison, against, limit: options.threshold }, { nameOf, face, isLong: long }),
  );
}

function titlesOf(...results: readonly Result[]): Map<string, string> {
  const frameworks = results.flatMap(({ subjects }) => subjects).filter(({ id }) => id !== CONTROL.id);
  return new Map(frameworks.map(({ id, title }) => [id, title]));
}

/** Plain code is what frameworks are measured by, and compared only if it is asked for. */
function subjectsOf(baseline: Result, current: Result, wished: readonly string[]): readonly string[] {
  const [then, now] = [baseline, current].map(({ subjects }) => subjects.map(({ id }) => id));
  const shared = now!.filter((id) => then!.includes(id));
  const chosen = wished.length > 0 ? wished : shared.filter((id) => id !== CONTROL.id);
  const unknown = chosen.find((id) => !shared.includes(id));
  if (unknown !== undefined || chosen.length === 0) {
    const what = unknown === undefined ? "there is none" : `"${unknown}" is not`;
    throw new UsageError(
      `Cannot compare as a subject must be in both results: ${what}; in both are ${shared.join(", ")}`,
    );
  }
  return chosen;
}

/**
 * Decides how a comparison ends the program.
 *
 * @param comparison The comparison.
 * @param failOn What fails besides regressions and failures.
 * @returns The exit code; advice never fails for what it finds, only where nothing could be compared.
 */
export function comparisonExitCode({ rows, advisory }: StoredComparison, failOn: FailOn): number {
  const has = (kind: StoredRow["kind"]) => rows.some((row) => row.kind === kind);
  if (has("failed") || !rows.some((row) => "logRatio" in row)) return EXIT_CODE.notMeasured;
  if (advisory !== null) return EXIT_CODE.success;
  if (has("regressed")) return EXIT_CODE.regressed;
  if ((failOn === "missing" || failOn === "any") && has("missing")) return EXIT_CODE.regressed;
  const isOpen = has("inconclusive") || has("incomparable");
  return (failOn === "inconclusive" || failOn === "any") && isOpen ? EXIT_CODE.inconclusive : EXIT_CODE.success;
}
