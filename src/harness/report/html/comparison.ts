/**
 * How frameworks compare beside the matrix of speeds: where the report's own subject loses, then a table for each
 * question, then how each is measured and why so.
 * @module
 */
import { CHECKED_OF_ALL } from "../../adapters/fairness.ts";
import { FAIRNESS_NOTES } from "../../adapters/fairness_notes.ts";
import { cellText } from "../comparison/cell_text.ts";
import type { ComparisonCell, ComparisonTable } from "../comparison/comparison_model.ts";
import type { ReportModel } from "../model.ts";
import { subjectTitle } from "../wording.ts";
import { type Html, html } from "./markup.ts";

/**
 * Draws how frameworks compare.
 *
 * @param model The report.
 * @returns The section's content; `null` where there is nobody to compare with.
 */
export function section(model: ReportModel): Html | null {
  const { comparison = null } = model;
  if (comparison === null) return null;
  const { losses, facts, tables } = comparison;
  return html`
    <p
      class="lead">One question a table, each answered by figures with their intervals or by programs that ran. There is no score over them.</p>
    ${losses.length > 0 &&
      html`<div class="card"><h3>Where ${subjectTitle(model.subjects, model.subject)} loses</h3>${list(losses)}</div>`}
    ${tables.map(comparisonCard)}
    ${facts.length > 0 && html`<div class="card"><h3>What follows for whoever chooses</h3>${list(facts)}</div>`}
    ${fairnessCard(model)}
  `;
}

function list(sentences: readonly string[]): Html {
  return html`<ul class="notes">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

function comparisonCard({ title, rowHeading, columns, rows, note }: ComparisonTable): Html {
  return html`
    <div class="card">
      <h3>${firstUpper(title)}</h3>
      <div class="scroll" tabindex="0" role="group" aria-label="${title}">
        <table class="plain compared">
          <caption class="unseen">${title}</caption>
          <thead>
            <tr><th scope="col">${rowHeading}</th>${columns.map((column) =>
              html`<th scope="col"><bdi>${column}</bdi></th>`
            )}</tr>
          </thead>
          <tbody>${rows.map(({ name, cells }) =>
            html`<tr><th scope="row"><bdi>${name}</bdi></th>${cells.map(cellHtml)}</tr>`
          )}</tbody>
        </table>
      </div>
      <p class="caption">${note}</p>
    </div>
  `;
}

function cellHtml(cell: ComparisonCell): Html {
  const { text, interval, detail } = cellText(cell);
  const tone = cell.kind === "word" ? `tone-${cell.tone}` : cell.kind === "none" ? "tone-faint" : "tone-plain";
  const small = interval === "" ? null : html`<small>${interval}</small>`;
  return detail === ""
    ? html`<td class="${tone}">${text}${small}</td>`
    : html`<td class="${tone}" title="${detail}">${text}${small}</td>`;
}

/** Why each framework is measured as it is: opened by whoever doubts it. */
function fairnessCard({ subjects }: ReportModel): Html {
  const noted = subjects.flatMap(({ id, title, adapter }) => {
    const note = FAIRNESS_NOTES.get(adapter);
    return note === undefined ? [] : [{ id, title, note }];
  });
  return html`
    <div class="card">
      <h3>How each is measured, and why so</h3>
      ${noted.map(({ title, note }) =>
        html`<details class="data"><summary><bdi>${title}</bdi></summary><p>${note.why}</p>${
          list([
            ...note.settings.map(({ name, value, why }) => `${name}: ${value}. ${why}`),
            ...note.traps ?? [],
            ...note.pages.map(({ url, version }) => `After ${url} (${version})`),
          ])
        }</details>`
      )}
      <details class="data"><summary>What is checked of every one of them</summary>${list(CHECKED_OF_ALL)}</details>
    </div>
  `;
}

function firstUpper(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
