/**
 * What a row of the results opens: its samples in run order, their cumulative curve, the plain figures of
 * every subject, and what there is to doubt.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { joinedText, measuredText, percentileName, percentText, plainText, wholeText } from "../number_text.ts";
import { openedFigures } from "../opened_figures.ts";
import { warningText } from "../warning_wording.ts";
import { subjectTitle } from "../wording.ts";
import { chart, clamped, curve, label, line, type Place, stretched } from "./fluid.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";

const HEIGHT = 146, TOP = 6, BOTTOM = 126, FOOT = 142;
/** Points of the cumulative curve. */
const POINTS = 60;
/** Ends of the cumulative axis: what lies beyond is rare enough to flatten everything else. */
const AXIS_FROM = 0.001, AXIS_TO = 0.999;

/**
 * Draws the panel of a benchmark.
 *
 * @param benchmark The benchmark.
 * @param model The report.
 * @returns The panel.
 */
export function detailPanel(benchmark: BenchmarkModel, model: ReportModel): Html {
  const measured = benchmark.cells.filter((cell) => cell.status === "measured");
  const own = measured.find(({ subject }) => subject === model.subject) ?? measured[0];
  if (own === undefined) return html`<p class="caption">Nothing was measured.</p>`;
  return html`
    <div
      class="panel"><div><h4>In run order <span class="caption">drift, warm-up, bursts</span></h4>${runOrder(
        own,
      )}</div><div><h4>Cumulative <span class="caption">share of samples at or below</span></h4>${cumulative(
        own,
      )}</div>${facts(own)}</div>${doubts(own)}${subjectTable(measured, model)}
  `;
}

function runOrder({ inOrder, metric, samples }: MeasuredCellModel): Html {
  const least = Math.min(...inOrder.map(([p10]) => p10));
  const most = Math.max(...inOrder.map(([, , p90]) => p90));
  const heightOf = (value: number) => BOTTOM - (BOTTOM - TOP) * clamped((value - least) / (most - least || 1));
  const at = (index: number) => inOrder.length < 2 ? 0.5 : index / (inOrder.length - 1);
  const side = (which: 0 | 1 | 2) => inOrder.map((stretch, index): Place => [at(index), heightOf(stretch[which])]);
  const said = `Samples in run order, between ${plainText(least, metric.unit)} and ${plainText(most, metric.unit)}`;
  return chart(
    html`${
      stretched(
        html`${curve([...side(2), ...side(0).reverse()], { look: "range", shape: "closed" })}${
          curve(side(1), { look: "trace" })
        }`,
        HEIGHT,
      )
    }${label([0, FOOT], "first sample")}${label([1, FOOT], `sample ${wholeText(samples.length)}`)}`,
    { height: HEIGHT, label: said },
  );
}

function cumulative({ samples, metric }: MeasuredCellModel): Html {
  const at = (share: number) => samples[Math.min(samples.length - 1, Math.floor(share * samples.length))]!;
  const [least, most] = [at(AXIS_FROM), at(AXIS_TO)];
  const extent = Math.log(most / least) || 1;
  const heightOf = (share: number) => BOTTOM - (BOTTOM - TOP) * share;
  const places = Array.from({ length: POINTS + 1 }, (_, index): Place => {
    const share = index / POINTS;
    return [clamped(Math.log(at(AXIS_FROM + (AXIS_TO - AXIS_FROM) * share) / least) / extent), heightOf(share)];
  });
  const write = (value: number) => plainText(value, metric.unit);
  return chart(
    html`${
      [0.5, 0.9].map((share) =>
        html`${line([0, heightOf(share)], [1, heightOf(share)], "grid")}<text y="${
          heightOf(share) - 4
        }" class="label">${percentText(share)}</text>`
      )
    }${stretched(curve(places, { look: "trace" }), HEIGHT)}${label([0, FOOT], write(least))}${
      label([1, FOOT], write(most))
    }`,
    { height: HEIGHT, label: `Cumulative distribution from ${write(least)} to ${write(most)}` },
  );
}

function facts(cell: MeasuredCellModel): Html {
  const { metric, spread, topPercentile } = cell;
  const write = (value: number) => plainText(value, metric.unit);
  const pairs: readonly (readonly [string, string | null])[] = [
    ["95% interval", boundsText(cell)],
    ["samples", wholeText(cell.samples.length)],
    ["processes", wholeText(cell.processes)],
    ["runs proved", wholeText(cell.provedRuns)],
    ["p5, p95", `${write(spread.p5)}, ${write(spread.p95)}`],
    topPercentile === null
      ? ["percentiles", "too few samples"]
      : [percentileName(topPercentile.share), joinedText(measuredText(topPercentile.estimate, metric.unit))],
    ["min, max", `${write(cell.seed.minNs)}, ${write(cell.seed.maxNs)}`],
    ["modes", wholeText(cell.modes)],
    ["overhead per task", overheadText(cell)],
  ];
  return html`<dl class="facts">${
    pairs.map(([name, text]) =>
      text !== null && html`
        <dt>${name}</dt>
        <dd>${text}</dd>
      `
    )
  }</dl>`;
}

function boundsText({ value, metric }: MeasuredCellModel): string {
  const { bounds, unit } = measuredText(value, metric.unit);
  return bounds === null ? `${counted(value.n, "process", "processes")} only` : joinedText({ value: bounds, unit });
}

function overheadText({ overheadNsPerTask }: MeasuredCellModel): string | null {
  if (overheadNsPerTask === null) return null;
  const { bounds, unit } = measuredText(overheadNsPerTask, "ns");
  return bounds === null ? null : joinedText({ value: bounds, unit });
}

function doubts({ warnings }: MeasuredCellModel): Html | null {
  if (warnings.length === 0) return null;
  return html`<ul class="doubts">${warnings.map((warning) => html`<li>${warningText(warning)}</li>`)}</ul>`;
}

function subjectTable(cells: readonly MeasuredCellModel[], { subjects }: ReportModel): Html {
  const figures = openedFigures(cells);
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label="Plain figures of every subject">
      <table class="plain">
        <caption class="unseen">Plain figures of every subject</caption>
        <thead>
          <tr><th scope="col">Subject</th>${figures.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr>
        </thead>
        <tbody>${cells.map((cell) =>
          html`<tr><th scope="row">${nameHtml(subjectTitle(subjects, cell.subject))}</th>${
            figures.map(({ text }) => html`<td>${text(cell)}</td>`)
          }</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}
