/**
 * Sets a saved session against another one. Processes of different sessions were never alive together, so there
 * are no pairs: their medians are compared by an exact Mann–Whitney test and a Hodges–Lehmann shift, over all rows
 * together by Holm. That sees less than pairs do and can be fooled by anything that changed between the sessions;
 * on different hosts it is advice and no verdict.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import { hodgesLehmannShift } from "../../../stats/hodges_lehmann_shift.ts";
import { holm } from "../../../stats/holm.ts";
import { LARGEST_EXACT, mannWhitneyTest } from "../../../stats/mann_whitney.ts";
import { medianInterval } from "../../../stats/order_statistic_interval.ts";
import { ALPHA, EQUIVALENCE_CONFIDENCE } from "../../../stats/verdict.ts";
import type { Result } from "../../session/result.ts";
import { type StoredFigure, storedFigures, type StoredMetric } from "./stored_figures.ts";

/** What to judge by. */
export interface StoredRules {
  /** Smallest change that matters, as a fraction above 0. */
  readonly threshold: number;
  /** Subjects to compare. @default all that are in both sessions */
  readonly subjects?: readonly string[] | undefined;
  /** What sessions of one commit differ by, as a fraction; added to the threshold. @default nothing is known of it */
  readonly floorOf?: ((figure: FigureName) => number | undefined) | undefined;
}

/** Names a figure. */
export interface FigureName {
  readonly benchmark: string;
  readonly subject: string;
  readonly metric: string;
}

/** How a row came out that was compared. */
export type StoredVerdict = "regressed" | "improved" | "unchanged" | "inconclusive";

/** A figure of both sessions, or of one. */
export type StoredRow =
  & { readonly benchmark: string; readonly subject: string; readonly metric: StoredMetric }
  & (
    | {
      readonly kind: StoredVerdict;
      /** Logarithm of now ÷ before, with its 95 % interval; `n` counts the processes of both. */
      readonly logRatio: Estimate;
      /** Probability of so clear a difference if there is none, adjusted for the number of rows. */
      readonly p: number;
      readonly before: Estimate;
      readonly now: Estimate;
      /** Smallest change that would have been called one, as a fraction. */
      readonly leastEffect: number;
    }
    /** In one session only. */
    | { readonly kind: "new" | "missing" }
    /** Broke, or did other work than agreed. */
    | { readonly kind: "failed"; readonly reason: string }
    /** Not the same thing in both. */
    | { readonly kind: "incomparable"; readonly reason: string }
  );

/** Two sessions, compared. */
export interface StoredComparison {
  /** In the order of the current session; what is missing from it comes last. */
  readonly rows: readonly StoredRow[];
  /** Why the verdicts are advice only; `null` where they are not. */
  readonly advisory: "other-host" | "unknown-host" | null;
}

/**
 * Compares two sessions.
 *
 * @param baseline The one that is compared with.
 * @param current The one that is judged.
 * @param rules What to judge by.
 * @returns A row for each figure of either; exchanging the sessions exchanges what regressed and what improved.
 */
export function compareStored(baseline: Result, current: Result, rules: StoredRules): StoredComparison {
  const subjects = rules.subjects ?? sharedSubjects(baseline, current);
  const isWanted = ({ subject }: StoredFigure) => subjects.includes(subject);
  const [before, now] = [baseline, current].map((result) => storedFigures(result).filter(isWanted));
  // One session set against itself is the same processes twice, which do not differ, however much they scatter.
  const isSame = baseline.session.id === current.session.id;
  const drafts = draftsOf(before!, now!).map((draft) => judged(draft, { rules, isSame }));
  const adjusted = holm(drafts.flatMap((draft) => "surely" in draft ? [draft.p] : [])).values();
  const rows = drafts.map((draft): StoredRow =>
    "surely" in draft ? verdictOf(draft, adjusted.next().value ?? 1) : draft
  );
  return { rows, advisory: advisoryOf(baseline, current) };
}

function sharedSubjects(baseline: Result, current: Result): string[] {
  const known = baseline.subjects.map(({ id }) => id);
  return current.subjects.map(({ id }) => id).filter((id) => known.includes(id));
}

function advisoryOf({ session: { hostFingerprint: then } }: Result, { session }: Result): StoredComparison["advisory"] {
  if (then === null || session.hostFingerprint === null) return "unknown-host";
  return then === session.hostFingerprint ? null : "other-host";
}

/** A figure of either session. */
interface Draft {
  readonly before: StoredFigure | undefined;
  readonly now: StoredFigure | undefined;
}

function draftsOf(before: readonly StoredFigure[], now: readonly StoredFigure[]): Draft[] {
  const nameOf = ({ benchmark, subject, metric }: StoredFigure) => JSON.stringify([benchmark, subject, metric.id]);
  const then = new Map(before.map((figure) => [nameOf(figure), figure]));
  const present = new Set(now.map(nameOf));
  return [
    ...now.map((figure): Draft => ({ before: then.get(nameOf(figure)), now: figure })),
    ...before.filter((figure) => !present.has(nameOf(figure))).map((figure): Draft => ({
      before: figure,
      now: undefined,
    })),
  ].filter(({ before, now }) => ![before, now].every((figure) => figure === undefined || isNoIdiom(figure)));
}

/** What a framework has no way to express, or is not there to express, nobody misses. */
function isNoIdiom({ lost }: StoredFigure): boolean {
  return lost?.status === "unsupported" || lost?.status === "unavailable";
}

/** A row whose probability is not yet adjusted. */
type JudgedDraft = Extract<StoredRow, { kind: StoredVerdict }> & { readonly surely: Estimate };

interface Judging {
  readonly rules: StoredRules;
  readonly isSame: boolean;
}

function judged({ before, now }: Draft, { rules, isSame }: Judging): JudgedDraft | StoredRow {
  const { benchmark, subject, metric } = (now ?? before)!;
  const head = { benchmark, subject, metric };
  if (now === undefined || isNoIdiom(now)) return { ...head, kind: "missing" };
  if (now.lost !== null) return { ...head, kind: "failed", reason: `${now.lost.status}: ${now.lost.reason}` };
  if (before === undefined || before.lost !== null) return { ...head, kind: "new" };
  if (before.work !== now.work) return { ...head, kind: "incomparable", reason: differenceOf(before, now) };
  const [a, b] = [before, now].map(({ values }) => values.slice(0, LARGEST_EXACT).map(Math.log));
  const floor = rules.floorOf?.({ benchmark, subject, metric: metric.id }) ?? 0;
  const same: Estimate = { value: 0, lo: 0, hi: 0, confidence: 1, n: a!.length + b!.length };
  return {
    ...head,
    kind: "inconclusive",
    logRatio: isSame ? same : hodgesLehmannShift(b!, a!),
    surely: isSame ? same : hodgesLehmannShift(b!, a!, { confidence: EQUIVALENCE_CONFIDENCE }),
    p: isSame ? 1 : mannWhitneyTest(b!, a!).pTwoSided,
    before: medianInterval(before.values),
    now: medianInterval(now.values),
    leastEffect: (1 + rules.threshold) * (1 + floor) - 1,
  };
}

function differenceOf(before: StoredFigure, now: StoredFigure): string {
  const [then, today] = [before, now].map(({ work }) => JSON.parse(work) as [string, ...unknown[]]);
  return then![0] === today![0] ? "the work is another one" : "it was sampled with another profile";
}

function verdictOf({ surely, ...row }: JudgedDraft, p: number): StoredRow {
  const least = Math.log1p(row.leastEffect), { value } = row.logRatio;
  if (p <= ALPHA && Math.abs(value) >= least) {
    return { ...row, p, kind: value > 0 === (row.metric.better === "lower") ? "regressed" : "improved" };
  }
  return { ...row, p, kind: -least < surely.lo && surely.hi < least ? "unchanged" : "inconclusive" };
}
