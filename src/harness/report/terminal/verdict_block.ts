/**
 * The verdict under the tables: what the gate or the comparisons say in one line, then each finding with what
 * follows from it, what needs a look first.
 * @module
 */
import { findingText, type FindingTone, type Phrase } from "../finding_wording.ts";
import { headlineOf } from "../headline.ts";
import type { GateModel, ReportModel } from "../model.ts";
import { limitText } from "../number_text.ts";
import { shortened } from "../inert_text.ts";
import { VERDICT_WORDS } from "../verdict_wording.ts";
import { drawLabelled } from "./closing_lines.ts";
import type { Face } from "./face.ts";
import { drawParagraph, type Span, span, type Tone } from "./line.ts";

/** Columns by which findings are set in; their further lines are by twice as many. */
const INDENT = 2;
/** Most characters of a piece of a sentence; the result has all of it. */
const LONGEST_PHRASE = 240;

const TONES: Readonly<Record<FindingTone, Tone>> = { slower: "slower", doubt: "doubt", lost: "slower" };
const COUNTED: readonly (readonly [verdict: keyof GateModel["counts"], tone: Tone])[] = [
  ["slower", "slower"],
  ["faster", "faster"],
  ["same", "plain"],
  ["undecided", "doubt"],
];
const SELDOM: readonly (readonly [verdict: keyof GateModel["counts"], tone: Tone])[] = [
  ["invalid", "slower"],
  ["missing", "doubt"],
  ["incomparable", "doubt"],
  ["new", "plain"],
];

/**
 * Draws the session in one sentence.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawHeadlineOf(model: ReportModel, face: Face): string[] {
  const spans = headlineOf(model).sentence.map(({ text, tone }) => span(text, tone === "same" ? "plain" : tone));
  return drawParagraph(spans, face, INDENT);
}

/**
 * Draws the verdict and the findings.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawVerdict(model: ReportModel, face: Face): string[] {
  const benchmarkIds = model.suites.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
  const names = { subjects: model.subjects, subject: model.subject, benchmarkIds };
  const findings = model.findings.flatMap((finding) => {
    const { tone, glyph, sentence, advice } = findingText(finding, names);
    const more = advice === null ? [] : [span(` ${shortened(advice, LONGEST_PHRASE)}`, "faint")];
    const spans = [span(`${" ".repeat(INDENT)}${glyph} `, TONES[tone]), ...sentence.map(phraseSpan), ...more];
    return drawParagraph(spans, face, 2 * INDENT);
  });
  const verdict = model.gate === null
    ? drawHeadlineOf(model, face)
    : drawLabelled("Verdict", gateSpans(model.gate), face);
  return [...verdict, ...findings];
}

function gateSpans({ counts, against, limit, isPaired }: GateModel): Span[] {
  const shown = [...COUNTED, ...SELDOM.filter(([verdict]) => counts[verdict] > 0)];
  const parts = shown.map(([verdict, tone], index) => {
    // The comma belongs to the word before it, so that no line begins with one.
    const text = `${counts[verdict]} ${VERDICT_WORDS[verdict].word}${index < shown.length - 1 ? ", " : ""}`;
    return span(text, counts[verdict] === 0 ? "plain" : tone);
  });
  const advisory = isPaired ? "" : ", advisory: of another session";
  return [...parts, span(`  against ${against}, limit ±${limitText(limit)}${advisory}`, "faint")];
}

function phraseSpan({ text, role }: Phrase): Span {
  const tone: Tone = role === "interval" ? "faint" : role === "plain" ? "plain" : "strong";
  return span(shortened(text, LONGEST_PHRASE), tone);
}
