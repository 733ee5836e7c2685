/**
 * Start, memory and load: what was measured beside the steady run, a card for each metric and graph. Each row has its
 * first figure on one axis of factors, so that it is seen before it is read.
 * @module
 */
import { inertText, shortened } from "../inert_text.ts";
import type { MetricCellModel, MetricColumnModel, MetricRowModel, MetricTableModel } from "../metric_table.ts";
import { loadText, metricCellText, metricHeading, metricTableWords } from "../metric_wording.ts";
import type { ReportModel } from "../model.ts";
import { isBounded } from "../number_text.ts";
import { line } from "./fluid.ts";
import { type Html, html } from "./markup.ts";
import { logScale, type Scale } from "./svg/scale.ts";
import { marker, type Series, seriesOf } from "./svg/series.ts";

const HEIGHT = 18, MIDDLE = 9;
const MOST_CHARACTERS = 80, LONGEST_REASON = 240;

/**
 * Draws the metrics.
 *
 * @param model The report.
 * @returns The section's content; `null` where no metric was measured.
 */
export function section(model: ReportModel): Html | null {
  if (model.metrics.length === 0) return null;
  const series = seriesOf(model);
  return html`
    <p
      class="lead">What a user pays beside the steady run: the start, definitions, memory, and the wait under load. Markers compare the first figure, with its interval, on an axis of factors.</p>${model
        .metrics.map((table) => card(table, series))}
  `;
}

function card(table: MetricTableModel, series: readonly Series[]): Html {
  const { title, question, note } = metricTableWords(table.kind);
  const graph = shortened(inertText(table.graph.title), MOST_CHARACTERS);
  const isEmpty = table.rows.every(({ status }) => status !== "measured");
  const columns = isEmpty ? [] : table.columns;
  const scale = scaleOf(table);
  return html`
    <div
      class="card">
      <h3>${question} <span class="muted">${title}, <bdi>${graph}</bdi></span></h3>
      <p class="caption">${note}</p>
      <div
        class="scroll" tabindex="0" role="group" aria-label="${title}, ${graph}">
        <table
          class="limits metrics">
          <caption class="unseen">${title}, ${graph}</caption>
          <thead>
            <tr><th scope="col">Subject</th>${scale !==
                null && html`
              <th scope="col" class="efficiency"><span class="unseen">Compared</span></th>
            `}${columns.map((column) =>
              html`
                <th scope="col">${metricHeading(column)}</th>
              `
            )}</tr>
          </thead>
          <tbody>${table.rows.map((row) => tableRow(row, { columns, series, scale }))}</tbody>
        </table>
      </div>
    </div>
  `;
}

/** The first figures of all rows on one axis; `null` where fewer than two rows have one. */
function scaleOf({ rows }: MetricTableModel): Scale | null {
  const values = rows.flatMap((row) => {
    const value = firstOf(row);
    return value === null ? [] : [value.value, ...(value.lo > 0 ? [value.lo, value.hi] : [])];
  }).filter((value) => value > 0);
  return values.length < 2 ? null : logScale(Math.min(...values), Math.max(...values));
}

/** A figure without an interval is not shown, so it is not drawn either. */
function firstOf(row: MetricRowModel): MetricCellModel["value"] {
  const value = row.status === "measured" ? row.cells[0]?.value ?? null : null;
  return value !== null && isBounded(value) ? value : null;
}

interface RowContext {
  readonly columns: readonly MetricColumnModel[];
  readonly series: readonly Series[];
  readonly scale: Scale | null;
}

function tableRow(row: MetricRowModel, { columns, series, scale }: RowContext): Html {
  const own = series.find(({ subject }) => subject === row.subject);
  const load = loadText(row.load);
  const name = html`<bdi>${own?.title ?? shortened(inertText(row.subject), MOST_CHARACTERS)}</bdi>${
    load !== "" && html`
      <span class="muted">${load}</span>
    `
  }`;
  if (row.status !== "measured") {
    const reason = shortened(inertText(row.reason), LONGEST_REASON);
    return html`
      <tr>
        <th scope="row">${name}</th>
        <td colspan="${Math.max(1, columns.length + Number(scale !== null))}" class="lost">${row
          .status}: <bdi>${reason}</bdi></td>
      </tr>
    `;
  }
  return html`<tr><th scope="row">${name}</th>${
    scale !== null && html`
      <td class="efficiency">${strip(row, { scale, series: own })}</td>
    `
  }${columns.map((column, index) => cellHtml(row.cells[index]!, column))}</tr>`;
}

function strip(
  row: MetricRowModel,
  { scale, series }: { readonly scale: Scale; readonly series: Series | undefined },
): Html | null {
  const value = firstOf(row), { shareOf } = scale;
  if (value === null || series === undefined) return null;
  const whisker = line([shareOf(value.lo), MIDDLE], [shareOf(value.hi), MIDDLE], `whisker ${series.look}`);
  // The numbers stand beside it.
  return html`<svg class="chart" width="100%" height="${HEIGHT}" aria-hidden="true">${whisker}${
    marker([shareOf(value.value), MIDDLE], series)
  }</svg>`;
}

function cellHtml(cell: MetricCellModel, column: MetricColumnModel): Html {
  const { value, halfWidth, note } = metricCellText(cell, column);
  if (cell.value !== null && halfWidth === null) return html`<td class="ink-doubt">can’t tell</td>`;
  const isDoubtful = cell.value === null && cell.absence !== "unsupported" && cell.absence !== "not-measured";
  const interval = halfWidth !== null && html`<small>${halfWidth}</small>`;
  const content = html`${value} ${interval}${note !== null && html`<br><small>${note}</small>`}`;
  return isDoubtful ? html`<td class="ink-doubt">${content}</td>` : html`<td>${content}</td>`;
}
