/**
 * The metrics beside the steady run in words: titles, headings, what a reader has to know, what stands in place of a
 * number. One text for all forms of a report.
 * @module
 */
import { fixedText } from "../../units/digits.ts";
import { LEAST_R_SQUARED } from "../compare/metrics/metrics_analysis.ts";
import { loadDoubtText } from "./load_doubt_text.ts";
import type {
  MetricAbsence,
  MetricCellModel,
  MetricColumnModel,
  MetricFigure,
  MetricTableKind,
  MetricTableModel,
} from "./metric_table.ts";
import { joinedText, measuredText, percentileName, percentText } from "./number_text.ts";

/** What a table is called, and what its reader has to know. */
export interface MetricTableWords {
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  readonly note: string;
}

const TABLES: Readonly<Record<MetricTableKind, MetricTableWords>> = {
  "cold-start": {
    title: "cold start",
    question: "How long until the first result?",
    note: "Fresh processes one after another, nothing beside them; start is the runtime's, the same for all.",
  },
  "define": {
    title: "definition",
    question: "What does a definition cost?",
    note: "Wall time; define and steady run with warm code, the others for the first time in a process.",
  },
  "memory": {
    title: "memory kept",
    question: "What stays in memory?",
    note:
      `Slopes over the number kept, after forced collections, with the least R² of all processes; no number where it is below ${LEAST_R_SQUARED}.`,
  },
  "closed-loop": {
    title: "closed loop",
    question: "How much gets done when the next request waits for an answer?",
    note: "Runs asked for over a pipe, so many in flight; the pipe alone is what no subject can beat.",
  },
  "open-loop": {
    title: "open loop",
    question: "How long does a request take under load?",
    note:
      "Requests come by schedule at a share of the highest closed-loop rate; latency counts from the intended arrival. " +
      "Void: the load itself was late; saturated: the worker fell behind; – : fewer latencies than the percentile needs.",
  },
};

const HEADINGS: Readonly<Record<MetricFigure, string>> = {
  "total": "all",
  "start": "start",
  "import": "import",
  "define": "define",
  "first-define": "first define",
  "first-run": "first run",
  "steady-run": "steady run",
  "define-cpu": "define, CPU",
  "define-allocated": "allocated",
  "per-definition": "per definition",
  "per-run-in-flight": "per run in flight",
  "per-kept-result": "per kept result",
  "rate": "in flight",
  "scaling": "scaling",
  "pipe-round-trip": "pipe alone",
  "pipe-rate": "pipe, most",
  "offered": "offered",
  "achieved": "achieved",
  "latency": "latency",
  "service": "from sending",
};

const ABSENCES: Readonly<Record<MetricAbsence, string>> = {
  "no-line": "no line",
  "saturated": "saturated",
  "void": "void",
  "unsupported": "–",
  "not-measured": "–",
};

/** A cell in words. */
export interface MetricCellText {
  /** The number, or what stands in its place. */
  readonly value: string;
  /** Half of the interval, with its sign; `null` where there is none. */
  readonly halfWidth: string | null;
  /** R² of the line that a slope is of, or what is wrong with a load; `null` for all else. */
  readonly note: string | null;
}

/**
 * Words a table.
 *
 * @param kind What it is about.
 * @returns Its title, question and note.
 */
export function metricTableWords(kind: MetricTableKind): MetricTableWords {
  return TABLES[kind];
}

/**
 * Names a column for people.
 *
 * @param column The column.
 * @returns For example `10 in flight` or `p99`.
 */
export function metricHeading({ figure, inFlight, quantile }: MetricColumnModel): string {
  if (inFlight !== undefined) return `${inFlight} ${HEADINGS[figure]}`;
  if (quantile === undefined) return HEADINGS[figure];
  return figure === "latency" ? percentileName(quantile) : `${percentileName(quantile)} ${HEADINGS[figure]}`;
}

/**
 * Names a column for programs.
 *
 * @param column The column.
 * @param load Share of the highest rate, of an open loop.
 * @returns Lower-case words with hyphens, for example `latency-p99-at-50%`.
 */
export function metricName({ figure, inFlight, quantile }: MetricColumnModel, load: number | null): string {
  return [
    figure,
    ...(inFlight === undefined ? [] : [`${inFlight}-in-flight`]),
    ...(quantile === undefined ? [] : [percentileName(quantile)]),
    ...(load === null ? [] : [`at-${Math.round(100 * load)}%`]),
  ].join("-");
}

/**
 * Writes a cell.
 *
 * @param cell The cell.
 * @param column Its column.
 * @returns Number and interval, or what stands in place of both.
 */
export function metricCellText(cell: MetricCellModel, { unit }: MetricColumnModel): MetricCellText {
  const fit = cell.rSquared === null ? null : `R² ${fixedText(cell.rSquared, 3)}`;
  if (cell.value === null) {
    return {
      value: ABSENCES[cell.absence],
      halfWidth: null,
      note: cell.doubt === undefined ? fit : loadDoubtText(cell.doubt),
    };
  }
  const text = measuredText(cell.value, unit);
  return { value: joinedText(text), halfWidth: text.halfWidth, note: fit };
}

/**
 * Names a row beside its subject.
 *
 * @param load Share of the highest rate, of an open loop.
 * @returns For example `at 50%`; empty where there is only one load.
 */
export function loadText(load: number | null): string {
  return load === null ? "" : `at ${percentText(load)}`;
}

/**
 * Titles a table.
 *
 * @param table The table.
 * @returns For example `cold start · diamond, 4 states · no-op tasks`.
 */
export function metricTableTitle({ kind, graph }: MetricTableModel): string {
  return `${TABLES[kind].title} · ${graph.title}`;
}
