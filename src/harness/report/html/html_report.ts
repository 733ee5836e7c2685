/**
 * The report as one HTML file: which sections there are, in their order, and the data they carry along. How
 * a section looks is its own file; the frame is `page.ts`.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText } from "../../../units/elapsed.ts";
import { COMMENT_BUDGET_BYTES, markdownReport } from "../markdown/markdown_report.ts";
import type { MeasuredCellModel, ReportModel } from "../model.ts";
import { subjectTitle } from "../wording.ts";
import { benchmarksOf } from "./anchors.ts";
import client from "./client.js" with { type: "text" };
import { detailPanel } from "./detail_panel.ts";
import * as baseline from "./baseline.ts";
import * as distributions from "./distributions.ts";
import * as frameworks from "./frameworks.ts";
import * as history from "./history.ts";
import * as machine from "./machine.ts";
import { type Html, html, type Interpolation, jsonHtml, raw } from "./markup.ts";
import * as method from "./method.ts";
import { packBytes, packSamples } from "./packed_samples.ts";
import { compacted, drawPage, type PageSection } from "./page.ts";
import * as results from "./results.ts";
import charts from "./style/charts.css" with { type: "text" };
import content from "./style/content.css" with { type: "text" };
import narrow from "./style/narrow.css" with { type: "text" };
import page from "./style/page.css" with { type: "text" };
import palette from "./style/palette.css" with { type: "text" };
import runs from "./style/runs.css" with { type: "text" };
import shapes from "./style/shapes.css" with { type: "text" };
import * as scaling from "./scaling.ts";
import * as summary from "./summary.ts";
import { summaryCsv } from "./summary_csv.ts";
import * as timeline from "./timeline.ts";

/** Name of a section, as `sections` takes it. */
export type SectionId = (typeof SECTIONS)[number]["id"];

/** How to draw a report. */
export interface HtmlReportOptions {
  /** Sections to draw, in the order of the report; the summary always is. @default all of them */
  readonly sections?: readonly SectionId[];
}

interface SectionPlan {
  readonly id: string;
  readonly title: string;
  readonly draw: (model: ReportModel) => Html | null;
  readonly count?: (model: ReportModel) => string;
}

/** All sections in their order. One that answers `null` has no data and is left out. */
const SECTIONS = [
  { id: "summary", title: "Summary", draw: summary.section },
  { id: "machine", title: "Machine and noise", draw: machine.section, count: burstCount },
  { id: "results", title: "Results", draw: results.section, count: (model) => String(benchmarksOf(model).length) },
  { id: "frameworks", title: "Frameworks", draw: frameworks.section, count: (model) => String(model.subjects.length) },
  { id: "distributions", title: "Distributions", draw: distributions.section },
  { id: "scaling", title: "Scaling", draw: scaling.section },
  { id: "timeline", title: "Timeline", draw: timeline.section },
  { id: "baseline", title: "Against the baseline", draw: baseline.section, count: slowerCount },
  { id: "history", title: "History", draw: history.section },
  { id: "method", title: "Method and data", draw: method.section },
] as const satisfies readonly SectionPlan[];

/** Styles in the order in which they win over one another: narrow windows and paper last. */
const CSS = compacted([palette, page, content, shapes, charts, runs, narrow].join("\n"));
const JS = compacted(client);

/**
 * Draws a report.
 *
 * @param model The report.
 * @param options Which sections.
 * @returns One HTML file that needs nothing else; text from the result is inert in it.
 */
export function htmlReport(model: ReportModel, { sections }: HtmlReportOptions = {}): string {
  const plans: readonly SectionPlan[] = SECTIONS;
  const wanted = plans.filter(({ id }) =>
    id === "summary" || sections === undefined || sections.some((one) => one === id)
  );
  const drawn = wanted.flatMap(({ id, title, draw, count }): PageSection[] => {
    const content = draw(model);
    return content === null ? [] : [{ id, title, content, count: count?.(model) ?? "" }];
  });
  return drawPage({
    title: `${subjectTitle(model.subjects, model.subject)}${versionOf(model)} benchmark report`,
    facts: factsOf(model),
    sections: drawn,
    footer: footerOf(model),
    data: dataOf(model),
    css: CSS,
    js: JS,
  });
}

function burstCount({ noise }: ReportModel): string {
  const bursts = noise?.bursts.length ?? 0;
  return bursts === 0 ? "" : counted(bursts, "burst");
}

function slowerCount({ gate }: ReportModel): string {
  return gate === null || gate.counts.slower === 0 ? "" : `${gate.counts.slower} slower`;
}

function versionOf({ subjects, subject }: ReportModel): string {
  const version = Object.values(subjects.find(({ id }) => id === subject)?.packages ?? {})[0];
  return version === undefined ? "" : ` ${version}`;
}

function factsOf(model: ReportModel): Interpolation[] {
  const { session, gate, subjects } = model;
  const tookMs = Date.parse(session.finishedAt) - Date.parse(session.startedAt);
  const benchmarks = benchmarksOf(model);
  const samples = benchmarks.flatMap(({ cells }) =>
    cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured")
  ).reduce((sum, cell) => sum + cell.samples.length, 0);
  const commit = session.tool.commit.value;
  return [
    html`<time datetime="${session.startedAt}">${session.startedAt.slice(0, 16).replace("T", " ")} UTC</time>`,
    ...(commit === null ? [] : [html`commit <b>${commit.slice(0, 12)}</b>`]),
    ...(gate === null ? [] : [html`against <b><bdi>${gate.against}</bdi></b>`]),
    html`profile <b>${session.profile.name}</b>`,
    html`took <b>${elapsedText(tookMs)}</b>`,
    `${counted(benchmarks.length, "benchmark")} · ${counted(subjects.length, "subject")} · ${
      counted(samples, "sample")
    }`,
  ];
}

function footerOf({ session, resultSha256 }: ReportModel): Html {
  return html`puffinbench ${session.tool.version} · this file makes no network requests${
    resultSha256 !== null && html`
      · sha256 of the data <code class="hash">${resultSha256.slice(0, 16)}…</code>
    `
  }`;
}

/** Samples, the panels that the page does not show, and the summary to take away. */
function dataOf(model: ReportModel): Html {
  const { bytes, ...index } = packSamples(model);
  const panels = benchmarksOf(model).map((benchmark) =>
    results.isPanelDrawn(benchmark, model) ? "" : String(detailPanel(benchmark, model))
  );
  const markdown = new TextEncoder().encode(markdownReport(model, COMMENT_BUDGET_BYTES));
  const hasPanels = panels.some((panel) => panel !== "");
  const packed = hasPanels ? packBytes(new TextEncoder().encode(JSON.stringify(panels))) : "";
  return html`
    <script type="application/json" id="sample-index">${jsonHtml(index)}</script><script type="text/plain"
      id="packed-samples">${raw(bytes)}</script>${hasPanels &&
        html`<script type="text/plain" id="packed-panels">${raw(packed)}</script>`}<script type="application/json"
      id="summary-csv">${jsonHtml(summaryCsv(model))}</script><script type="text/plain"
      id="packed-markdown">${raw(packBytes(markdown))}</script>
  `;
}
