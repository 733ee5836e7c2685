/**
 * A machine's examination in plain words: whether it can be believed, what each check found beside what
 * it should be, and what would help. What is good enough is decided in `machine/grade.ts`.
 * @module
 */
import type { Check } from "../../machine/checks.ts";
import type { Believability, Examination } from "../../machine/doctor.ts";
import type { CheckVerdict } from "../../machine/grade.ts";
import { checkBound, checkName, checkNumber, checkRemedy, settingText } from "../check_wording.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, type Span, span, type Tone } from "./line.ts";
import { type Column, layOut, type Row, rowSpans } from "./table.ts";

const VERDICTS: Readonly<Record<Believability, { readonly text: string; readonly tone: Tone }>> = {
  "believable": { text: "This machine is fit to measure on", tone: "faster" },
  "with-care": { text: "This machine is fit to measure on with care", tone: "doubt" },
  "not-believable": { text: "This machine is not fit to measure on", tone: "slower" },
};

const SIGNS: Readonly<Record<CheckVerdict, Span>> = {
  good: span("✓", "faster"),
  doubtful: span("!", "doubt"),
  bad: span("✗", "slower"),
  unknown: span("–", "faint"),
};

const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "left", gap: 2 },
  { align: "right", gap: 2 },
];
/** What stands before the remark behind a row. */
const REMARK_GAP = "  ";

/**
 * Draws an examination.
 *
 * @param examination The findings.
 * @param face The terminal.
 * @returns The lines: the verdict, a table of the checks, and what would help.
 */
export function drawExamination({ verdict, grade, checks }: Examination, face: Face): string[] {
  const { text, tone } = VERDICTS[verdict];
  const findings = checks.map(findingOf);
  const layout = layOut(COLUMNS, findings.map(({ row }) => row), face);
  const remedies = remediesFor(checks);
  return [
    ...drawParagraph([span(text, tone), span(`: grade ${grade}.`)], face),
    "",
    ...findings.map(({ row, remark }) => {
      const spans = rowSpans(COLUMNS, row, { layout, face });
      return drawLine([...spans, span(REMARK_GAP), span(remark, "faint")], face);
    }),
    ...(remedies.length === 0 ? [] : [""]),
    ...remedies.flatMap((remedy) => drawParagraph([span("→ ", "faint"), span(remedy)], face, 2)),
  ];
}

/** What a check found, and beside it what would be good or why nothing was found. */
function findingOf(check: Check): { readonly row: Row; readonly remark: string } {
  const row = (found: Span): Row => ({
    kind: "cells",
    cells: [[SIGNS[check.verdict]], [span(checkName(check.id))], [found]],
  });
  if (check.value.value === null) return { row: row(span("unknown", "faint")), remark: check.value.why };
  if (check.kind === "measured") {
    return { row: row(span(checkNumber(check.limit.unit, check.value.value))), remark: checkBound(check) };
  }
  const remark = check.verdict === "good" ? "" : `${settingText(check.wanted)} is better`;
  return { row: row(span(settingText(check.value.value))), remark };
}

function remediesFor(checks: readonly Check[]): string[] {
  const wanting = checks.filter(({ verdict }) => verdict === "bad" || verdict === "doubtful");
  return [...new Set(wanting.map(({ id }) => checkRemedy(id)))];
}
