/**
 * Subjects of several languages side by side, in the one way that is fair to all: how long a state must take for its
 * engine to add 5 % to it. Each is compared with plain code of its own language, so that neither an interpreter's
 * pace nor a compiler's counts; where all are of one language there is nothing to say.
 * @module
 */
import { durationText } from "../../../units/duration.ts";
import type { BenchmarkAnalysis, MeasuredRow } from "../../compare/benchmark_analysis.ts";
import { BREAK_EVEN_FACTOR, languagesOf } from "../../compare/languages.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { shortName, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawParagraph, span } from "./line.ts";
import { lineUp, overheadShown } from "./measured_cells.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };

/**
 * Draws the break-even sizes.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines, an empty one first; none where all subjects are of one language, or no graph ran without work.
 */
export function drawAcrossLanguages(analysis: SessionAnalysis, face: Face): string[] {
  const { benchmarks, subjects } = analysis;
  const bare = benchmarks.filter(({ workload: { kernel, shape } }) => kernel.kind === "noop" && shape.kind !== "micro");
  const ranked = byBreakEven(subjects.map(({ id }) => id), bare);
  const languages = languagesOf(subjects), [first] = ranked;
  if (first === undefined || ranked.every((id) => languages.get(id) === languages.get(first))) return [];
  const columns = [FIRST, ...bare.map(() => OTHER)];
  const cells = bare.map((benchmark) => lineUp(ranked.map((id) => breakEvenShown(rowOf(benchmark, id))), face));
  const rows: Row[] = ranked.map((id, index) => ({
    kind: "cells",
    cells: [[span(subjectTitle(subjects, id))], ...cells.map((column) => column[index]!)],
  }));
  const heading: Row = {
    kind: "cells",
    cells: [[span("Across languages", "strong")], ...bare.map(({ id }) => [span(shortName(id), "faint")])],
  };
  const layout = layOut(columns, [heading, ...rows], face);
  const legend = "How long a state must take for the engine to add 5% to it, each against plain code of its own " +
    "language: shorter is better. Tasks that compute are compared within a language only.";
  return [
    "",
    ...[heading, ...rows].map((row) => drawRow(columns, row, { layout, face })),
    ...drawParagraph([span(legend, "faint")], face, 2),
  ];
}

function breakEvenShown(row: MeasuredRow | undefined) {
  const overhead = row?.overheadNsPerTask ?? null;
  const breakEven = overhead === null ? null : {
    ...overhead,
    value: BREAK_EVEN_FACTOR * overhead.value,
    lo: BREAK_EVEN_FACTOR * overhead.lo,
    hi: BREAK_EVEN_FACTOR * overhead.hi,
  };
  return overheadShown(breakEven, durationText, "half-width");
}

/** Those that have an overhead somewhere, the least in the first such benchmark first. */
function byBreakEven(ids: readonly string[], benchmarks: readonly BenchmarkAnalysis[]): string[] {
  const overheads = ids.map((id) => {
    const rows = benchmarks.map((benchmark) => rowOf(benchmark, id)?.overheadNsPerTask ?? null);
    return { id, least: rows.find((overhead) => overhead !== null)?.value };
  });
  return overheads.filter(({ least }) => least !== undefined).toSorted((a, b) => a.least! - b.least!).map(({ id }) =>
    id
  );
}

function rowOf({ rows }: BenchmarkAnalysis, id: string): MeasuredRow | undefined {
  return rows.find((row): row is MeasuredRow => row.status === "measured" && row.subject === id);
}
