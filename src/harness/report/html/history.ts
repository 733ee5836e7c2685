/**
 * Section 8: since when? Each benchmark over earlier sessions, small and side by side, with the points at which
 * its level changed.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { HistoryModel, MeasuredCellModel, MetricModel, ReportModel } from "../model.ts";
import { changeText, joinedText, measuredText } from "../number_text.ts";
import { benchmarksOf, rowAnchor } from "./anchors.ts";
import { dataTable } from "./data_table.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { historyCurve } from "./svg/history_curve.ts";

/** Benchmarks that are drawn; of more, those whose level changed most. */
export const MOST_BENCHMARKS = 24;
/** Latest sessions that are drawn. */
export const MOST_SESSIONS = 120;
const MOST_CHARACTERS = 60;
/** Most characters of a release's name under a chart. */
const MOST_LABEL_CHARACTERS = 10;

/**
 * Draws the history.
 *
 * @param model The report.
 * @returns The section's content; `null` where there are no earlier sessions.
 */
export function section(model: ReportModel): Html | null {
  const all = model.history.map(latest).filter(({ points }) => points.length > 1);
  if (all.length === 0) return null;
  const changeOf = ({ changes }: HistoryModel) => Math.max(0, ...changes.map(({ change }) => Math.abs(change)));
  const kept = new Set(all.toSorted((a, b) => changeOf(b) - changeOf(a)).slice(0, MOST_BENCHMARKS));
  const drawn = all.filter((history) => kept.has(history));
  const sessions = Math.max(...drawn.map(({ points }) => points.length));
  return html`
    <p class="lead">Since when is it as fast as it is? The last ${counted(
      sessions,
      "session",
    )} on machines like this one.</p>
    <div class="multiples">${drawn.map((history) => historyFigure(history, model))}</div>
    <p
      class="caption">Line and band: the median of a session with its 95% interval. Dashed: the level changed there (▲ slower, ▼ faster). Hollow: a session on a noisy machine, which is left out of the line and of the search for changes.${all
            .length > drawn.length &&
        ` Shown are the ${drawn.length} benchmarks whose level changed most; ${
          counted(all.length - drawn.length, "other")
        } left out.`}</p>
  `;
}

function latest(history: HistoryModel): HistoryModel {
  const cut = Math.max(0, history.points.length - MOST_SESSIONS);
  const short = (label: string | null) => label === null ? null : shortened(inertText(label), MOST_LABEL_CHARACTERS);
  return {
    ...history,
    points: history.points.slice(cut).map((point) => ({ ...point, label: short(point.label) })),
    changes: history.changes.map(({ index, change }) => ({ index: index - cut, change })).filter(({ index }) =>
      index > 0
    ),
  };
}

function historyFigure(history: HistoryModel, model: ReportModel): Html {
  const { benchmarkId, points, changes } = history;
  const unit = unitOf(model, benchmarkId);
  const title = shortened(inertText(history.title), MOST_CHARACTERS);
  const now = joinedText(measuredText(points.at(-1)!.value, unit));
  const said = `${title} over ${counted(points.length, "session")}, now ${now}, ${counted(changes.length, "change")}`;
  return html`
    <figure
      class="card small-card"><h3><a href="#${rowAnchor(
        model,
        benchmarkId,
      )}">${nameHtml(title)}</a><b>${now}</b></h3><p class="caption">${changesText(history)}</p>${historyCurve(
        history,
        { unit, label: said },
      )}${dataTable({
        caption: `History of ${title}`,
        columns: ["Session", "Release", "Time", "95% interval", "Level", "Machine"],
        rows: points.map(({ at, label, value, isNoisy }, index) => {
          const { bounds, unit: symbol } = measuredText(value, unit);
          const step = changes.find((change) => change.index === index);
          return [
            at.slice(0, 10),
            label ?? "–",
            joinedText(measuredText(value, unit)),
            bounds === null ? "none" : joinedText({ value: bounds, unit: symbol }),
            step === undefined ? "–" : stepText(step.change),
            isNoisy ? "noisy" : "quiet",
          ];
        }),
      })}</figure>
  `;
}

function changesText({ points, changes }: HistoryModel): string {
  const last = changes.at(-1);
  if (last === undefined) return "no change of level";
  const point = points[last.index];
  const since = point === undefined ? "" : ` since ${point.label ?? point.at.slice(0, 10)}`;
  const others = changes.length === 1 ? "" : `, ${counted(changes.length - 1, "change")} before`;
  return `${last.change > 0 ? "▲" : "▼"} ${stepText(last.change)}${since}${others}`;
}

function stepText(change: number): string {
  return changeText({ value: change, lo: -Infinity, hi: Infinity, confidence: 0.95, n: 0 }).text;
}

/** The unit in which the report's subject is measured there; durations where it was not. */
function unitOf(model: ReportModel, benchmarkId: string): MetricModel["unit"] {
  const cells = benchmarksOf(model).find(({ id }) => id === benchmarkId)?.cells ?? [];
  const own = cells.find((cell): cell is MeasuredCellModel =>
    cell.status === "measured" && cell.subject === model.subject
  );
  return own?.metric.unit ?? "ns";
}
