/**
 * How far two sessions of one machine agree: a row does where its two 95 % intervals have a value in common.
 * @module
 */
import type { Estimate } from "../../src/stats/estimate.ts";
import { analyseSession } from "../../src/harness/compare/session_analysis.ts";
import type { Result } from "../../src/harness/session/result.ts";

/** One subject in one benchmark that decides by processor time, in both sessions. */
export interface AgreementRow {
  readonly benchmark: string;
  readonly subject: string;
  readonly first: Estimate;
  readonly second: Estimate;
  readonly agrees: boolean;
}

/**
 * Compares two sessions row by row.
 *
 * @param first A result.
 * @param second Another, of the same machine and code.
 * @returns The rows that were measured in both, in the order of the first.
 */
export function agreement(first: Result, second: Result): AgreementRow[] {
  const others = rowsOf(second);
  return [...rowsOf(first)].flatMap(([key, row]): AgreementRow[] => {
    const other = others.get(key);
    if (other === undefined) return [];
    const [one, two] = [row.value, other.value];
    return [{ ...row.place, first: one, second: two, agrees: one.lo <= two.hi && two.lo <= one.hi }];
  });
}

function rowsOf(result: Result) {
  const rows = analyseSession(result).benchmarks.filter(({ primaryClock }) => primaryClock === "cpu").flatMap(
    ({ id: benchmark, rows }) =>
      rows.flatMap((row) =>
        row.status === "measured" ? [{ place: { benchmark, subject: row.subject }, value: row.primaryNs }] : []
      ),
  );
  return new Map(rows.map((row) => [`${row.place.benchmark} ${row.place.subject}`, row]));
}
