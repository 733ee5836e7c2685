/**
 * Derived figures: what follows from the measurements beside their times, one table for each kind, the further
 * figures of single benchmarks folded away.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { type DerivedTable, derivedTables } from "../derived_rows.ts";
import { inertText } from "../inert_text.ts";
import type { ReportModel } from "../model.ts";
import { type Html, html } from "./markup.ts";

/** Rows from which on a table is folded. */
const MOST_OPEN = 24;

/**
 * Draws the figures.
 *
 * @param model The report.
 * @returns The section's content; `null` where nothing was derived.
 */
export function section({ derived }: ReportModel): Html | null {
  const tables = derived === undefined ? [] : derivedTables(derived);
  if (tables.length === 0) return null;
  return html`<p class="lead">What follows from the measurements beside their times. Shares are of what is possible.</p>${
    tables.map(tableCard)
  }`;
}

function tableCard(content: DerivedTable): Html {
  const { title, rows } = content;
  if (rows.length <= MOST_OPEN) return html`<div class="card"><h3>${title}</h3>${tableOf(content)}</div>`;
  return html`<details class="card"><summary>${title}: ${counted(rows.length, "figure")}</summary>${
    tableOf(content)
  }</details>`;
}

function tableOf({ title, rows }: DerivedTable): Html {
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label="${title}">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Value</th>
            <th scope="col">95% interval</th>
            <th scope="col">Rating</th>
          </tr>
        </thead>
        <tbody>${rows.map(({ title, value, bounds, rating, meaning }) =>
          html`
            <tr>
              <th scope="row">${inertText(title)}<br><small>${inertText(meaning)}</small></th>
              <td><b>${value}</b></td>
              <td>${bounds}</td>
              <td>${rating}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
