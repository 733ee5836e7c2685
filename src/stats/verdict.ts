/**
 * The verdict on one metric of one benchmark, from the pairs that were measured for it: an exact
 * signed-rank test says whether the candidate differs, a least effect whether that matters, an
 * equivalence test whether it surely does not, and what is left over is said to be undecided. Twice as
 * much and half as much are judged alike, so exchanging candidate and reference mirrors every verdict.
 * Differences of one metric have to be independent between pairs and symmetric around their centre.
 *
 * Many benchmarks are screened at 5 %, and those that cannot be told get more pairs and another look at
 * a stricter level. That raises false alarms; candidates are then measured anew and confirmed at 5 % divided
 * by their number, which removes them again and, unlike a correction over all benchmarks, hardly costs power. What makes a comparison invalid (another result, a crash, fewer than
 * {@linkcode FEWEST_PAIRS} pairs) is known before there are differences, and is decided by who measures.
 * @module
 */
import { invariant } from "../invariant.ts";
import type { Estimate } from "./estimate.ts";
import { hodgesLehmann } from "./hodges_lehmann.ts";
import { robustDeviation } from "./mad.ts";
import { mde80, pairsNeeded } from "./mde.ts";
import { signedRankTest } from "./signed_rank.ts";

/** Fewest pairs that a verdict can rest on: fewer give no 95 % interval. */
export const FEWEST_PAIRS = 6;
/** Pairs that are added before an undecided comparison is looked at again. */
export const PAIRS_PER_LOOK = 5;

/** Probability of a false alarm while screening; shared out among the candidates while confirming. */
export const ALPHA = 0.05;
/** Pocock's level (1977) of each of at most three looks at growing data, for both directions together. */
export const ALPHA_PER_LOOK = 0.0221;
/** Confidence of the interval by which equivalence is tested at 5 % on either side. */
export const EQUIVALENCE_CONFIDENCE = 0.9;

/** What became of a metric. */
export type Change = "regressed" | "improved";

/** Where a comparison stands, and so how sure a verdict has to be. */
export type Stage =
  /** First pairs of every benchmark; what stands out is measured again. */
  | { readonly kind: "screen" }
  /** Fresh pairs of what stood out: `candidates` benchmarks, 1 or more, of which this one seemed to be `suspected`. */
  | { readonly kind: "confirm"; readonly candidates: number; readonly suspected: Change }
  /** The same pairs with more added, as the screen could not tell: the second or third of three looks at most. */
  | { readonly kind: "look" };

/** What to judge by. */
export interface VerdictRules {
  /** How sure the verdict has to be. */
  readonly stage: Stage;
  /** Whether smaller values of the metric are the better ones, as of times, or larger ones, as of throughputs. */
  readonly better: "lower" | "higher";
  /** Change that code shows against itself on this host, as a fraction, 0 or more. */
  readonly noiseFloor: number;
  /** Smallest change that matters, as a fraction above 0; the noise floor counts where it is larger. @default {0.02} */
  readonly minEffect?: number;
  /** Change that is surely not exceeded if the metric is unchanged, as a fraction above 0. @default {0.05} */
  readonly equivalence?: number;
}

/** What every verdict shows for itself. */
export interface Evidence {
  /** Logarithm of candidate ÷ reference, with its 95 % interval; `n` counts pairs. */
  readonly logRatio: Estimate;
  /** Probability of differences that lean at least as far to this side if there is none; 1 if they lean to neither. */
  readonly p: number;
  /** Smallest change that would have been called one, as a fraction. */
  readonly leastEffect: number;
  /** Change that these pairs would have found four times out of five, as a fraction. */
  readonly mde80: number;
  /** Pairs that find the least effect four times out of five; where the verdict is open, some more than there are. */
  readonly pairsNeeded: number;
}

/** How a comparison came out. */
export type Verdict =
  & Evidence
  & (
    /** Only before it is confirmed: seems to have changed, and is to be measured with fresh pairs. */
    | { readonly kind: "candidate"; readonly suspected: Change }
    /** Changed, and by more than the least effect. */
    | { readonly kind: Change }
    /** Any change is surely smaller than the equivalence margin. */
    | { readonly kind: "unchanged" }
    /** The pairs leave open whether it changed. */
    | { readonly kind: "inconclusive" }
  );

/**
 * Judges a metric.
 *
 * @param differences Logarithm of candidate ÷ reference of each valid pair; six or more.
 * @param rules What to judge by.
 * @returns The verdict.
 * @throws {RangeError} If there are fewer than six pairs, a difference is not finite, or a rule is out of bounds.
 *
 * @example Ten pairs, in each of which the candidate took about a tenth longer
 * ```ts
 * import assert from "node:assert/strict";
 * import { verdictOf } from "./verdict.ts";
 *
 * const differences = [0.09, 0.1, 0.11, 0.12, 0.08, 0.1, 0.07, 0.13, 0.1, 0.09];
 * const verdict = verdictOf(differences, { stage: { kind: "screen" }, better: "lower", noiseFloor: 0.01 });
 * assert(verdict.kind === "candidate" && verdict.suspected === "regressed");
 * ```
 */
export function verdictOf(differences: readonly number[], rules: VerdictRules): Verdict {
  const { stage, better, noiseFloor, minEffect = 0.02, equivalence = 0.05 } = rules;
  checkRules({ pairs: differences.length, noiseFloor, minEffect, equivalence });
  const leastEffect = Math.max(minEffect, noiseFloor);
  const evidence = evidenceOf(differences, { stage, leastEffect });
  const change = changeOf(evidence, { stage, better });
  if (change !== undefined) {
    return stage.kind === "confirm"
      ? { ...evidence, kind: change }
      : { ...evidence, kind: "candidate", suspected: change };
  }
  const { lo, hi } = hodgesLehmann(differences, { confidence: EQUIVALENCE_CONFIDENCE });
  const margin = Math.log1p(equivalence);
  if (-margin < lo && hi < margin) return { ...evidence, kind: "unchanged" };
  const pairsNeeded = Math.max(evidence.pairsNeeded, differences.length + PAIRS_PER_LOOK);
  return { ...evidence, kind: "inconclusive", pairsNeeded };
}

function checkRules(
  { pairs, noiseFloor, minEffect, equivalence }:
    & Required<Pick<VerdictRules, "noiseFloor" | "minEffect" | "equivalence">>
    & { readonly pairs: number },
): void {
  if (pairs < FEWEST_PAIRS) {
    throw new RangeError(`Cannot judge a metric as it takes ${FEWEST_PAIRS} pairs: there are ${pairs}`);
  }
  if (!(noiseFloor >= 0 && noiseFloor < Infinity)) {
    throw new RangeError(`Cannot judge a metric as 'noiseFloor' must be 0 or more: current value is ${noiseFloor}`);
  }
  for (const [name, fraction] of Object.entries({ minEffect, equivalence })) {
    if (fraction > 0 && fraction < Infinity) continue;
    throw new RangeError(`Cannot judge a metric as '${name}' must be above 0: current value is ${fraction}`);
  }
}

function evidenceOf(
  differences: readonly number[],
  { stage, leastEffect }: { stage: Stage; leastEffect: number },
): Evidence {
  const logRatio = hodgesLehmann(differences);
  const shared = { logRatio, leastEffect, ...outlook(differences, { stage, leastEffect }) };
  if (logRatio.value === 0) return { ...shared, p: 1 };
  const { pGreater, pLess } = signedRankTest(differences);
  return { ...shared, p: logRatio.value > 0 ? pGreater : pLess };
}

/** Tells what changed, if something did: surely enough for the stage, by enough to matter, and as suspected. */
function changeOf(evidence: Evidence, { stage, better }: Pick<VerdictRules, "stage" | "better">): Change | undefined {
  if (evidence.p > levelOf(stage)) return undefined;
  if (Math.abs(evidence.logRatio.value) < Math.log1p(evidence.leastEffect)) return undefined;
  const change = (evidence.logRatio.value > 0) === (better === "lower") ? "regressed" : "improved";
  return stage.kind === "confirm" && stage.suspected !== change ? undefined : change;
}

/** Largest one-sided probability that counts as significant. */
function levelOf(stage: Stage): number {
  if (stage.kind === "screen") return ALPHA;
  if (stage.kind === "look") return ALPHA_PER_LOOK / 2;
  invariant(stage.candidates >= 1, "What is confirmed was a candidate");
  return ALPHA / stage.candidates;
}

function outlook(
  differences: readonly number[],
  { stage, leastEffect }: { stage: Stage; leastEffect: number },
): { mde80: number; pairsNeeded: number } {
  const deviation = robustDeviation(differences);
  // Even if all pairs lean to one side, their probability is only halved by each.
  const attainable = Math.ceil(-Math.log2(levelOf(stage)));
  return {
    mde80: mde80(deviation, differences.length),
    pairsNeeded: Math.max(pairsNeeded(deviation, leastEffect), attainable),
  };
}
