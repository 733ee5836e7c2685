/**
 * The report of many benchmarks as several HTML files: a front page with what must be known, and a page for each
 * suite. They lead to one another by name, so that they work from a folder without a server.
 * @module
 */
import type { ReportModel } from "../model.ts";
import { benchmarksOf, rowAnchor } from "./anchors.ts";
import { htmlReport } from "./html_report.ts";
import * as machine from "./machine.ts";
import { html } from "./markup.ts";
import * as method from "./method.ts";
import { drawPage } from "./page.ts";
import { summaryData } from "./page_data.ts";
import { WHOLE_PAGE } from "./page_extent.ts";
import { CSS, factsOf, footerOf, JS, reportTitle } from "./report_frame.ts";
import { MOST_ROWS, partsOf, type ReportPart } from "./report_parts.ts";
import { type PartPage, suiteList } from "./suite_list.ts";
import * as summary from "./summary.ts";

/** One file of a report. */
export interface HtmlPage {
  /** Name of the file, without a folder. */
  readonly file: string;
  readonly text: string;
}

/** Most characters of a suite's id in the name of a file. */
const LONGEST_SLUG = 40;

/**
 * Draws a report in as many files as it needs.
 *
 * @param model The report.
 * @param file Name of the first file, without a folder.
 * @returns The files; the first is the one to open, and the only one up to {@linkcode MOST_ROWS} benchmarks.
 */
export function htmlPages(model: ReportModel, file: string): readonly HtmlPage[] {
  if (benchmarksOf(model).length <= MOST_ROWS) return [{ file, text: htmlReport(model) }];
  const pages = partsOf(model).map((part, index) => ({ part, file: nameOf(part, index, file) }));
  return [{ file, text: frontPage(model, pages) }, ...pages.map((page) => partPage(page, file))];
}

/** For example `report_2_coordination.html`: ids can hold anything, names of files and addresses cannot. */
function nameOf({ suite }: ReportPart, index: number, file: string): string {
  const slug = suite.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, LONGEST_SLUG).replace(/^-|-$/g, "");
  const end = `_${index + 1}${slug === "" ? "" : `_${slug}`}.html`;
  return `${file.replace(/\.html?$/i, "")}${end}`;
}

function frontPage(model: ReportModel, pages: readonly PartPage[]): string {
  const links = pages.map((page) => ({ file: encodeURIComponent(page.file), part: page.part }));
  const places = new Map(
    links.flatMap(({ file, part }) =>
      benchmarksOf(part.model).map(({ id }) => [id, `${file}#${rowAnchor(part.model, id)}`] as const)
    ),
  );
  return drawPage({
    title: reportTitle(model),
    facts: factsOf(model),
    sections: [
      {
        id: "summary",
        title: "Summary",
        count: "",
        content: summary.section(model, (id) => places.get(id) ?? "#suites"),
      },
      { id: "suites", title: "Suites", count: String(pages.length), content: suiteList(links) },
      { id: "machine", title: "Machine and noise", count: "", content: machine.section(model) },
      { id: "method", title: "Method and data", count: "", content: method.section(model, FRONT) },
    ],
    footer: footerOf(model, []),
    data: summaryData(model),
    css: CSS,
    js: JS,
  });
}

/** The samples are with the benchmarks that they are of. */
const FRONT = { ...WHOLE_PAGE, samples: "left-out" } as const;

function partPage({ part, file }: PartPage, front: string): HtmlPage {
  const text = htmlReport(part.model, {
    title: `${reportTitle(part.model)}: ${part.title}`,
    above: html`<p class="above"><a href="${encodeURIComponent(front)}">All suites</a></p>`,
    sections: ["results", "frameworks", "distributions", "timeline", "baseline", "history", "method"],
  });
  return { file, text };
}
