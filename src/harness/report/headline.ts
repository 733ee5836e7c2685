/**
 * How the session ended in one sentence: what changed where there is a gate, else how the report's subject
 * fared against the other frameworks. In parts, for every report to set in its own type.
 * @module
 */
import { counted, countText } from "../../units/count.ts";
import { isControl } from "../adapters/python_facts.ts";
import { type DuelOutcome, outcomeOf } from "../compare/duel.ts";
import type { MeasuredCellModel, ReportModel } from "./model.ts";
import { isBounded, limitText } from "./number_text.ts";
import { subjectTitle } from "./wording.ts";

/** How a part of the headline is meant. */
export type OutcomeTone = "slower" | "doubt" | "same" | "faster";

/** How many rows ended in one way. */
export interface OutcomeCount {
  readonly tone: OutcomeTone;
  readonly count: number;
  /** What is counted, after the number, for example `slower by 5% or more`. */
  readonly meaning: string;
}

/** A session in one sentence, with the counts behind it. */
export interface Headline {
  readonly sentence: readonly { readonly text: string; readonly tone: OutcomeTone | "plain" }[];
  /** Slower, undecided, same, faster; also those of which there is none. */
  readonly counts: readonly OutcomeCount[];
}

/**
 * Counts how the subject's duels with the other frameworks ended.
 *
 * @param model The report.
 * @returns A count for each outcome; all 0 where it was compared with nobody.
 */
export function duelCounts({ suites, subject }: ReportModel): Readonly<Record<DuelOutcome, number>> {
  const counts = { win: 0, tie: 0, lose: 0, undecided: 0 };
  for (const { cells } of suites.flatMap(({ benchmarks }) => benchmarks)) {
    const own = cells.find((cell): cell is MeasuredCellModel => cell.status === "measured" && cell.subject === subject);
    for (const [rival, ratio] of Object.entries(own?.ratioTo ?? {})) {
      if (isControl(rival)) continue;
      counts[isBounded(ratio) ? outcomeOf(ratio) : "undecided"] += 1;
    }
  }
  return counts;
}

/**
 * Puts a session in one sentence.
 *
 * @param model The report.
 * @returns Sentence and counts; without counts where nothing was compared.
 */
export function headlineOf(model: ReportModel): Headline {
  return model.gate === null ? duelHeadline(model) : gateHeadline(model.gate);
}

function gateHeadline({ counts, limit }: NonNullable<ReportModel["gate"]>): Headline {
  const compared = counts.slower + counts.faster + counts.same + counts.undecided;
  const by = limitText(limit);
  return {
    sentence: [
      { text: `${counts.slower === 0 ? "Nothing" : counted(counts.slower, "benchmark")} got slower`, tone: "slower" },
      ...(counts.undecided === 0 ? [] : [
        { text: ", ", tone: "plain" } as const,
        { text: `${counts.undecided} can’t be told`, tone: "doubt" } as const,
      ]),
      { text: ", ", tone: "plain" },
      { text: `${counts.faster === 0 ? "none" : counts.faster} got faster`, tone: "faster" },
      { text: `, and ${counts.same} of ${compared} stayed the same.`, tone: "plain" },
    ],
    counts: [
      { tone: "slower", count: counts.slower, meaning: `slower by ${by} or more` },
      { tone: "doubt", count: counts.undecided, meaning: "can’t tell: too noisy to decide" },
      { tone: "same", count: counts.same, meaning: `same within ±${by}` },
      { tone: "faster", count: counts.faster, meaning: `faster by ${by} or more` },
    ],
  };
}

/** What the subject does in a comparison, by how it ended. */
const VERBS: Readonly<Record<OutcomeTone, string>> = {
  slower: "is slower",
  doubt: "can’t be told apart",
  same: "is equally fast",
  faster: "is faster",
};

function duelHeadline(model: ReportModel): Headline {
  const { win, tie, lose, undecided } = duelCounts(model);
  const total = win + tie + lose + undecided;
  const name = subjectTitle(model.subjects, model.subject);
  if (total === 0) {
    return { sentence: [{ text: `${name} was measured on its own.`, tone: "plain" }], counts: [] };
  }
  const counts: readonly OutcomeCount[] = [
    { tone: "slower", count: lose, meaning: "slower" },
    { tone: "doubt", count: undecided, meaning: "can’t tell" },
    { tone: "same", count: tie, meaning: "equally fast" },
    { tone: "faster", count: win, meaning: "faster" },
  ];
  const parts = counts.filter(({ count }) => count > 0).map(({ tone, count }) => ({
    tone,
    text: `${VERBS[tone]} in ${countText(count)}`,
  }));
  const separated = parts.flatMap((part, index) => {
    const joint = index === 0 ? " " : index === parts.length - 1 ? " and " : ", ";
    return [{ text: joint, tone: "plain" as const }, part];
  });
  return {
    sentence: [
      { text: name, tone: "plain" },
      ...separated,
      { text: ` of ${counted(total, "comparison")}.`, tone: "plain" },
    ],
    counts,
  };
}
