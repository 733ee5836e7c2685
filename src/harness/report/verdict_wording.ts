/**
 * How the verdicts on changes are called in every report, and the sign that goes before the word, so that
 * nothing hangs on colour alone.
 * @module
 */
import type { ChangeModel } from "./model.ts";
import { changeText } from "./number_text.ts";

/** A verdict in words. */
export interface VerdictWords {
  readonly word: string;
  /** One character that every terminal font has. */
  readonly sign: string;
}

/** The words for each verdict. */
export const VERDICT_WORDS: Readonly<Record<ChangeModel["verdict"], VerdictWords>> = {
  invalid: { word: "invalid", sign: "✗" },
  slower: { word: "slower", sign: "▲" },
  undecided: { word: "can’t tell", sign: "?" },
  missing: { word: "missing", sign: "–" },
  incomparable: { word: "not comparable", sign: "–" },
  new: { word: "new", sign: "+" },
  faster: { word: "faster", sign: "▼" },
  same: { word: "same", sign: "=" },
};

/**
 * Says what changed where that is not the time, which every reader takes for granted.
 *
 * @param metric What changed; undefined for the time.
 * @returns Words to follow a verdict, with a space before them, or nothing.
 */
export function ofMetric(metric: ChangeModel["metric"]): string {
  return metric?.unit === "bytes" ? " in allocated bytes" : "";
}

/**
 * Says how something changed, in plain text.
 *
 * @param change The change.
 * @returns For example `slower: +15.4% (95% interval +13.7 … +16.8)`; the word alone where there is no number.
 */
export function changeSentence({ verdict, change, metric }: ChangeModel): string {
  const word = `${VERDICT_WORDS[verdict].word}${ofMetric(metric)}`;
  if (change === null) return word;
  const { text, bounds } = changeText(change);
  return `${word}: ${text}${bounds === null ? "" : ` (95% interval ${bounds})`}`;
}
