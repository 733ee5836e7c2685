/**
 * Changes as a table of a terminal: the verdict as a sign and a word, what it was, what it is, and by how much it
 * changed; the worst first. What did not change is counted and, unless it is asked for, not listed.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import { counted } from "../../../units/count.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { ChangeModel, MetricModel } from "../model.ts";
import { changeText, isBounded, joinedText, measuredText, percentText } from "../number_text.ts";
import { VERDICT_WORDS } from "../verdict_wording.ts";
import type { Face } from "./face.ts";
import { drawParagraph, type Span, span, type Tone } from "./line.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

/** One change. */
export interface ChangeRow {
  readonly verdict: ChangeModel["verdict"];
  /** What changed, short. */
  readonly name: string;
  readonly unit: MetricModel["unit"];
  /** `null` where there is none. */
  readonly before: Estimate | null;
  readonly now: Estimate | null;
  /** Relative change; `null` where there is none. */
  readonly change: Estimate | null;
  /** What else there is to say: a reason, or what would settle it. */
  readonly note: string | null;
}

/** How to draw changes. */
export interface ChangeTableOptions {
  readonly face: Face;
  /** Whether to list what did not change. */
  readonly isLong: boolean;
}

const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "left", gap: 1 },
];
const TONES: Readonly<Record<ChangeRow["verdict"], Tone>> = {
  invalid: "slower",
  slower: "slower",
  undecided: "doubt",
  missing: "doubt",
  incomparable: "doubt",
  new: "plain",
  faster: "faster",
  same: "plain",
};
const WORST_FIRST = Object.keys(TONES) as ChangeRow["verdict"][];
const INDENT = 2;
/** Most characters of a reason; the saved result has all of it. */
const LONGEST_NOTE = 240;

/**
 * Draws changes.
 *
 * @param rows The changes.
 * @param options The terminal.
 * @returns The lines: a block for each verdict that there is, then how often there is which.
 */
export function drawChanges(rows: readonly ChangeRow[], { face, isLong }: ChangeTableOptions): string[] {
  const listed = WORST_FIRST.filter((verdict) => isLong || verdict !== "same");
  const blocks = listed.flatMap((verdict) => {
    const group = rows.filter((row) => row.verdict === verdict).toSorted((a, b) => sizeOf(b) - sizeOf(a));
    return group.length === 0 ? [] : [{ verdict, group }];
  });
  const drawn = blocks.map(({ group }) => group.map(rowOf));
  const heading: Row = {
    kind: "cells",
    cells: ["", "before", "now", "change", ""].map((text) => [span(text, "faint")]),
  };
  const layout = layOut(COLUMNS, [heading, ...drawn.flat()], face);
  const lines = blocks.flatMap(({ verdict, group }, block) => {
    const { sign, word } = VERDICT_WORDS[verdict];
    const title = [span(`${sign} ${word}`, TONES[verdict]), span(` ${group.length}`, "faint")];
    return [
      ...drawParagraph(title, face),
      ...drawn[block]!.flatMap((row, index) => [
        drawRow(COLUMNS, row, { layout, face }),
        ...noteLines(group[index]!, face),
      ]),
    ];
  });
  const hasFigures = blocks.some(({ group }) => group.some(({ before, now }) => before !== null || now !== null));
  const head = hasFigures ? [drawRow(COLUMNS, heading, { layout, face })] : [];
  return [...head, ...lines, ...drawParagraph(countSpans(rows), face)];
}

function sizeOf({ change }: ChangeRow): number {
  return Math.abs(change?.value ?? 0);
}

function rowOf(row: ChangeRow): Row {
  const { text, bounds } = changeOf(row);
  return {
    kind: "cells",
    cells: [
      [span(`${" ".repeat(INDENT)}${shortened(inertText(row.name), LONGEST_NOTE)}`)],
      [span(valueText(row.before, row.unit))],
      [span(valueText(row.now, row.unit))],
      [span(text, TONES[row.verdict])],
      [span(bounds ?? "", "faint")],
    ],
  };
}

function valueText(estimate: Estimate | null, unit: ChangeRow["unit"]): string {
  return estimate === null ? "–" : joinedText(measuredText(estimate, unit));
}

/** Of times and amounts large changes are factors with the side in words; more of a rate is no longer slower. */
function changeOf({ change, unit }: ChangeRow): { readonly text: string; readonly bounds: string | null } {
  if (change === null) return { text: "–", bounds: null };
  if (unit !== "per-second") return changeText(change);
  const percent = (share: number) => `${share > 0 ? "+" : ""}${percentText(share)}`;
  const bounds = isBounded(change) ? `${percent(change.lo)} … ${percent(change.hi)}` : null;
  return { text: percent(change.value), bounds };
}

function noteLines({ note }: ChangeRow, face: Face): string[] {
  if (note === null) return [];
  const indent = 2 * INDENT;
  return drawParagraph(
    [span(`${" ".repeat(indent)}${shortened(inertText(note), LONGEST_NOTE)}`, "faint")],
    face,
    indent,
  );
}

function countSpans(rows: readonly ChangeRow[]): Span[] {
  const parts = WORST_FIRST.flatMap((verdict): Span[] => {
    const count = rows.filter((row) => row.verdict === verdict).length;
    return count === 0 ? [] : [span(`${count} ${VERDICT_WORDS[verdict].word}`, TONES[verdict])];
  });
  const listed = parts.flatMap((part, index) => index === 0 ? [part] : [span(", "), part]);
  return [
    span(`${counted(rows.length, "row")}: `, "faint"),
    ...(listed.length === 0 ? [span("nothing compared", "slower")] : listed),
  ];
}
