/**
 * A gate as reports read it: one change for each benchmark, which is that of its worst metric, and what follows from
 * all of them. Nothing is decided here: every verdict is one of the gate's own.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { estimateCell } from "../compare/cell_estimate.ts";
import { decideGate, type GateDecision, type GateRow, type GateRules } from "../compare/gate.ts";
import { rulesOf } from "../compare/kept_rules.ts";
import type { ComparedReading } from "../compare/pair_differences.ts";
import type { BenchmarkResult, Fork, Result } from "../session/result.ts";
import { distinctTitles } from "./distinct_titles.ts";
import type { ChangeModel, GateModel, MetricModel } from "./model.ts";
import { percentileShifts } from "./percentile_shifts.ts";
import { subjectTitle } from "./wording.ts";

/** What was decided about. */
export interface GateContext {
  readonly result: Pick<Result, "benchmarks" | "subjects">;
  readonly rules: Required<Pick<GateRules, "reference" | "candidate" | "minEffect">>;
}

/** What a gate adds to the model of its session. */
export interface GateParts {
  readonly gate: GateModel;
  /** Change of each benchmark, by its id. */
  readonly changes: ReadonlyMap<string, ChangeModel>;
  /** Id of the subject that was judged. */
  readonly subject: string;
}

type Verdict = ChangeModel["verdict"];

const VERDICTS: Readonly<Record<GateRow["verdict"]["kind"], Verdict>> = {
  invalid: "invalid",
  regressed: "slower",
  inconclusive: "undecided",
  unconfirmed: "undecided",
  improved: "faster",
  unchanged: "same",
  new: "new",
  missing: "missing",
};
const WORST_FIRST: readonly Verdict[] = ["invalid", "slower", "undecided", "missing", "new", "faster", "same"];

const COMPARED: Readonly<
  Record<NonNullable<GateRow["metric"]>, { readonly reading: ComparedReading; readonly metric: MetricModel }>
> = {
  cpu: { reading: "cpuNs", metric: { id: "cpu", unit: "ns", better: "lower" } },
  wall: { reading: "wallNs", metric: { id: "wall", unit: "ns", better: "lower" } },
  allocated: { reading: "allocatedBytes", metric: { id: "allocated", unit: "bytes", better: "lower" } },
};

/**
 * Puts a decision into the terms of reports.
 *
 * @param decision The decision.
 * @param context What it is about.
 * @returns What {@linkcode buildModel} takes beside the result.
 */
export function gateParts({ rows }: GateDecision, { result, rules }: GateContext): GateParts {
  const changes = new Map(
    [...Map.groupBy(rows, ({ benchmark }) => benchmark)].map(([id, group]) => [
      id,
      rowChange(worstOf(group), { result, rules }),
    ]),
  );
  const counts = changeCounts([...changes.values()]);
  const limit = Math.max(rules.minEffect, ...rows.map(({ screen, confirm }) => (confirm ?? screen)?.leastEffect ?? 0));
  const against = subjectTitle(distinctTitles(result.subjects), rules.reference);
  return {
    gate: { against, isPaired: true, limit, outcome: outcomeOf(counts), counts },
    changes,
    subject: rules.candidate,
  };
}

/**
 * Puts one row into the terms of reports.
 *
 * @param row The row.
 * @param context What it is about.
 * @returns Its change.
 */
export function rowChange(row: GateRow, { result, rules }: GateContext): ChangeModel {
  const benchmark = result.benchmarks.find(({ id }) => id === row.benchmark);
  invariant(benchmark !== undefined, "Rows are of benchmarks of the session");
  return changeOf(row, benchmark, rules);
}

/**
 * Decides a saved gate again, by the rules that it was saved with.
 *
 * @param result The result.
 * @returns What it adds to the model; `null` for a session that was no gate.
 */
export function savedGateParts(result: Result): GateParts | null {
  if (result.gate === undefined) return null;
  const rules = rulesOf(result.gate);
  return gateParts(decideGate({ ...result, stages: result.session.stages }, rules), { result, rules });
}

/** Of metrics that got equally bad the one that changed most. */
function worstOf(rows: readonly GateRow[]): GateRow {
  const rank = ({ verdict }: GateRow) => WORST_FIRST.indexOf(VERDICTS[verdict.kind]);
  const size = (row: GateRow) => Math.abs((row.confirm ?? row.screen)?.logRatio.value ?? 0);
  const isChange = ({ verdict: { kind } }: GateRow) => kind === "regressed" || kind === "improved";
  return rows.toSorted((a, b) => rank(a) - rank(b) || (isChange(a) ? size(b) - size(a) : 0))[0]!;
}

function changeOf(row: GateRow, benchmark: BenchmarkResult, rules: GateContext["rules"]): ChangeModel {
  const verdict = VERDICTS[row.verdict.kind];
  const evidence = row.confirm ?? row.screen;
  if (verdict === "invalid" || evidence === null || row.metric === null) return { ...NO_CHANGE, verdict };
  const { reading, metric } = COMPARED[row.metric];
  const [before, now] = [rules.reference, rules.candidate].map((arm) => forksOf(benchmark, arm));
  return {
    verdict,
    metric,
    change: asChange(evidence.logRatio),
    before: estimateOf(before!, reading),
    now: estimateOf(now!, reading),
    smallestSeen: evidence.mde80,
    pairsNeeded: row.verdict.kind === "inconclusive" ? evidence.pairsNeeded : null,
    shifts: percentileShifts({ reference: before!, candidate: now! }, reading),
    beforeSamples: metric.unit === "ns" ? samplesOf(before!, reading) : [],
  };
}

const NO_CHANGE: Omit<ChangeModel, "verdict"> = {
  change: null,
  before: null,
  now: null,
  smallestSeen: null,
  pairsNeeded: null,
  shifts: [],
  beforeSamples: [],
};

function asChange({ value, lo, hi, ...rest }: Estimate): Estimate {
  return { ...rest, value: Math.expm1(value), lo: Math.expm1(lo), hi: Math.expm1(hi) };
}

function forksOf({ cells }: BenchmarkResult, arm: string): Fork[] {
  const cell = cells.find(({ subject }) => subject === arm);
  return cell?.status === "measured" ? cell.forks : [];
}

function estimateOf(forks: Fork[], reading: ComparedReading): Estimate | null {
  return forks.length === 0 ? null : estimateCell({ subject: "", status: "measured", forks })[reading];
}

function samplesOf(forks: readonly Fork[], reading: ComparedReading): number[] {
  return forks.flatMap((fork) => fork[reading].map((total) => total / fork.batch)).sort((a, b) => a - b);
}

/**
 * Counts verdicts.
 *
 * @param changes The changes.
 * @returns A count for each verdict.
 */
export function changeCounts(changes: readonly ChangeModel[]): GateModel["counts"] {
  const counts = { slower: 0, faster: 0, same: 0, undecided: 0, invalid: 0, new: 0, missing: 0, incomparable: 0 };
  for (const { verdict } of changes) counts[verdict] += 1;
  return counts;
}

/**
 * Decides a gate by its counts: what is broken comes before what is slower, and a gate that compared nothing has not
 * passed.
 *
 * @param counts Rows by verdict.
 * @returns The outcome.
 */
export function outcomeOf({ invalid, slower, undecided, faster, same }: GateModel["counts"]): GateModel["outcome"] {
  if (invalid > 0) return "invalid";
  if (slower > 0) return "failed";
  if (undecided > 0) return "undecided";
  return faster + same > 0 ? "passed" : "invalid";
}
