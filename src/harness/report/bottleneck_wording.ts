/**
 * The sentences about what to improve, one template for each kind, in the parts of `finding_wording.ts`. Each says
 * the number with its interval, and the limit or the comparison that makes it one to tell.
 * @module
 */
import { figureName } from "./figure_name.ts";
import { type FindingText, intervalOf, name, type Phrase, plain, point } from "./finding_phrase.ts";
import type { BottleneckFinding, DominanceFinding, GrowthFinding, LimitFinding } from "./model.ts";
import { joinedText, measuredText, wholeText } from "./number_text.ts";
import { shortName } from "./wording.ts";

/**
 * Words something to improve.
 *
 * @param finding What it is.
 * @returns The sentence in parts, and what to try.
 */
export function bottleneckText(finding: BottleneckFinding): FindingText {
  switch (finding.kind) {
    case "dominates":
      return dominanceText(finding);
    case "limit-missed":
      return limitMissedText(finding);
    case "grows":
      return growthText(finding);
  }
}

function dominanceText({ dominance: { benchmarkId, thing, remedy }, ratio }: DominanceFinding): FindingText {
  const { value, bounds } = measuredText(ratio, "count");
  return told([
    name(benchmarkId),
    plain(`: ${thing} makes an operation cost `),
    point(`${value} times`),
    plain(" as much"),
    ...intervalOf(bounds),
    plain("."),
  ], remedy);
}

function limitMissedText({ benchmarkId, rating, value, remedy }: LimitFinding): FindingText {
  const figure = rating.figure === undefined ? null : figureName(rating.figure.name);
  const { unit, factor } = figure ?? { unit: "ns" as const, factor: 1 };
  const scaled = (number: number) => ({ ...value, value: number * factor, lo: -Infinity, hi: Infinity });
  const text = measuredText(
    { ...value, value: value.value * factor, lo: value.lo * factor, hi: value.hi * factor },
    unit,
  );
  const wanted = rating.limits[2];
  const limit = wanted === undefined ? "" : `; good begins at ${joinedText(measuredText(scaled(wanted), unit))}`;
  return told([
    name(benchmarkId),
    plain(`: ${figure?.title ?? "time"} of `),
    point(joinedText(text)),
    ...intervalOf(text.bounds),
    plain(` is ${rating.word}${limit}.`),
  ], remedy);
}

function growthText({ title, sizes, exponent }: GrowthFinding): FindingText {
  const { value, bounds } = measuredText(exponent, "count");
  const [least, most] = [sizes[0]!, sizes.at(-1)!];
  return told([
    { text: shortName(title), role: "name", benchmarkId: null },
    plain(" grows by the "),
    point(`power of ${value}`),
    ...intervalOf(bounds),
    plain(` from ${wholeText(least)} to ${wholeText(most)}: faster than its size.`),
  ], "Keep single runs small, or split what is large into parts.");
}

function told(sentence: readonly Phrase[], advice: string | null): FindingText {
  return { tone: "doubt", glyph: "!", sentence, advice };
}
