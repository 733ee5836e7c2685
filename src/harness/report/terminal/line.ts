/**
 * Lines of a terminal: text in tones, made harmless, in the charset of the face and never longer
 * than it is wide. All colour comes from here.
 * @module
 */
import { styleText } from "node:util";
import { asciiText } from "../../../units/ascii.ts";
import { inertText } from "../inert_text.ts";
import type { Face } from "./face.ts";
import { beginning, displayWidth } from "./width.ts";

/** What a piece of text means; each meaning has one look. */
export type Tone = "plain" | "strong" | "faint" | "slower" | "faster" | "doubt";

/** A piece of text in one tone. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

const LOOKS = {
  strong: "bold",
  faint: "dim",
  slower: "red",
  faster: "cyan",
  doubt: "yellow",
} as const;

/**
 * Makes a span.
 *
 * @param text The text, from anywhere.
 * @param tone What it means.
 * @returns The span.
 */
export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

/**
 * Brings spans into the form in which they are measured and drawn.
 *
 * @param spans Text from anywhere.
 * @param face The terminal.
 * @returns Harmless spans in the charset of the face.
 */
export function fitted(spans: readonly Span[], face: Face): Span[] {
  return spans.map(({ text, tone }) => {
    const inert = inertText(text);
    return { text: face.charset === "ascii" ? asciiText(inert) : inert, tone };
  });
}

/**
 * Measures spans in columns.
 *
 * @param spans Fitted spans.
 * @returns Columns they take side by side.
 */
export function spansWidth(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/**
 * Draws one line; what does not fit is cut off and marked.
 *
 * @param spans Text from anywhere.
 * @param face The terminal.
 * @returns The line without a line break, no longer than the face is wide.
 */
export function drawLine(spans: readonly Span[], face: Face): string {
  return painted(cut(fitted(spans, face), face.width, face), face);
}

/**
 * Draws text over as many lines as it needs, broken at spaces.
 *
 * @param spans Text from anywhere.
 * @param face The terminal.
 * @param indent Columns by which the lines after the first are set in; at most half of them all.
 * @returns The lines; a word longer than a line is broken.
 */
export function drawParagraph(spans: readonly Span[], face: Face, indent: number = 0): string[] {
  const lines: Span[][] = [[]];
  // However far lines are set in, half of a narrow terminal is left for text.
  const setIn = Math.min(indent, Math.floor(face.width / 2)), full = face.width - setIn;
  let free = face.width;
  const breakLine = () => {
    lines.push([span(" ".repeat(setIn))]);
    free = full;
  };
  for (let word of wordsOf(fitted(spans, face))) {
    if (overflows(word, free) && free < full) breakLine();
    while (overflows(word, free)) {
      const head = beginning(word.text, free);
      lines.at(-1)!.push({ ...word, text: head });
      word = { ...word, text: word.text.slice(head.length) };
      breakLine();
    }
    lines.at(-1)!.push(word);
    free -= displayWidth(word.text);
  }
  return lines.map((line) => painted(line, face));
}

/**
 * Cuts spans to a number of columns and marks the cut.
 *
 * @param spans Fitted spans.
 * @param columns Most columns they may take.
 * @param face The terminal, for the mark.
 * @returns The spans that fit, the last one shortened.
 */
export function cut(spans: readonly Span[], columns: number, face: Face): readonly Span[] {
  if (spansWidth(spans) <= columns) return spans;
  const mark = face.charset === "ascii" ? ".." : "…";
  const kept: Span[] = [];
  let free = columns - mark.length;
  for (const { text, tone } of spans) {
    const head = beginning(text, free);
    free -= displayWidth(head);
    if (head !== text) return [...kept, { text: head.trimEnd() + mark, tone }];
    kept.push({ text, tone });
  }
  return kept;
}

/** Words, each with the spaces that follow it: those may hang over the edge. */
function wordsOf(spans: readonly Span[]): Span[] {
  return spans.flatMap(({ text, tone }) => (text.match(/[^ ]+ *| +/g) ?? []).map((word) => span(word, tone)));
}

function overflows({ text }: Span, columns: number): boolean {
  return displayWidth(text.trimEnd()) > columns;
}

/**
 * Puts spans on a line in the colours of the face.
 *
 * @param spans Fitted spans.
 * @param face The terminal.
 * @returns The line without spaces at its end.
 */
export function painted(spans: readonly Span[], face: Face): string {
  const last = spans.findLastIndex(({ text }) => text.trimEnd() !== "");
  const shown = joined(spans.slice(0, last + 1));
  return shown.map(({ text, tone }, index) => {
    const visible = index === shown.length - 1 ? text.trimEnd() : text;
    if (tone === "plain" || face.color === "off" || visible.trim() === "") return visible;
    return styleText(LOOKS[tone], visible, { validateStream: false });
  }).join("");
}

/** Neighbours of one tone as one span. */
function joined(spans: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const { text, tone } of spans) {
    const before = runs.at(-1);
    if (before?.tone === tone) runs[runs.length - 1] = span(before.text + text, tone);
    else runs.push({ text, tone });
  }
  return runs;
}
