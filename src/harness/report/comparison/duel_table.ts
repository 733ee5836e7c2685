/**
 * PuffinFlow against each other framework: how often it is faster, equal or slower, each decided by its own interval.
 * There is no score: the counts stand beside each other, and a loss is told first and in full.
 * @module
 */
import type { BenchmarkAnalysis } from "../../compare/benchmark_analysis.ts";
import type { Duel } from "../../compare/duel.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { type SureTogether, sureTogether } from "../../compare/sure_together.ts";
import { counted } from "../../../units/count.ts";
import { ratioWords } from "../number_text.ts";
import { shortName } from "../wording.ts";
import { type ComparisonCell, type ComparisonTable, noneCell, wordCell } from "./comparison_model.ts";

type Fought = Extract<Duel, { readonly ratio: unknown }> & { readonly benchmarkId: string };

/**
 * Makes the table.
 *
 * @param analysis The session.
 * @param titleOf Names a subject.
 * @returns The table; `null` where PuffinFlow met nobody.
 */
export function duelTable(
  { benchmarks }: Pick<SessionAnalysis, "benchmarks">,
  titleOf: (subject: string) => string,
): ComparisonTable | null {
  const fought = benchmarks.flatMap(foughtIn);
  if (fought.length === 0) return null;
  const together = sureTogether(benchmarks);
  const byRival = Map.groupBy(fought, ({ rival }) => rival);
  return {
    id: "duels",
    title: "PuffinFlow against each other framework",
    rowHeading: "Framework",
    columns: ["slower", "faster", "equal", "can’t tell", "sure together", "closest", "farthest"],
    rows: [...byRival].map(([rival, duels]) => ({ name: titleOf(rival), cells: cellsOf(rival, duels, together) })),
    note: `Benchmarks in which PuffinFlow is slower or faster than the one named, or equal within 5%, by the 95% ` +
      `interval of each. Closest and farthest: how PuffinFlow compares where it does worst and best. Sure together: still decided ` +
      `when all ${counted(fought.length, "comparison")} are corrected for being many (Holm); that takes ` +
      `${together.processesNeeded} processes or more.`,
  };
}

/**
 * Tells where PuffinFlow loses.
 *
 * @param analysis The session.
 * @param titleOf Names a subject.
 * @returns A sentence for each duel lost.
 */
export function lossSentences(
  { losses }: Pick<SessionAnalysis, "losses">,
  titleOf: (subject: string) => string,
): string[] {
  return losses.flatMap(({ benchmarkId, duels }) =>
    duels.map(({ rival, ratio }) => {
      const { text, bounds } = ratioWords(ratio);
      const interval = bounds === null ? "" : ` (95% interval ${bounds})`;
      return `${shortName(benchmarkId)}: PuffinFlow is ${text} than ${titleOf(rival)}${interval}.`;
    })
  );
}

function foughtIn({ id, duels }: BenchmarkAnalysis): Fought[] {
  return duels.flatMap((duel) => duel.outcome === "not-compared" ? [] : [{ ...duel, benchmarkId: id }]);
}

function cellsOf(rival: string, duels: readonly Fought[], { sure }: SureTogether): ComparisonCell[] {
  const count = (outcome: Fought["outcome"]) => duels.filter((duel) => duel.outcome === outcome);
  const sorted = duels.toSorted((a, b) => b.ratio.value - a.ratio.value);
  const losses = count("lose");
  return [
    losses.length === 0 ? wordCell("0") : wordCell(String(losses.length), "bad", namesOf(losses)),
    countCell(count("win")),
    countCell(count("tie")),
    countCell(count("undecided")),
    wordCell(`${sure.filter((duel) => duel.rival === rival).length} of ${duels.length}`),
    ratioCell(sorted[0]),
    ratioCell(sorted.at(-1)),
  ];
}

function countCell(duels: readonly Fought[]): ComparisonCell {
  return wordCell(String(duels.length), "plain", duels.length === 0 ? null : namesOf(duels));
}

function namesOf(duels: readonly Fought[]): string {
  return duels.map(({ benchmarkId }) => shortName(benchmarkId)).join(", ");
}

function ratioCell(duel: Fought | undefined): ComparisonCell {
  if (duel === undefined) return noneCell("no comparison");
  const { text, bounds } = ratioWords(duel.ratio);
  return wordCell(text, "plain", `${shortName(duel.benchmarkId)}${bounds === null ? "" : `, 95% interval ${bounds}`}`);
}
