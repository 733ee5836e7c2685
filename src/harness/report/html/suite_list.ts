/**
 * The section of a front page that leads to the pages behind it: each with how its benchmarks ended.
 * @module
 */
import { headlineOf } from "../headline.ts";
import { benchmarksOf } from "./anchors.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { outcomeStrip } from "./outcome_strip.ts";
import type { ReportPart } from "./report_parts.ts";

const STRIP_HEIGHT = 22;

/** A part with the file that its page is in. */
export interface PartPage {
  readonly part: ReportPart;
  readonly file: string;
}

/**
 * Draws the list.
 *
 * @param pages The pages.
 * @returns The section's content.
 */
export function suiteList(pages: readonly PartPage[]): Html {
  return html`
    <p
      class="lead">A page for each suite, in files beside this one. The bar says how the benchmarks ended, losses first.</p>
    <div class="card">
      <table class="pages">
        <thead>
          <tr>
            <th scope="col">Suite</th>
            <th scope="col" class="number">Benchmarks</th>
            <th scope="col">How they ended</th>
          </tr>
        </thead>
        <tbody>${pages.map(pageRow)}</tbody>
      </table>
    </div>
  `;
}

function pageRow({ part, file }: PartPage): Html {
  const { counts, sentence } = headlineOf(part.model);
  const strip = outcomeStrip(counts, STRIP_HEIGHT);
  return html`
    <tr>
      <th scope="row"><a href="${file}">${nameHtml(part.title)}</a></th>
      <td class="number">${String(benchmarksOf(part.model).length)}</td>
      <td>${strip ?? sentence.map(({ text }) => text).join("")}</td>
    </tr>
  `;
}
