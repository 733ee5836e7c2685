/**
 * What is said of each framework that is no time: how it runs tasks, what it keeps, how much code the measured programs
 * are, what comes with it on a disk. For information: none of it enters a comparison.
 * @module
 */
import { sizesOf } from "../../adapters/sizes.ts";
import type { ProbedModel } from "../../compare/probed_model.ts";
import type { Subject } from "../../session/result.ts";
import { type ComparisonCell, type ComparisonTable, noneCell, wordCell } from "./comparison_model.ts";

/** What is looked up of a subject, by its id. */
export interface SubjectLookUp {
  readonly titleOf: (subject: string) => string;
  readonly probedOf: (subject: string) => ProbedModel | null;
}

/**
 * Makes the tables.
 *
 * @param subjects What was compared.
 * @param lookUp Names a subject, and tells how it was seen to run.
 * @returns The tables; none where there is one subject only.
 */
export function aboutTables(
  subjects: readonly Subject[],
  { titleOf, probedOf }: SubjectLookUp,
): ComparisonTable[] {
  if (subjects.length < 2) return [];
  const rowsOf = (cellsOf: (subject: Subject) => ComparisonCell[]) =>
    subjects.map((subject) => ({ name: titleOf(subject.id), cells: cellsOf(subject) }));
  return [
    {
      id: "execution-models",
      title: "how each was run",
      rowHeading: "Framework",
      columns: ["model", "seen", "keeps", "approach", "version"],
      rows: rowsOf((subject) => runCells(subject, probedOf(subject.id))),
      note:
        "Model: how it runs tasks, as its documentation says. Seen: most waits that were under way at once, of those that " +
        "could have been. Keeps: what would outlast a crash as it was measured. " +
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

function runCells(
  { executionModel, durability, approach, packages, idiom }: Subject,
  probed: ProbedModel | null,
): ComparisonCell[] {
  const version = Object.values(packages)[0];
  return [
    wordCell(executionModel, "plain", idiom),
    probed === null
      ? noneCell("no graph of waiting tasks was traced")
      : wordCell(`${probed.peakTasks} of ${probed.widestStage}`, probed.overlaps ? "plain" : "doubt", probed.benchmark),
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
