/**
 * A gate as lines of a terminal: what was compared with what, a table of changes with the worst first, and what
 * the verdicts rest on.
 * @module
 */
import { counted } from "../../units/count.ts";
import type { GateDecision, GateRow } from "../compare/gate.ts";
import type { InvalidReason } from "../compare/gate_row.ts";
import { distinctTitles } from "../report/distinct_titles.ts";
import { type GateContext, rowChange } from "../report/gate_model.ts";
import { limitText, percentText } from "../report/number_text.ts";
import { type ChangeRow, type ChangeTableOptions, drawChanges } from "../report/terminal/change_table.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { shortName, subjectTitle } from "../report/wording.ts";

/**
 * Draws a decision.
 *
 * @param decision The decision.
 * @param context What it is about.
 * @param options How to draw it.
 * @returns The lines.
 */
export function drawGate(
  { rows, candidates }: GateDecision,
  context: GateContext,
  options: ChangeTableOptions,
): string[] {
  const { rules: { reference, candidate, minEffect }, result } = context;
  const [before, now] = [reference, candidate].map((id) => subjectTitle(distinctTitles(result.subjects), id));
  const head = [
    span(now!, "strong"),
    span(" against ", "faint"),
    span(before!, "strong"),
    span(`, limit ±${limitText(minEffect)}`, "faint"),
  ];
  return [
    ...drawParagraph(head, options.face),
    "",
    ...drawChanges(rows.map((row) => changeRow(row, context)), options),
    ...drawParagraph([span(foundationText(rows, candidates), "faint")], options.face),
  ];
}

function changeRow(row: GateRow, context: GateContext): ChangeRow {
  const { verdict, metric, before, now, change } = rowChange(row, context);
  const name = `${shortName(row.benchmark)} ${row.metric ?? ""}`.trimEnd();
  return { verdict, name, unit: metric?.unit ?? "ns", before, now, change, note: noteOf(row) };
}

/** Why there is no verdict, and what would give one. */
function noteOf({ verdict, screen, confirm }: GateRow): string | null {
  const evidence = confirm ?? screen;
  switch (verdict.kind) {
    case "invalid":
      return reasonText(verdict.reason);
    case "unconfirmed":
      return `seems to have ${verdict.suspected}; the session ended before that was confirmed`;
    case "inconclusive": {
      if (evidence === null) return null;
      const seen = `${counted(evidence.logRatio.n, "pair")} could see ${percentText(evidence.mde80)}`;
      return `${seen}; ${evidence.pairsNeeded} would settle it`;
    }
    default:
      return null;
  }
}

function foundationText(rows: readonly GateRow[], candidates: number): string {
  const floors = rows.filter(({ noiseFloor, screen }) => screen !== null && !noiseFloor.isKnown);
  const guessed = floors.length === 0
    ? ""
    : `; noise floor UNKNOWN in ${floors.length}, taken as ${limitText(floors[0]!.noiseFloor.value)}: ` +
      "puffinbench calibrate measures it";
  return `${candidates} stood out and had to be confirmed${guessed}`;
}

function reasonText(reason: InvalidReason): string {
  switch (reason.code) {
    case "not-measured":
      return `${reason.arm}: ${reason.why}`;
    case "different-batches":
      return `the arms took samples of different numbers of runs in pass ${reason.pass}`;
    case "too-few-pairs":
      return `${reason.pairs} pairs: it takes ${reason.needed}`;
  }
}
