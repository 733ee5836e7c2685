/**
 * The rows of derived figures in words, alike for all reports: what is a table on a terminal is one in Markdown and
 * HTML, with the same numbers.
 * @module
 */
import type { DerivedModel, FigureModel, GrowthModel } from "./model.ts";
import { joinedText, measuredText, wholeText } from "./number_text.ts";
import { shortName } from "./wording.ts";

/** A figure in words. */
export interface DerivedRow {
  readonly title: string;
  /** For example `3.12 µs`. */
  readonly value: string;
  /** For example `3.08 … 3.17`; empty where there is no interval. */
  readonly bounds: string;
  /** Word of the rating, with a question mark where the interval crosses a limit; empty where it is not rated. */
  readonly rating: string;
  /** What it is, or of which benchmark. */
  readonly meaning: string;
}

/** A table of figures. */
export interface DerivedTable {
  readonly title: string;
  readonly rows: readonly DerivedRow[];
}

/**
 * Words derived figures.
 *
 * @param derived The figures.
 * @returns The tables that have rows: those with names, growth, all others.
 */
export function derivedTables({ named, growth, others }: DerivedModel): readonly DerivedTable[] {
  const tables = [
    { title: "Orchestration in figures", rows: named.map((figure) => figureRow(figure, figure.meaning ?? "")) },
    { title: "Growth of a run's cost", rows: growth.map(growthRow) },
    { title: "Further figures", rows: others.map((figure) => figureRow(figure, shortName(figure.benchmarkId))) },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function figureRow({ title, value, unit, rating }: FigureModel, meaning: string): DerivedRow {
  const text = measuredText(value, unit);
  const word = rating === null ? "" : rating.isSure ? rating.word : `${rating.word}?`;
  return { title, value: joinedText(text), bounds: text.bounds ?? "", rating: word, meaning };
}

function growthRow({ title, sizes, exponent }: GrowthModel): DerivedRow {
  const text = measuredText(exponent, "count");
  const meaning = `power of the size, ${wholeText(sizes[0]!)} to ${wholeText(sizes.at(-1)!)}; 1 is proportional`;
  return { title: shortName(title), value: joinedText(text), bounds: text.bounds ?? "", rating: "", meaning };
}
