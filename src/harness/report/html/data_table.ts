/**
 * The table behind a chart: what it draws as numbers, folded away. For those who cannot see the chart, and
 * those who want the number.
 * @module
 */
import { type Html, html } from "./markup.ts";

/** What a table holds. */
export interface DataTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Texts of each row; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Draws the table behind a chart.
 *
 * @param table What it holds.
 * @returns A folded table.
 */
export function dataTable({ caption, columns, rows }: DataTable): Html {
  return html`
    <details class="data">
      <summary>Data of this figure</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="${caption}">
        <table class="plain">
          <caption class="unseen">${caption}</caption>
          <thead>
            <tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
          </thead>
          <tbody>${rows.map(([name = "", ...values]) =>
            html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`
          )}</tbody>
        </table>
      </div>
    </details>
  `;
}
