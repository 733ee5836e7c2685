/**
 * A gate as lines of a terminal: one a row, the verdict in words, the change with its interval, and what
 * would settle what is open.
 * @module
 */
import type { GateDecision, GateRow } from "../compare/gate.ts";
import type { InvalidReason } from "../compare/gate_row.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawParagraph, type Span, span, type Tone } from "../report/terminal/line.ts";
import { shortName } from "../report/wording.ts";

const TONES: Readonly<Record<GateRow["verdict"]["kind"], Tone>> = {
  invalid: "slower",
  regressed: "slower",
  improved: "faster",
  unchanged: "plain",
  inconclusive: "doubt",
  unconfirmed: "doubt",
  new: "plain",
  missing: "doubt",
};

const VERDICT_WIDTH = 14;
const NAME_WIDTH = 32;

/**
 * Draws a decision.
 *
 * @param decision The decision.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawGate({ rows, candidates }: GateDecision, face: Face): string[] {
  const lines = rows.flatMap((row) => drawParagraph(rowSpans(row), face, VERDICT_WIDTH));
  const counts = [...Map.groupBy(rows, ({ verdict }) => verdict.kind)].map(([kind, group]) =>
    `${group.length} ${kind}`
  );
  const summary = `${counts.join(", ")}; ${candidates} stood out and had to be confirmed`;
  return [...lines, ...drawParagraph([span(summary, "faint")], face)];
}

function rowSpans({ verdict, benchmark, metric, screen, confirm, noiseFloor, looks }: GateRow): Span[] {
  const name = `${shortName(benchmark)} ${metric ?? ""}`.padEnd(NAME_WIDTH);
  const head = [span(verdict.kind.toUpperCase().padEnd(VERDICT_WIDTH), TONES[verdict.kind]), span(name)];
  if (verdict.kind === "invalid") return [...head, span(reasonText(verdict.reason))];
  const evidence = confirm ?? screen;
  if (evidence === null) return head;
  const { value, lo, hi, n } = evidence.logRatio;
  const floor = noiseFloor.isKnown ? percent(noiseFloor.value) : `UNKNOWN, taken as ${percent(noiseFloor.value)}`;
  const facts = [
    `${signed(value)} [${signed(lo)}, ${signed(hi)}]`,
    `p ${evidence.p.toPrecision(2)}`,
    `${n} pairs${looks > 1 ? ` in ${looks} looks` : ""}`,
    `could see ${percent(evidence.mde80)}`,
    `noise floor ${floor}`,
    ...(verdict.kind === "inconclusive" ? [`${evidence.pairsNeeded} pairs would settle it`] : []),
    ...(verdict.kind === "unconfirmed" ? [`seems to have ${verdict.suspected}`] : []),
  ];
  return [...head, span(facts.join(" · "))];
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

function signed(logRatio: number): string {
  const change = 100 * Math.expm1(logRatio);
  return `${change >= 0 ? "+" : ""}${change.toFixed(1)}%`;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)}%`;
}
