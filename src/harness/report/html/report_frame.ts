/**
 * What every page of a report has around its sections: the title, the facts below it, the footer, style and script.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText } from "../../../units/elapsed.ts";
import type { MeasuredCellModel, ReportModel } from "../model.ts";
import { subjectTitle } from "../wording.ts";
import { benchmarksOf } from "./anchors.ts";
import client from "./client.js" with { type: "text" };
import { type Html, html, type Interpolation } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { compacted } from "./page.ts";
import charts from "./style/charts.css" with { type: "text" };
import content from "./style/content.css" with { type: "text" };
import narrow from "./style/narrow.css" with { type: "text" };
import page from "./style/page.css" with { type: "text" };
import palette from "./style/palette.css" with { type: "text" };
import runs from "./style/runs.css" with { type: "text" };
import shapes from "./style/shapes.css" with { type: "text" };

/** Styles in the order in which they win over one another: narrow windows and paper last. */
export const CSS = compacted([palette, page, content, shapes, charts, runs, narrow].join("\n"));
/** The script. */
export const JS = compacted(client);

/**
 * Words the title.
 *
 * @param model The report.
 * @returns For example `PuffinFlow 1.2.0 benchmark report`.
 */
export function reportTitle(model: ReportModel): string {
  return `${subjectTitle(model.subjects, model.subject)}${versionOf(model)} benchmark report`;
}

function versionOf({ subjects, subject }: ReportModel): string {
  const version = Object.values(subjects.find(({ id }) => id === subject)?.packages ?? {})[0];
  return version === undefined ? "" : ` ${version}`;
}

/**
 * Lists the facts under the title.
 *
 * @param model The report.
 * @returns When and how it was measured, and how much.
 */
export function factsOf(model: ReportModel): Interpolation[] {
  const { session, gate, subjects } = model;
  const tookMs = Date.parse(session.finishedAt) - Date.parse(session.startedAt);
  const benchmarks = benchmarksOf(model);
  const samples = benchmarks.flatMap(({ cells }) =>
    cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured")
  ).reduce((sum, cell) => sum + cell.samples.length, 0);
  const commit = session.tool.commit.value;
  return [
    html`<time datetime="${session.startedAt}">${dateText(session.startedAt)}</time>`,
    ...(commit === null ? [] : [html`commit <b>${commit.slice(0, 12)}</b>`]),
    ...(gate === null ? [] : [html`against <b>${nameHtml(gate.against)}</b>`]),
    html`profile <b>${session.profile.name}</b>`,
    html`took <b>${elapsedText(tookMs)}</b>`,
    `${counted(benchmarks.length, "benchmark")} · ${counted(subjects.length, "subject")} · ${
      counted(samples, "sample")
    }`,
  ];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** For example `23 Nov 2025, 06:41 UTC`, wherever it is read. */
function dateText(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${iso.slice(11, 16)} UTC`;
}

/**
 * Draws the footer.
 *
 * @param model The report.
 * @param leftOut What the page leaves out to stay small, as objects of a sentence.
 * @returns The footer.
 */
export function footerOf({ session, resultSha256 }: ReportModel, leftOut: readonly string[]): Html {
  return html`${
    leftOut.length > 0 &&
    html`<p class="left-out">Left out to keep this page small: ${
      leftOut.join("; ")
    }. The result file has everything.</p>`
  }puffinbench ${session.tool.version} · this page makes no network requests${
    resultSha256 !== null && html`
      · sha256 of the data <code class="hash">${resultSha256.slice(0, 16)}…</code>
    `
  }`;
}
