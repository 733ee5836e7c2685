/**
 * The pieces that sentences about findings are made of. HTML, Markdown and terminal set each in their own type.
 * @module
 */
import { shortName } from "./wording.ts";

/** A piece of a sentence. */
export interface Phrase {
  readonly text: string;
  /** How it is meant: the point of the sentence, a name, or what an interval says. */
  readonly role: "plain" | "point" | "name" | "interval";
  /** Benchmark to which a name leads; `null` for all other text. */
  readonly benchmarkId: string | null;
}

/** How good or bad a finding is. */
export type FindingTone = "slower" | "doubt" | "lost";

/** A finding in words. */
export interface FindingText {
  readonly tone: FindingTone;
  /** Says the tone without colour. */
  readonly glyph: "▲" | "?" | "✗" | "!";
  readonly sentence: readonly Phrase[];
  /** What follows from it, in plain text; `null` where nothing does. */
  readonly advice: string | null;
}

/**
 * Writes the bounds of an interval.
 *
 * @param bounds As text; `null` where there are none.
 * @returns The piece; none where there are no bounds.
 */
export function intervalOf(bounds: string | null): Phrase[] {
  return bounds === null ? [] : [interval(` (95% interval ${bounds})`)];
}

/**
 * Writes plain text.
 *
 * @param text The text.
 */
export function plain(text: string): Phrase {
  return { text, role: "plain", benchmarkId: null };
}

/**
 * Writes the point of a sentence.
 *
 * @param text The text.
 */
export function point(text: string): Phrase {
  return { text, role: "point", benchmarkId: null };
}

/**
 * Writes what an interval says.
 *
 * @param text The text, with the space before it.
 */
export function interval(text: string): Phrase {
  return { text, role: "interval", benchmarkId: null };
}

/**
 * Writes the name of a benchmark, which leads to it.
 *
 * @param benchmarkId Id of the benchmark.
 */
export function name(benchmarkId: string): Phrase {
  return { text: shortName(benchmarkId), role: "name", benchmarkId };
}
