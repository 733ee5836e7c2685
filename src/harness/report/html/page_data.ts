/**
 * The data that a page carries along behind its content, for its script: samples, panels of rows that are drawn
 * when they are opened, and the summary to take away.
 * @module
 */
import { COMMENT_BUDGET_BYTES, markdownReport } from "../markdown/markdown_report.ts";
import type { ReportModel } from "../model.ts";
import { benchmarksOf } from "./anchors.ts";
import { detailPanel } from "./detail_panel.ts";
import { type Html, html, jsonHtml, raw } from "./markup.ts";
import { packBytes, packSamples } from "./packed_samples.ts";
import type { PageExtent } from "./page_extent.ts";
import { isPanelDrawn } from "./results.ts";
import { summaryCsv } from "./summary_csv.ts";

/**
 * Packs all samples.
 *
 * @param model The report.
 * @param extent Whether they are wanted.
 * @returns Their elements, or `null`.
 */
export function samplesData(model: ReportModel, { samples }: PageExtent): Html | null {
  if (samples === "left-out") return null;
  const { bytes, ...index } = packSamples(model);
  return html`
    <script type="application/json" id="sample-index">${jsonHtml(index)}</script>
    <script type="text/plain"
      id="packed-samples">${raw(bytes)}</script>
  `;
}

/**
 * Packs the panels that are not drawn with the page.
 *
 * @param model The report.
 * @param extent Whether they are wanted.
 * @returns Their element, or `null`.
 */
export function panelsData(model: ReportModel, { panels }: PageExtent): Html | null {
  if (panels === "drawn") return null;
  const packed = benchmarksOf(model).map((benchmark) =>
    isPanelDrawn(benchmark, model) ? "" : String(detailPanel(benchmark, model))
  );
  if (packed.every((panel) => panel === "")) return null;
  const bytes = packBytes(new TextEncoder().encode(JSON.stringify(packed)));
  return html`<script type="text/plain" id="packed-panels">${raw(bytes)}</script>`;
}

/**
 * Packs the summary in the forms in which it is taken away.
 *
 * @param model The report.
 * @returns Its elements.
 */
export function summaryData(model: ReportModel): Html {
  const markdown = new TextEncoder().encode(markdownReport(model, COMMENT_BUDGET_BYTES));
  return html`
    <script type="application/json" id="summary-csv">${jsonHtml(summaryCsv(model))}</script>
    <script type="text/plain"
      id="packed-markdown">${raw(packBytes(markdown))}</script>
  `;
}
