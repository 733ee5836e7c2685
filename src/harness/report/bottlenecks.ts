/**
 * What dominates, which limit is missed and what grows too fast, as facts that the intervals support: a template
 * without a number that is sure of itself is not told. What to try is data; words are made in
 * `bottleneck_wording.ts`.
 * @module
 */
import type { BenchmarkAnalysis, MeasuredRow } from "../compare/benchmark_analysis.ts";
import { forkPairs, type PrimaryReading } from "../compare/fork_pairs.ts";
import { pairedRatio } from "../compare/ratio.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { type Dominance, DOMINANCES, REMEDIES } from "../suites/remedies.ts";
import type {
  BenchmarkModel,
  BottleneckFinding,
  DerivedModel,
  DominanceFinding,
  GrowthFinding,
  LimitFinding,
} from "./model.ts";

/** What is looked through. */
export interface BottleneckSource {
  readonly analyses: readonly BenchmarkAnalysis[];
  readonly models: readonly BenchmarkModel[];
  readonly derived: DerivedModel;
  /** Id of the subject that it is about. */
  readonly subject: string;
}

/** Best level that is worth a word: acceptable. */
const TOLD_LEVEL = 2;
/** Exponent from which on a growth is told: what allocates and caches bends a line by less. */
const LEAST_EXPONENT = 1.1;

/**
 * Finds what to improve.
 *
 * @param source What is looked through.
 * @returns Limits that are missed, then what dominates, the largest multiple first, then what grows.
 */
export function bottlenecks(source: BottleneckSource): readonly BottleneckFinding[] {
  return [...missedLimits(source), ...dominances(source), ...growths(source.derived)];
}

function missedLimits({ models, subject }: BottleneckSource): LimitFinding[] {
  return models.flatMap(({ id, cells }): LimitFinding[] => {
    const cell = cells.find((one) => one.subject === subject);
    if (cell?.status !== "measured" || cell.rating === null) return [];
    const { rating, value } = cell;
    const isTold = rating.isSure && rating.level <= TOLD_LEVEL;
    if (!isTold) return [];
    return [{
      kind: "limit-missed",
      benchmarkId: id,
      rating,
      value: rating.figure?.value ?? value,
      remedy: REMEDIES[id] ?? null,
    }];
  });
}

function dominances(source: BottleneckSource): DominanceFinding[] {
  return DOMINANCES.flatMap((dominance): DominanceFinding[] => {
    const ratio = ratioOf(dominance, source);
    return ratio !== null && ratio.lo >= dominance.least && Number.isFinite(ratio.hi)
      ? [{ kind: "dominates", dominance, ratio }]
      : [];
  }).toSorted((a, b) => b.ratio.value - a.ratio.value);
}

/** Ratio of two benchmarks of one subject, by the operation, over processes of the same pass. */
function ratioOf({ benchmarkId, without }: Dominance, { analyses, subject }: BottleneckSource): Estimate | null {
  const [dear, cheap] = [benchmarkId, without].map((id) => {
    const analysis = analyses.find((one) => one.id === id);
    const row = analysis?.rows.find((one) => one.subject === subject);
    return analysis === undefined || row?.status !== "measured" ? null : { analysis, row };
  });
  if (!dear || !cheap) return null;
  const reading: PrimaryReading = dear.analysis.primaryClock === "cpu" ? "cpuNs" : "wallNs";
  return pairedRatio(forkPairs({ subject: perOperation(dear), reference: perOperation(cheap) }, reading));
}

function perOperation(
  { analysis: { tasks }, row: { forks } }: { analysis: BenchmarkAnalysis; row: MeasuredRow },
): MeasuredRow["forks"] {
  return forks.map((fork) => ({ ...fork, wallNs: fork.wallNs / tasks, cpuNs: fork.cpuNs / tasks }));
}

function growths({ growth }: DerivedModel): GrowthFinding[] {
  return growth.filter(({ exponent }) => exponent.lo >= LEAST_EXPONENT && Number.isFinite(exponent.hi))
    .map(({ title, sizes, exponent }) => ({ kind: "grows", title, sizes, exponent }));
}
