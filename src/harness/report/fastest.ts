/**
 * Who is fastest in which benchmark, and whether that is certain. Frameworks only: plain code is the floor and no
 * rival. Facts; reports word them.
 * @module
 */
import { isControl } from "../adapters/python_facts.ts";
import { outcomeOf } from "../compare/duel.ts";
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "./model.ts";
import { isBounded } from "./number_text.ts";

/** Benchmarks that end in the same way. */
export interface FastestGroup {
  /** Subjects of which each may be the fastest: one where it is certain. */
  readonly subjects: readonly string[];
  /** Ids, one or more. */
  readonly benchmarkIds: readonly string[];
}

/**
 * Finds who is fastest.
 *
 * @param model The report.
 * @returns Groups with one subject first, that which wins most in front; benchmarks with fewer than two frameworks
 * are in none.
 */
export function fastestGroups({ suites }: ReportModel): readonly FastestGroup[] {
  const contested = suites.flatMap(({ benchmarks }) => benchmarks).flatMap((benchmark) => {
    const subjects = candidatesOf(benchmark);
    return subjects === null ? [] : [{ id: benchmark.id, subjects }];
  });
  const groups = [...Map.groupBy(contested, ({ subjects }) => JSON.stringify(subjects)).values()].map((members) => ({
    subjects: members[0]!.subjects,
    benchmarkIds: members.map(({ id }) => id),
  }));
  return groups.toSorted((a, b) =>
    Number(a.subjects.length > 1) - Number(b.subjects.length > 1) || b.benchmarkIds.length - a.benchmarkIds.length
  );
}

/** The one with the lowest time, and those that were not shown to be slower than it. */
function candidatesOf({ cells }: BenchmarkModel): readonly string[] | null {
  const measured = cells.filter((cell): cell is MeasuredCellModel =>
    cell.status === "measured" && !isControl(cell.subject)
  );
  if (measured.length < 2) return null;
  const [first, ...others] = measured.toSorted((a, b) => a.value.value - b.value.value);
  const close = others.filter(({ subject }) => {
    const ratio = first!.ratioTo[subject];
    return ratio === undefined || !isBounded(ratio) || outcomeOf(ratio) !== "win";
  });
  return [first!, ...close].map(({ subject }) => subject);
}
