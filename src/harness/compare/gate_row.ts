/**
 * The decision on one metric of one benchmark: screened, looked at again where it could not be told, and
 * confirmed with fresh processes where it stood out. Pure: which processes there are was decided before.
 * @module
 */
import { type Change, type Evidence, FEWEST_PAIRS, type Verdict, verdictOf } from "../../stats/verdict.ts";
import { winProbability } from "../../stats/vargha_delaney.ts";
import type { GateMetric } from "./gate_metric.ts";
import type { NoiseFloor } from "./noise_floor.ts";
import { couplesOf, type ForkCouple, pairDifference, type TwoArms } from "./pair_differences.ts";

/** Why a row has no verdict. */
export type InvalidReason =
  /** An arm has no times: it failed, gave wrong answers, or is not there. */
  | { readonly code: "not-measured"; readonly arm: "reference" | "candidate"; readonly why: string }
  /** The arms of a pair did not take samples of equally many runs. */
  | { readonly code: "different-batches"; readonly pass: number }
  | { readonly code: "too-few-pairs"; readonly pairs: number; readonly needed: number };

/** How a row came out. */
export type GateVerdict =
  | { readonly kind: "invalid"; readonly reason: InvalidReason }
  | { readonly kind: Change | "unchanged" | "inconclusive" }
  /** Only one of the arms knows the benchmark: the candidate if it is new, the reference if it is missing. */
  | { readonly kind: "new" | "missing" }
  /** Stood out, and the session ended before it could be confirmed. */
  | { readonly kind: "unconfirmed"; readonly suspected: Change };

/** What is compared in a row. */
export interface RowQuestion {
  readonly metric: GateMetric;
  /** Processes of the screen and of all looks. */
  readonly screened: TwoArms;
  /** How often pairs were added to the screen. */
  readonly looks: number;
  /** Fresh processes; none before candidates are confirmed, or if this is none. */
  readonly confirmed: TwoArms;
  readonly noiseFloor: NoiseFloor;
  /** Smallest change that matters, as a fraction above 0. */
  readonly minEffect: number;
  /** Change that is surely not exceeded if the metric is unchanged, as a fraction above 0. */
  readonly equivalence: number;
}

/** A row before candidates are confirmed. */
export interface ScreenedRow {
  readonly question: RowQuestion;
  readonly screen:
    | { readonly kind: "invalid"; readonly reason: InvalidReason }
    | { readonly kind: "judged"; readonly verdict: Verdict; readonly differences: readonly number[] };
}

/** What the evidence of a decided row is. */
export interface DecidedRow {
  readonly verdict: GateVerdict;
  /** What the screen and the looks found; `null` where the row is invalid. */
  readonly screen: Evidence | null;
  /** What fresh processes found: the estimate to go by, as nothing was selected by it; `null` where there were none. */
  readonly confirm: Evidence | null;
  /** Share of the pairs that the estimate rests on in which the candidate had the smaller value. */
  readonly winProbability: number | null;
}

/**
 * Screens a row.
 *
 * @param question What is compared.
 * @returns What the screen says; only a candidate goes on to be confirmed.
 */
export function screenRow(question: RowQuestion): ScreenedRow {
  const found = differencesOf(question.screened, question.metric);
  if ("reason" in found) return { question, screen: { kind: "invalid", reason: found.reason } };
  const stage = question.looks === 0 ? { kind: "screen" } as const : { kind: "look" } as const;
  const verdict = verdictOf(found.differences, { ...rulesOf(question), stage });
  return { question, screen: { kind: "judged", verdict, differences: found.differences } };
}

/**
 * Decides a row.
 *
 * @param row The screened row.
 * @param candidates How many rows of the whole session are candidates.
 * @returns The decision.
 */
export function decideRow({ question, screen }: ScreenedRow, candidates: number): DecidedRow {
  if (screen.kind === "invalid") return { verdict: screen, screen: null, confirm: null, winProbability: null };
  const { verdict: screened, differences } = screen;
  const ofScreen = { screen: evidenceOf(screened), winProbability: winProbability(differences) };
  if (screened.kind !== "candidate") return { verdict: { kind: screened.kind }, ...ofScreen, confirm: null };
  const { suspected } = screened;
  if (question.confirmed.reference.length === 0) {
    return { verdict: { kind: "unconfirmed", suspected }, ...ofScreen, confirm: null };
  }
  const fresh = differencesOf(question.confirmed, question.metric);
  if ("reason" in fresh) return { verdict: { kind: "invalid", reason: fresh.reason }, ...ofScreen, confirm: null };
  const stage = { kind: "confirm", candidates, suspected } as const;
  const confirmed = verdictOf(fresh.differences, { ...rulesOf(question), stage });
  const kind = confirmed.kind === "candidate" ? "inconclusive" : confirmed.kind;
  return {
    verdict: { kind },
    screen: ofScreen.screen,
    confirm: evidenceOf(confirmed),
    winProbability: winProbability(fresh.differences),
  };
}

function rulesOf({ metric: { better }, noiseFloor, minEffect, equivalence }: RowQuestion) {
  return { better, noiseFloor: noiseFloor.value, minEffect, equivalence };
}

function evidenceOf({ logRatio, p, leastEffect, mde80, pairsNeeded }: Verdict): Evidence {
  return { logRatio, p, leastEffect, mde80, pairsNeeded };
}

function differencesOf(
  arms: TwoArms,
  { reading }: GateMetric,
): { readonly differences: number[] } | { readonly reason: InvalidReason } {
  const couples = couplesOf(arms);
  const odd = couples.find(({ reference, candidate }: ForkCouple) => reference.batch !== candidate.batch);
  if (odd !== undefined) return { reason: { code: "different-batches", pass: odd.reference.pass } };
  const differences = couples.map((couple) => pairDifference(couple, reading)).filter((found) => found !== null);
  if (differences.length >= FEWEST_PAIRS) return { differences };
  return { reason: { code: "too-few-pairs", pairs: differences.length, needed: FEWEST_PAIRS } };
}
