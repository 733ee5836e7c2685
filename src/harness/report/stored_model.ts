/**
 * A comparison with a saved session as reports read it: one change for each benchmark of the report's own subject,
 * which is that of its worst metric, and what follows from all of them. Nothing is decided here.
 * @module
 */
import type { StoredComparison, StoredRow } from "../compare/stored/stored_comparison.ts";
import type { BuildModelOptions } from "./build_model.ts";
import type { BenchmarkModel, ChangeModel, GateModel, ReportModel } from "./model.ts";

/** What was compared. */
export interface StoredContext {
  /** Id of the subject that the report is of. */
  readonly subject: string;
  /** What was compared with, for people. */
  readonly against: string;
  /** Smallest change that matters, as a fraction. */
  readonly threshold: number;
}

/** What a comparison adds to the model of its current session. */
export type StoredParts = Required<Pick<BuildModelOptions, "gate" | "changes" | "subject">> & {
  readonly gate: GateModel;
};

const VERDICTS: Readonly<Record<StoredRow["kind"], ChangeModel["verdict"]>> = {
  failed: "invalid",
  regressed: "slower",
  inconclusive: "undecided",
  missing: "missing",
  incomparable: "incomparable",
  new: "new",
  improved: "faster",
  unchanged: "same",
};
const WORST_FIRST = Object.keys(VERDICTS) as StoredRow["kind"][];

/**
 * Puts a comparison into the terms of reports.
 *
 * @param comparison The comparison.
 * @param context What it is about.
 * @returns What `buildModel` takes beside the current session.
 */
export function storedParts({ rows }: StoredComparison, { subject, against, threshold }: StoredContext): StoredParts {
  const own = rows.filter((row) => row.subject === subject);
  const changes = new Map(
    [...Map.groupBy(own, ({ benchmark }) => benchmark)].map(([id, group]) => [id, changeOf(worstOf(group))]),
  );
  const counts: Record<ChangeModel["verdict"], number> = {
    ...{ slower: 0, faster: 0, same: 0, undecided: 0, invalid: 0, new: 0, missing: 0, incomparable: 0 },
  };
  for (const { verdict } of changes.values()) counts[verdict] += 1;
  const limit = Math.max(threshold, ...own.map((row) => "leastEffect" in row ? row.leastEffect : 0));
  return { gate: { against, isPaired: false, limit, outcome: outcomeOf(counts), counts }, changes, subject };
}

/**
 * Adds what only the baseline has, so that a benchmark that is gone is named and does not just stay away.
 *
 * @param model The current session.
 * @param baseline The one that it was compared with.
 * @param changes As {@linkcode storedParts} has them.
 * @returns The model with rows that have no figures.
 */
export function withMissing(
  model: ReportModel,
  baseline: ReportModel,
  changes: ReadonlyMap<string, ChangeModel>,
): ReportModel {
  const known = new Set(model.suites.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id)));
  const suites = new Map(model.suites.map((suite) => [suite.id, suite]));
  for (const { id: suiteId, title, benchmarks } of baseline.suites) {
    const gone = benchmarks.flatMap((benchmark): BenchmarkModel[] => {
      const change = changes.get(benchmark.id);
      if (known.has(benchmark.id) || change === undefined) return [];
      return [{ ...benchmark, cells: [], fastest: null, change }];
    });
    if (gone.length === 0) continue;
    const there = suites.get(suiteId)?.benchmarks ?? [];
    suites.set(suiteId, { id: suiteId, title, benchmarks: [...there, ...gone] });
  }
  return { ...model, suites: [...suites.values()] };
}

function worstOf(rows: readonly StoredRow[]): StoredRow {
  const size = (row: StoredRow) => "logRatio" in row ? Math.abs(row.logRatio.value) : 0;
  const rank = ({ kind }: StoredRow) => WORST_FIRST.indexOf(kind);
  return rows.toSorted((a, b) => rank(a) - rank(b) || size(b) - size(a))[0]!;
}

function changeOf(row: StoredRow): ChangeModel {
  const nothing = { change: null, before: null, now: null, smallestSeen: null, pairsNeeded: null };
  const shared = { ...nothing, verdict: VERDICTS[row.kind], metric: row.metric, shifts: [], beforeSamples: [] };
  if (!("logRatio" in row)) return shared;
  const { value, lo, hi, ...rest } = row.logRatio;
  const change = { ...rest, value: Math.expm1(value), lo: Math.expm1(lo), hi: Math.expm1(hi) };
  return { ...shared, change, before: row.before, now: row.now };
}

/** What is broken comes before what is slower, and a comparison of nothing has not passed. */
function outcomeOf({ invalid, slower, undecided, faster, same }: GateModel["counts"]): GateModel["outcome"] {
  if (invalid > 0) return "invalid";
  if (slower > 0) return "failed";
  if (undecided > 0) return "undecided";
  return faster + same > 0 ? "passed" : "invalid";
}
