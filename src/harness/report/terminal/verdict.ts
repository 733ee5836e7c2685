/**
 * The verdict of a session in plain words: how PuffinFlow fared, what has no time, what could not be
 * decided, what to distrust. Each kind of finding has one template; the worst comes first.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { ratioText, turnedRatioText } from "../../../units/ratio.ts";
import type { UnmeasuredRow } from "../../compare/benchmark_analysis.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { checkName, checkNumber } from "../check_wording.ts";
import {
  countDuels,
  type DuelFinding,
  type Finding,
  findingsOf,
  type InterruptedFinding,
  type MissingFinding,
  type NoisyFinding,
  type UnsteadyFinding,
} from "../findings.ts";
import { shortName, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawParagraph, type Span, span, type Tone } from "./line.ts";

/** Columns by which findings are set in; their further lines are by twice as many. */
const INDENT = 2;
/** Most characters shown of a reason; the saved result has all of it. */
const LONGEST_REASON = 240;

/** Looks of the statuses of cells that have no time. */
export const STATUS_TONES: Readonly<Record<UnmeasuredRow["status"], Tone>> = {
  invalid: "slower",
  failed: "slower",
  interrupted: "doubt",
  unavailable: "faint",
  unsupported: "faint",
};

/** Profiles that measure more than another, by its name. */
const LONGER_PROFILES: Readonly<Record<string, string>> = { quick: "standard", standard: "gate" };

/**
 * Draws in one sentence how PuffinFlow fared.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines; none when it was compared with nobody.
 */
export function drawHeadline(analysis: SessionAnalysis, face: Face): string[] {
  const { win, tie, lose, undecided } = countDuels(analysis);
  const parts: readonly [count: number, word: string, tone: Tone][] = [
    [lose, "slower", "slower"],
    [win, "faster", "faster"],
    [tie, "equally fast", "plain"],
    [undecided, "can’t tell", "doubt"],
  ];
  const [first, ...others] = parts.filter(([count]) => count > 0).map(([count, word, tone]) =>
    span(`${word} in ${count}`, tone)
  );
  if (first === undefined) return [];
  const total = span(` of ${counted(win + tie + lose + undecided, "comparison")}`);
  const rest = others.flatMap((part) => [span(", "), part]);
  return drawParagraph([span("PuffinFlow", "strong"), span(": "), first, total, ...rest], face);
}

/**
 * Draws all that there is to say about a session.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines; none when there is nothing to say.
 */
export function drawFindings(analysis: SessionAnalysis, face: Face): string[] {
  const findings = findingsOf(analysis);
  const sentences = findings.map((finding) => sentence(finding, analysis));
  const advice = adviceOn(findings, analysis);
  return [...sentences, ...advice].flatMap((spans) =>
    drawParagraph([span(" ".repeat(INDENT)), ...spans], face, 2 * INDENT)
  );
}

function sentence(finding: Finding, analysis: SessionAnalysis): Span[] {
  switch (finding.kind) {
    case "lost":
      return lostSentence(finding, analysis);
    case "missing":
      return missingSentence(finding, analysis);
    case "undecided":
      return undecidedSentence(finding, analysis);
    case "interrupted":
      return interruptedSentence(finding);
    case "unsteady":
      return unsteadySentence(finding);
    case "noisy":
      return noisySentence(finding);
  }
}

function lostSentence({ ratio, rival, benchmarkId }: DuelFinding, { subjects }: SessionAnalysis): Span[] {
  const { factor, lo, hi } = turnedRatioText(ratio);
  return [
    span(`▲ ${factor}× slower`, "slower"),
    span(` ${lo}–${hi}`, "faint"),
    span(` than ${subjectTitle(subjects, rival)} in ${shortName(benchmarkId)}`),
  ];
}

function undecidedSentence({ ratio, rival, benchmarkId }: DuelFinding, { subjects }: SessionAnalysis): Span[] {
  const { lo, hi } = ratioText(ratio);
  // Too few processes give bounds of 0 and infinity.
  const why = Number.isFinite(ratio.hi) ? `${lo}–${hi}×` : `${counted(ratio.n, "process", "processes")} only`;
  return [
    span("? can’t tell", "doubt"),
    span(` from ${subjectTitle(subjects, rival)} in ${shortName(benchmarkId)}: `),
    span(why, "faint"),
  ];
}

function missingSentence(
  { subject, status, reason, benchmarkIds }: MissingFinding,
  { subjects, benchmarks }: SessionAnalysis,
): Span[] {
  const isEverywhere = benchmarkIds.length === benchmarks.length && benchmarks.length > 1;
  const where = isEverywhere ? "all benchmarks" : benchmarkIds.map(shortName).join(", ");
  const shown = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
  return [
    span(`✗ ${status}`, STATUS_TONES[status]),
    span(` ${subjectTitle(subjects, subject)} in ${where}: ${shown}`),
  ];
}

function interruptedSentence({ cells, allCells }: InterruptedFinding): Span[] {
  return [
    span("! interrupted", "doubt"),
    span(` ${cells} of ${counted(allCells, "cell")} had too few processes by then`),
  ];
}

function unsteadySentence({ cells, measuredCells }: UnsteadyFinding): Span[] {
  return [
    span("! unsteady", "doubt"),
    span(` ${cells} of ${counted(measuredCells, "cell")} not shown to be steady when the warm-up ended`),
  ];
}

function noisySentence({ checks }: NoisyFinding): Span[] {
  const doubts = checks.flatMap(({ id, value, limit }) =>
    value.value === null ? [] : [`${checkName(id)} ${checkNumber(limit.unit, value.value)}`]
  );
  return [span("! noisy", "doubt"), span(` ${doubts.join(", ")}; `), span("puffinbench doctor says more", "faint")];
}

/** What would settle doubts, if there are any and something would. */
function adviceOn(findings: readonly Finding[], { session }: SessionAnalysis): Span[][] {
  const isInDoubt = findings.some(({ kind }) => kind === "undecided" || kind === "unsteady");
  const longer = LONGER_PROFILES[session.profile.name];
  if (!isInDoubt || longer === undefined) return [];
  return [[span(`→ --profile ${longer} takes more processes`, "faint")]];
}
