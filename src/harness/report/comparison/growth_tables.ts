/**
 * How what each framework adds grows with the size of a graph: a line and a power over the sizes that were measured, a
 * table for each family of graphs.
 * @module
 */
import type { GrowthFamily, OverheadGrowth } from "../../compare/overhead_growth.ts";
import { type ComparisonTable, estimateCell } from "./comparison_model.ts";

/** What is counted in each family, one and many. */
const COUNTED: Readonly<Record<GrowthFamily, readonly [one: string, many: string]>> = {
  chain: ["state", "states in a row"],
  fanout: ["branch", "branches"],
  "in-flight": ["run", "runs at once"],
};

/**
 * Makes the tables.
 *
 * @param growths How overheads grow.
 * @param titleOf Names a subject.
 * @returns A table for each family and kernel.
 */
export function growthTables(
  growths: readonly OverheadGrowth[],
  titleOf: (subject: string) => string,
): ComparisonTable[] {
  const families = Map.groupBy(growths, ({ family, kernel }) => `${family}/${kernel}`);
  return [...families].map(([id, members]) => {
    const [{ family, kernel }] = members as [OverheadGrowth], [one, many] = COUNTED[family];
    const sizes = members.flatMap((growth) => growth.sizes.map(({ size }) => size));
    return {
      id: `growth/${id}`,
      title: `growth over ${Math.min(...sizes)} to ${Math.max(...sizes)} ${many} · ${kernel} tasks`,
      rowHeading: "Framework",
      columns: [`per ${one}`, "fixed", "power"],
      rows: members.map(({ subject, slopeNs, interceptNs, exponent }) => ({
        name: titleOf(subject),
        cells: [
          estimateCell(slopeNs, "ns"),
          estimateCell(interceptNs, "ns"),
          estimateCell(exponent, "count", "not above plain code at every size: no power describes it"),
        ],
      })),
      note:
        `What one more ${one} adds to a run beyond plain code, and what is added however small the graph is: a line ` +
        "through the sizes, one for each pass. Power: 1 is proportional, 2 is quadratic.",
    };
  });
}
