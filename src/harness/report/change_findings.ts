/**
 * What there is to say about changes against a baseline or another build: what became slower, and whether
 * every run pays or only the slow ones; what could not be told. Facts only, as in `findings.ts`.
 * @module
 */
import { covers } from "../../stats/estimate.ts";
import type { BenchmarkModel, ChangeFinding, ChangeModel, ChangePattern } from "./model.ts";

const TOLD: readonly ChangeModel["verdict"][] = ["slower", "undecided", "invalid"];

/**
 * Finds what to tell about changes.
 *
 * @param benchmarks The benchmarks with their changes.
 * @returns What is slower, then what is undecided, then what is invalid.
 */
export function changeFindings(benchmarks: readonly BenchmarkModel[]): readonly ChangeFinding[] {
  return TOLD.flatMap((verdict) =>
    benchmarks.flatMap(({ id, change }): ChangeFinding[] =>
      change?.verdict === verdict ? [{ kind: "changed", benchmarkId: id, change, pattern: patternOf(change) }] : []
    )
  );
}

/** The tail pays where the highest percentile changed surely more than the lowest; all pay alike where they overlap. */
function patternOf({ shifts }: ChangeModel): ChangePattern {
  const ordered = shifts.toSorted((a, b) => a.share - b.share);
  const [lowest, highest] = [ordered[0], ordered.at(-1)];
  if (ordered.length < 3 || lowest === undefined || highest === undefined) return "unknown";
  if (highest.estimate.lo > lowest.estimate.hi) return "the-tail";
  return ordered.every(({ estimate }) => !covers(estimate, 0)) ? "every-run" : "unknown";
}
