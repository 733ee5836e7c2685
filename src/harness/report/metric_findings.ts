/**
 * Where the report's own subject loses beside the steady run: in the start, definitions, memory or load. Told only
 * where the intervals of both do not even meet and the difference is worth it; facts only, as in `findings.ts`.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { isControl } from "../adapters/python_facts.ts";
import type {
  MetricColumnModel,
  MetricFigure,
  MetricLossFinding,
  MetricRowModel,
  MetricTableKind,
  MetricTableModel,
} from "./metric_table.ts";
import { isBounded } from "./number_text.ts";

/** Figures that a user pays for; others are parts of them, or of the machine. */
const PAID: Readonly<Record<MetricTableKind, readonly MetricFigure[]>> = {
  "cold-start": ["total"],
  "define": ["define"],
  "memory": ["per-definition", "per-run-in-flight", "per-kept-result"],
  "closed-loop": ["rate"],
  "open-loop": ["latency"],
};
/** Smaller differences are not worth a sentence. */
const LEAST_SHARE = 0.05;

/**
 * Finds what the own subject loses.
 *
 * @param tables The metrics.
 * @param own Id of the own subject.
 * @returns One for each figure by which another framework is better, beside the best of these; plain code is no rival.
 */
export function metricLosses(tables: readonly MetricTableModel[], own: string): MetricLossFinding[] {
  return tables.flatMap((table) =>
    table.rows.filter(({ subject }) => subject === own).flatMap((row) =>
      table.columns.flatMap((column, index): MetricLossFinding[] => {
        const value = valueAt(row, index);
        if (value === null || !PAID[table.kind].includes(column.figure)) return [];
        const rivals = table.rows.filter(({ subject, load }) =>
          subject !== own && !isControl(subject) && load === row.load
        );
        const better = rivals.flatMap((rival) => {
          const other = valueAt(rival, index);
          return other !== null && isWorse(value, other, column) ? [{ rival: rival.subject, other }] : [];
        }).toSorted((a, b) => sign(column) * (a.other.value - b.other.value));
        const { kind, graph } = table;
        return better.slice(0, 1).map((best) => ({
          kind: "metric-lost",
          table: { kind, graph },
          column,
          load: row.load,
          own: value,
          ...best,
        }));
      })
    )
  );
}

function valueAt(row: MetricRowModel, index: number): Estimate | null {
  const value = row.status === "measured" ? row.cells[index]?.value ?? null : null;
  return value !== null && isBounded(value) ? value : null;
}

function isWorse(own: Estimate, other: Estimate, { better }: MetricColumnModel): boolean {
  const [large, small] = better === "lower" ? [own, other] : [other, own];
  return large.lo > small.hi && large.value > (1 + LEAST_SHARE) * small.value;
}

function sign({ better }: MetricColumnModel): number {
  return better === "lower" ? 1 : -1;
}
