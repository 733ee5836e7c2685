/**
 * What is said of each framework that is no time: how it runs tasks, what it keeps, how much code the measured programs
 * are, what comes with it on a disk. For information: none of it enters a comparison.
 * @module
 */
import { sizesOf } from "../../adapters/sizes.ts";
import type { Subject } from "../../session/result.ts";
import { type ComparisonCell, type ComparisonTable, noneCell, wordCell } from "./comparison_model.ts";

/**
 * Makes the tables.
 *
 * @param subjects What was compared.
 * @param titleOf Names a subject.
 * @returns The tables; none where there is one subject only.
 */
export function aboutTables(
  subjects: readonly Subject[],
  titleOf: (subject: string) => string,
): ComparisonTable[] {
  if (subjects.length < 2) return [];
  const rowsOf = (cellsOf: (subject: Subject) => ComparisonCell[]) =>
    subjects.map((subject) => ({ name: titleOf(subject.id), cells: cellsOf(subject) }));
  return [
    {
      id: "execution-models",
      title: "how each was run",
      rowHeading: "Framework",
      columns: ["model", "keeps", "approach", "version"],
      rows: rowsOf(runCells),
      note:
        "Model: how it runs tasks, as its documentation says. Keeps: what would outlast a crash as it was measured. " +
        "puffinbench frameworks show NAME says why so.",
    },
    {
      id: "sizes",
      title: "what it takes to use it",
      rowHeading: "Framework",
      columns: ["lines", "tokens", "packages", "on disk"],
      rows: rowsOf(sizeCells),
      note:
        "Lines (without blanks and comments) and tokens of the very files that were measured, after one formatter, all " +
        "shapes together. Packages and bytes: all that npm brings with it. For information; no comparison rests on it.",
    },
  ];
}

function runCells({ executionModel, durability, approach, packages, idiom }: Subject): ComparisonCell[] {
  const version = Object.values(packages)[0];
  return [
    wordCell(executionModel, "plain", idiom),
    wordCell(durability === "none" ? "nothing" : durability),
    wordCell(approach),
    version === undefined ? noneCell("not a package of npm") : wordCell(version),
  ];
}

function sizeCells({ adapter }: Subject): ComparisonCell[] {
  const { code, disk } = sizesOf(adapter);
  const counted = (value: number | undefined, unit: "bytes" | "count", why: string): ComparisonCell =>
    value === undefined ? noneCell(why) : { kind: "counted", value, unit };
  return [
    counted(code?.lines, "count", "an adapter from outside"),
    counted(code?.tokens, "count", "an adapter from outside"),
    counted(disk?.packages, "count", "nothing comes from npm"),
    counted(disk?.bytes, "bytes", "nothing comes from npm"),
  ];
}
