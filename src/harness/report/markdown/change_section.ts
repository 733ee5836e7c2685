/**
 * What changed, as Markdown: the gate's counts, and a row for each benchmark that is not the same, what needs a
 * look first.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import type { BenchmarkModel, ChangeModel, GateModel, MetricModel, ReportModel } from "../model.ts";
import { changeText, joinedText, limitText, measuredText, percentText } from "../number_text.ts";
import { ofMetric, VERDICT_WORDS } from "../verdict_wording.ts";
import { codeMarkdown, type MarkdownColumn, nameMarkdown, tableMarkdown } from "./markdown_text.ts";

/** Verdicts that have a row, what needs a look first. */
const SHOWN: readonly ChangeModel["verdict"][] = [
  "slower",
  "invalid",
  "undecided",
  "missing",
  "incomparable",
  "new",
  "faster",
];
/** Verdicts that are counted even where there is none. */
const ALWAYS_COUNTED: readonly ChangeModel["verdict"][] = ["slower", "faster", "same", "undecided"];
const SELDOM_COUNTED: readonly ChangeModel["verdict"][] = ["invalid", "missing", "incomparable", "new"];
/** Signs with a colour of their own, as Markdown has none. */
const COLOURED_SIGNS: Readonly<Partial<Record<ChangeModel["verdict"], string>>> = {
  slower: "🔺",
  undecided: "❔",
  faster: "🔹",
  invalid: "✖️",
};
/** Rows shown before the rest are counted. */
const MOST_ROWS = 100;

const COLUMNS: readonly MarkdownColumn[] = [
  { heading: "", align: "left" },
  { heading: "Benchmark", align: "left" },
  { heading: "Before", align: "right" },
  { heading: "Now", align: "right" },
  { heading: "Change", align: "right" },
  { heading: "95% interval", align: "right" },
];

const OUTCOMES: Readonly<Record<GateModel["outcome"], string>> = {
  passed: "Passed",
  failed: "Failed",
  undecided: "Undecided",
  invalid: "Invalid",
};

/**
 * Counts the verdicts in a few words.
 *
 * @param gate The gate.
 * @returns For example `2 slower, 3 faster, 31 same, 2 can’t tell`.
 */
export function verdictCounts({ counts }: GateModel): string {
  const seldom = SELDOM_COUNTED.filter((verdict) => counts[verdict] > 0);
  return [...ALWAYS_COUNTED, ...seldom].map((verdict) => `${counts[verdict]} ${VERDICT_WORDS[verdict].word}`).join(
    ", ",
  );
}

/**
 * Writes what the gate decided and what it compared.
 *
 * @param gate The gate.
 * @param model The report.
 * @returns One line without its end.
 */
export function gateLine({ against, isPaired, limit, outcome }: GateModel, { session, noise }: ReportModel): string {
  const build = session.tool.commit.value;
  return [
    `**${OUTCOMES[outcome]}**`,
    `${build === null ? "this build" : codeMarkdown(build)} against ${codeMarkdown(against)}`,
    isPaired ? "measured side by side" : "advisory, as they are of different sessions",
    `limit ±${limitText(limit)}`,
    ...(noise === null ? [] : [`noise floor ±${percentText(noise.floor)}`]),
  ].join(" · ");
}

/**
 * Writes the table of what is not the same.
 *
 * @param model The report.
 * @returns The table; empty where all is the same.
 */
export function changeTable({ suites, subject }: ReportModel): string {
  const benchmarks = suites.flatMap((suite) => suite.benchmarks);
  const rows = SHOWN.flatMap((verdict) => benchmarks.filter(({ change }) => change?.verdict === verdict));
  if (rows.length === 0) return "";
  const more = rows.length - MOST_ROWS;
  const note = more > 0 ? `\n${counted(more, "more row")} in the tables below and in the result.\n` : "";
  return tableMarkdown(COLUMNS, rows.slice(0, MOST_ROWS).map((benchmark) => rowOf(benchmark, subject))) + note;
}

/**
 * Writes a verdict with its sign.
 *
 * @param verdict The verdict.
 * @returns For example `🔺 slower`.
 */
export function verdictMarkdown(verdict: ChangeModel["verdict"]): string {
  const { word, sign } = VERDICT_WORDS[verdict];
  return `${COLOURED_SIGNS[verdict] ?? sign} ${word}`;
}

function rowOf({ suite, title, change, cells }: BenchmarkModel, subject: string): string[] {
  const { verdict, before, now, change: size, metric } = change!;
  const own = cells.find((cell) => cell.subject === subject);
  const unit = metric?.unit ?? (own?.status === "measured" ? own.metric.unit : "ns");
  const text = size === null ? null : changeText(size);
  return [
    `${verdictMarkdown(verdict)}${ofMetric(metric)}`,
    `${codeMarkdown(suite)} ${nameMarkdown(title)}`,
    amount(before, unit),
    amount(now, unit),
    text === null ? "" : `**${text.text}**`,
    text?.bounds ?? "",
  ];
}

function amount(estimate: Estimate | null, unit: MetricModel["unit"]): string {
  return estimate === null ? "" : joinedText(measuredText(estimate, unit));
}
