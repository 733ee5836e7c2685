/**
 * A report as Markdown for the summary of a workflow run or a comment on a pull request. What changed or cannot
 * be told is always seen, the rest opens on a click; what does not fit the budget is left out as a whole, and
 * the text says so.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText } from "../../../units/elapsed.ts";
import { findingText, type Phrase } from "../finding_wording.ts";
import { headlineOf } from "../headline.ts";
import { metricTableTitle } from "../metric_wording.ts";
import type { ReportModel } from "../model.ts";
import { changeTable, gateLine, verdictCounts } from "./change_section.ts";
import { commandSection, machineSection } from "./closing_sections.ts";
import { comparisonSections } from "./comparison_sections.ts";
import { derivedSection } from "./derived_section.ts";
import { frameworkSection } from "./framework_section.ts";
import { codeMarkdown, nameMarkdown, sentenceMarkdown } from "./markdown_text.ts";
import { metricSection } from "./metric_section.ts";
import { suiteSection } from "./suite_section.ts";

/** First line of each report: by it a later one finds the comment that it takes the place of. */
export const MARKDOWN_MARKER = "<!-- puffinbench:summary:v1 -->";

/** What the summary of a workflow run may hold on GitHub, in bytes. */
export const SUMMARY_BUDGET_BYTES = 2 ** 20;
/** What a comment may hold on GitHub, in bytes. */
export const COMMENT_BUDGET_BYTES = 2 ** 16;

/** A part that is shown as a whole or not at all. */
interface Section {
  readonly name: string;
  readonly text: string;
  /** The lower, the sooner it gets room. */
  readonly rank: number;
}

/** Findings told before the rest are counted. */
const MOST_FINDINGS = 20;
/** Sections named in the note before the rest are counted. */
const MOST_NAMED = 3;
/** Kept free for the note about what was left out; three names of 80 characters fit, each written as references. */
const NOTE_BYTES = 2_560;

/**
 * Writes a report as Markdown.
 *
 * @param model The report.
 * @param budgetBytes Most bytes of the answer, see {@linkcode SUMMARY_BUDGET_BYTES} and {@linkcode COMMENT_BUDGET_BYTES}.
 * @returns Markdown as GitHub reads it.
 */
export function markdownReport(model: ReportModel, budgetBytes: number): string {
  const head = `${MARKDOWN_MARKER}\n### Benchmarks: ${headlineText(model)}\n\n${scopeLine(model)}\n`;
  const sections = sectionsOf(model).filter(({ text }) => text !== "");
  const kept = new Set<Section>();
  let freeBytes = budgetBytes - NOTE_BYTES - sizeOf(head);
  for (const section of sections.toSorted((a, b) => a.rank - b.rank)) {
    const bytes = sizeOf(section.text) + 1;
    if (bytes > freeBytes) continue;
    kept.add(section);
    freeBytes -= bytes;
  }
  const shown = sections.filter((section) => kept.has(section)).map(({ text }) => `\n${text}`);
  return head + shown.join("") + noteOn(sections.filter((section) => !kept.has(section)));
}

function headlineText(model: ReportModel): string {
  if (model.gate !== null) return verdictCounts(model.gate);
  return sentenceMarkdown(headlineOf(model).sentence.map(({ text }) => text).join("").replace(/\.$/, ""));
}

/** What is reported on, in one line. */
function scopeLine(model: ReportModel): string {
  const { session, gate, suites } = model;
  const benchmarks = suites.reduce((sum, suite) => sum + suite.benchmarks.length, 0);
  const tookMs = Date.parse(session.finishedAt) - Date.parse(session.startedAt);
  const interrupted = session.status === "interrupted" ? ["**interrupted**"] : [];
  const commit = session.tool.commit.value;
  const facts = gate === null ? (commit === null ? [] : [codeMarkdown(commit)]) : [gateLine(gate, model)];
  return [
    ...interrupted,
    ...facts,
    `profile ${nameMarkdown(session.profile.name)}`,
    counted(benchmarks, "benchmark"),
    elapsedText(tookMs),
  ].join(" · ");
}

/** All sections in the order in which they are read. */
function sectionsOf(model: ReportModel): Section[] {
  const { suites } = model;
  return [
    { name: "what changed", text: changeTable(model), rank: 0 },
    { name: "findings", text: findingList(model), rank: 1 },
    { name: "framework comparison", text: frameworkSection(model), rank: 3 },
    ...comparisonSections(model).map((section) => ({ ...section, rank: 4 + suites.length })),
    ...suites.map((suite, index) => ({
      name: nameMarkdown(suite.title),
      text: suiteSection(suite, model),
      rank: 4 + index,
    })),
    { name: "derived figures", text: derivedSection(model), rank: 3 },
    ...model.metrics.map((table, index) => ({
      name: nameMarkdown(metricTableTitle(table)),
      text: metricSection(table, model),
      rank: 4 + suites.length + index,
    })),
    { name: "machine and noise", text: machineSection(model), rank: 2 },
    { name: "run it again", text: commandSection(model), rank: 2 },
  ];
}

/** Everything to tell but changes, which have a table. */
function findingList({ findings, suites, subjects, subject }: ReportModel): string {
  const benchmarkIds = suites.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
  const told = findings.filter(({ kind }) => kind !== "changed");
  const lines = told.slice(0, MOST_FINDINGS).map((finding) => {
    const { glyph, sentence, advice } = findingText(finding, { subjects, subject, benchmarkIds });
    const words = sentence.map(phraseMarkdown).join("");
    return `- ${glyph} ${words}${advice === null ? "" : ` ${sentenceMarkdown(advice)}`}\n`;
  });
  const more = told.length - MOST_FINDINGS;
  return lines.join("") + (more > 0 ? `- ${counted(more, "more finding")} in the result\n` : "");
}

function phraseMarkdown({ text, role }: Phrase): string {
  if (role === "name") return codeMarkdown(text);
  // Spaces around bold text would keep it from being bold.
  return role === "point" ? `**${sentenceMarkdown(text)}**` : sentenceMarkdown(text);
}

function noteOn(left: readonly Section[]): string {
  if (left.length === 0) return "";
  const more = left.length - MOST_NAMED;
  const names = left.slice(0, MOST_NAMED).map(({ name }) => name);
  const all = [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `\nLeft out, as there is no room for more: ${all}.\n`;
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
