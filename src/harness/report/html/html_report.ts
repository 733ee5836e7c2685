/**
 * The report as one HTML page: which sections there are, in their order, and what is left out where they would be
 * too much for one page. How a section looks is its own file; the frame is `page.ts`, many pages are
 * `split_report.ts`.
 * @module
 */
import { Buffer } from "node:buffer";
import { counted } from "../../../units/count.ts";
import type { ReportModel } from "../model.ts";
import { benchmarksOf } from "./anchors.ts";
import * as baseline from "./baseline.ts";
import * as comparison from "./comparison.ts";
import * as derived from "./derived.ts";
import * as distributions from "./distributions.ts";
import * as frameworks from "./frameworks.ts";
import * as history from "./history.ts";
import * as machine from "./machine.ts";
import { type Html, html, type Interpolation } from "./markup.ts";
import * as metrics from "./metrics.ts";
import * as method from "./method.ts";
import { drawPage, type PageSection } from "./page.ts";
import { panelsData, samplesData, summaryData } from "./page_data.ts";
import { PAGE_BUDGET_BYTES, PAGE_CUTS, type PageExtent, WHOLE_PAGE } from "./page_extent.ts";
import { CSS, factsOf, footerOf, JS, reportTitle } from "./report_frame.ts";
import * as results from "./results.ts";
import * as scaling from "./scaling.ts";
import * as summary from "./summary.ts";
import * as timeline from "./timeline.ts";

/** Name of a section, as `sections` takes it. */
export type SectionId = (typeof SECTIONS)[number]["id"];

/** How to draw a report. */
export interface HtmlReportOptions {
  /** Sections to draw, in the order of the report; the summary always is. @default all of them */
  readonly sections?: readonly SectionId[];
  /** Bytes that the page may have; what is missed least is left out beyond. @default {1_000_000} */
  readonly budgetBytes?: number;
  /** Title of the page. @default the report's */
  readonly title?: string;
  /** What stands above the title. @default nothing */
  readonly above?: Interpolation;
}

interface SectionPlan {
  readonly id: string;
  readonly title: string;
  readonly draw: (model: ReportModel, extent: PageExtent) => Html | null;
  readonly count?: (model: ReportModel) => string;
}

/** All sections in their order. One that answers `null` has no data and is left out. */
const SECTIONS = [
  { id: "summary", title: "Summary", draw: (model) => summary.section(model) },
  { id: "machine", title: "Machine and noise", draw: machine.section, count: burstCount },
  { id: "results", title: "Results", draw: results.section, count: (model) => String(benchmarksOf(model).length) },
  { id: "frameworks", title: "Frameworks", draw: frameworks.section, count: (model) => String(model.subjects.length) },
  { id: "comparison", title: "How they compare", draw: comparison.section },
  { id: "metrics", title: "Start, memory, load", draw: metrics.section },
  { id: "distributions", title: "Distributions", draw: distributions.section },
  { id: "derived", title: "Derived figures", draw: derived.section },
  { id: "scaling", title: "Scaling", draw: scaling.section },
  { id: "timeline", title: "Timeline", draw: timeline.section },
  { id: "baseline", title: "Against the baseline", draw: baseline.section, count: slowerCount },
  { id: "history", title: "History", draw: history.section },
  { id: "method", title: "Method and data", draw: method.section },
] as const satisfies readonly SectionPlan[];

/** The data behind the sections, in parts that can be left out one by one. */
const DATA: readonly { readonly id: string; readonly draw: SectionPlan["draw"] }[] = [
  { id: "samples", draw: samplesData },
  { id: "panels", draw: panelsData },
  { id: "summary-data", draw: summaryData },
];

/**
 * Draws a report.
 *
 * @param model The report.
 * @param options Which sections, and how large it may become.
 * @returns One HTML file that needs nothing else; text from the result is inert in it.
 */
export function htmlReport(model: ReportModel, options: HtmlReportOptions = {}): string {
  const { sections, title = reportTitle(model), above } = options;
  const plans: readonly SectionPlan[] = SECTIONS.filter(({ id }) =>
    id === "summary" || sections === undefined || sections.includes(id)
  );
  const { parts, leftOut } = partsWithin(options.budgetBytes ?? PAGE_BUDGET_BYTES, [...plans, ...DATA], model);
  return drawPage({
    title,
    above,
    facts: factsOf(model),
    sections: plans.flatMap(({ id, title, count }): PageSection[] => {
      const content = parts.get(id) ?? null;
      return content === null ? [] : [{ id, title, content, count: count?.(model) ?? "" }];
    }),
    footer: footerOf(model, leftOut),
    data: html`${DATA.map(({ id }) => parts.get(id))}`,
    css: CSS,
    js: JS,
  });
}

type Parts = ReadonlyMap<string, Html | null>;

/** All parts, drawn; as long as they are too large, the next cut is made and what it touches drawn again. */
function partsWithin(
  budgetBytes: number,
  plans: readonly Pick<SectionPlan, "id" | "draw">[],
  model: ReportModel,
): { readonly parts: Parts; readonly leftOut: readonly string[] } {
  let extent = WHOLE_PAGE;
  const parts = new Map(plans.map(({ id, draw }) => [id, draw(model, extent)]));
  const leftOut: string[] = [];
  for (const cut of PAGE_CUTS) {
    const before = sizeOf(parts);
    if (before <= budgetBytes) break;
    extent = { ...extent, ...cut.extent };
    const touched = plans.filter(({ id }) => cut.parts.some((part) => part === id));
    for (const { id, draw } of touched) parts.set(id, draw(model, extent));
    if (sizeOf(parts) < before) leftOut.push(cut.what);
  }
  return { parts, leftOut };
}

/** What the frame has besides style and script: title, facts, contents, footer. */
const FRAME_BYTES = 3_072;

/** Bytes of a page of these parts. */
function sizeOf(parts: Parts): number {
  const texts = [CSS, JS, ...[...parts.values()].map((part) => String(part ?? ""))];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), FRAME_BYTES);
}

function burstCount({ noise }: ReportModel): string {
  const bursts = noise?.bursts.length ?? 0;
  return bursts === 0 ? "" : counted(bursts, "burst");
}

function slowerCount({ gate }: ReportModel): string {
  return gate === null || gate.counts.slower === 0 ? "" : `${gate.counts.slower} slower`;
}
