/**
 * How frameworks compare beside the matrix of speeds, as tables that every report draws in its own way: what stands in
 * a cell is a quantity with its unit, a word, or the reason why there is nothing. Headings and sentences are worded by
 * the files beside this one, so that all reports say the same.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";

/** Base unit of a quantity. */
export type ComparisonUnit = "ns" | "bytes" | "per-second" | "share" | "count";

/** What stands in a cell. */
export type ComparisonCell =
  | { readonly kind: "estimate"; readonly estimate: Estimate; readonly unit: ComparisonUnit }
  /** Counted and not measured: there is no interval. */
  | { readonly kind: "counted"; readonly value: number; readonly unit: "bytes" | "count" }
  | {
    readonly kind: "word";
    readonly text: string;
    readonly tone: "plain" | "good" | "bad" | "doubt" | "faint";
    /** What stands behind it, in a sentence; `null` for nothing. */
    readonly detail: string | null;
  }
  | { readonly kind: "none"; readonly why: string };

/** A row: a subject, a feature or a pair. */
export interface ComparisonRow {
  readonly name: string;
  /** One for each column. */
  readonly cells: readonly ComparisonCell[];
}

/** A table. */
export interface ComparisonTable {
  /** For programs: letters and dashes. */
  readonly id: string;
  /** The reader's question, or what is compared. */
  readonly title: string;
  /** What the names of the rows are. */
  readonly rowHeading: string;
  readonly columns: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** How to read it, in one sentence or two. */
  readonly note: string;
}

/** How frameworks compare. */
export interface ComparisonModel {
  /** Where the report's own subject loses, a sentence each: told before all else. */
  readonly losses: readonly string[];
  /** What follows for whoever chooses, as facts: a sentence each. */
  readonly facts: readonly string[];
  readonly tables: readonly ComparisonTable[];
}

/**
 * Makes a cell of an estimate.
 *
 * @param estimate The estimate; `null` for none.
 * @param unit Its unit.
 * @param why Why there is none.
 * @returns The cell.
 */
export function estimateCell(estimate: Estimate | null, unit: ComparisonUnit, why = "not measured"): ComparisonCell {
  return estimate === null ? noneCell(why) : { kind: "estimate", estimate, unit };
}

/**
 * Makes a cell of a word.
 *
 * @param text The word.
 * @param tone How it is meant. @default {"plain"}
 * @param detail What stands behind it. @default {null}
 * @returns The cell.
 */
export function wordCell(
  text: string,
  tone: Extract<ComparisonCell, { kind: "word" }>["tone"] = "plain",
  detail: string | null = null,
): ComparisonCell {
  return { kind: "word", text, tone, detail };
}

/**
 * Makes an empty cell.
 *
 * @param why Why there is nothing.
 * @returns The cell.
 */
export function noneCell(why: string): ComparisonCell {
  return { kind: "none", why };
}
