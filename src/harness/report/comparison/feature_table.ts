/**
 * What frameworks can do, as probes found out: a row for each feature, a column for each framework.
 * @module
 */
import { FEATURE_IDS, FEATURES } from "../../features/features.ts";
import type { ProbedFeatures } from "../../session/result.ts";
import { type ComparisonCell, type ComparisonTable, noneCell, wordCell } from "./comparison_model.ts";

type Answer = ProbedFeatures["answers"][number]["answer"];

const TONES: Readonly<Record<Answer, Extract<ComparisonCell, { kind: "word" }>["tone"]>> = {
  "yes": "good",
  "no": "plain",
  "n/a": "faint",
  "broken": "bad",
};

/**
 * Makes the table.
 *
 * @param probed What was found out.
 * @param titleOf Names a subject.
 * @returns The table; `null` where nothing was probed.
 */
export function featureTable(
  probed: readonly ProbedFeatures[],
  titleOf: (subject: string) => string,
): ComparisonTable | null {
  if (probed.length === 0) return null;
  return {
    id: "features",
    title: "what each can do",
    rowHeading: "Feature",
    columns: probed.map(({ subject }) => titleOf(subject)),
    rows: FEATURE_IDS.map((id) => ({
      name: FEATURES[id].title,
      cells: probed.map(({ answers }) => answerCell(answers.find(({ feature }) => feature === id))),
    })),
    note: "Each answer is that of a small program that ran: yes where it did what was asked and a judge saw it, no " +
      "where it showed what happens instead, n/a where there is no place for it.",
  };
}

function answerCell(found: ProbedFeatures["answers"][number] | undefined): ComparisonCell {
  if (found === undefined) return noneCell("not probed");
  return wordCell(found.answer, TONES[found.answer], found.evidence);
}
