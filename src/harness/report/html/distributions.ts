/**
 * Section 4: what does a typical run take, and what a bad one? For each benchmark the samples of all subjects
 * on one axis, and their values by percentile. The benchmark is chosen without a script.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { BenchmarkModel, ReportModel } from "../model.ts";
import { joinedText, measuredText, percentileName, plainText, THIN_SPACE, wholeText } from "../number_text.ts";
import { benchmarksOf } from "./anchors.ts";
import { dataTable } from "./data_table.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { type PageExtent, WHOLE_PAGE } from "./page_extent.ts";
import { percentileCurves, percentileOf, type SampledSeries, supportedPercentiles } from "./svg/percentile_curves.ts";
import { raincloud, raincloudAxis } from "./svg/raincloud.ts";
import { logScale, type Scale } from "./svg/scale.ts";
import { legend, type Series, seriesIcon, seriesOf } from "./svg/series.ts";

/** Share of the samples at each end that the axis may leave out, so that one outlier does not squeeze the others. */
const LEFT_OUT = 0.005;
/** Room at both ends of the axis. */
const MARGIN = 1.04;
/** Most characters of a benchmark's name where it is chosen. */
const MOST_CHARACTERS = 60;

/** A benchmark with the subjects that were measured in it. */
interface Pane {
  readonly benchmark: BenchmarkModel;
  readonly shown: readonly SampledSeries[];
}

/**
 * Draws the distributions.
 *
 * @param model The report.
 * @param extent How many benchmarks are drawn. @default everything
 * @returns The section's content; `null` where nothing was measured.
 */
export function section(model: ReportModel, { panes: most }: PageExtent = WHOLE_PAGE): Html | null {
  const all = panesOf(model);
  if (all.length === 0) return null;
  const kept = new Set(all.toSorted((a, b) => differenceOf(b) - differenceOf(a)).slice(0, most));
  const panes = all.filter((pane) => kept.has(pane));
  const left = all.length - panes.length;
  return html`<p class="lead">How far apart subjects are on a typical run, and on a bad one.</p>${
    panes.length === 1 ? paneContent(panes[0]!) : choice(panes)
  }${
    left > 0 &&
    html`
      <p
        class="caption">Shown are the ${panes.length} benchmarks whose subjects differ most. ${counted(
          left,
          "other",
        )} left out to keep this page small; the result file has them.</p>
    `
  }`;
}

/** Benchmarks with two subjects to compare; where there are none, those with one. */
function panesOf(model: ReportModel): readonly Pane[] {
  const series = new Map(seriesOf(model).map((one) => [one.subject, one]));
  const panes = benchmarksOf(model).map((benchmark) => ({ benchmark, shown: sampledIn(benchmark, series) }));
  const compared = panes.filter(({ shown }) => shown.length > 1);
  return compared.length > 0 ? compared : panes.filter(({ shown }) => shown.length > 0);
}

function sampledIn({ cells }: BenchmarkModel, all: ReadonlyMap<string, Series>): readonly SampledSeries[] {
  return cells.flatMap((cell): SampledSeries[] => {
    const series = all.get(cell.subject);
    const isDrawn = cell.status === "measured" && cell.spread.p5 > 0 && series !== undefined;
    return isDrawn ? [{ cell, series }] : [];
  });
}

/** How many times as long the slowest takes as the fastest. */
function differenceOf({ shown }: Pane): number {
  const middles = shown.map(({ cell }) => cell.spread.p50);
  return Math.max(...middles) / Math.min(...middles);
}

function choice(panes: readonly Pane[]): Html {
  return html`<fieldset class="tabs"><legend class="unseen">Benchmark whose distributions are shown</legend>${
    panes.map((pane, index) =>
      html`
        <input type="radio" name="distribution" id="distribution-${index}" ${index === 0 && html`
          checked
        `}><label
          for="distribution-${index}"><bdi>${shortened(
            inertText(pane.benchmark.title),
            MOST_CHARACTERS,
          )}</bdi></label><div class="tab">${paneContent(pane)}</div>
      `
    )
  }</fieldset>`;
}

function paneContent({ benchmark, shown }: Pane): Html {
  const title = html`<bdi>${shortened(inertText(benchmark.title), MOST_CHARACTERS)}</bdi>`;
  const { unit, better } = shown[0]!.cell.metric;
  const scale = scaleOf(shown);
  const series = shown.map((one) => one.series);
  return html`
    <figure
      class="card"><h3>What does a typical run take? <span class="muted">${title}</span></h3><p class="caption">Each drop is a sample (at most 73 a row); shape: how dense they lie; bar: the middle half; line: 90% of them; ${better} is better. The axis is logarithmic.</p>${shown
        .map((one) => rainRow(one, scale))}<div class="rain-row rain-axis"><span></span>${raincloudAxis(
          scale,
          unit,
        )}<span></span></div>${spreadTable(shown)}</figure>
    <figure
      class="card"><h3>And what does a slow one take? <span class="muted">${title}</span></h3><p class="caption">Value by percentile: each step to the right is ten times rarer. A curve stops where fewer than five samples lie beyond it.</p>${series
            .length > 1 && legend(series)}${percentileCurves(shown)}${percentileTable(shown)}</figure>
  `;
}

function scaleOf(shown: readonly SampledSeries[]): Scale {
  const from = Math.min(...shown.map(({ cell }) => percentileOf(cell.samples.filter((value) => value > 0), LEFT_OUT)));
  const to = Math.max(...shown.map(({ cell }) => percentileOf(cell.samples, 1 - LEFT_OUT)));
  return logScale(from / MARGIN, to * MARGIN);
}

function rainRow({ cell, series }: SampledSeries, scale: Scale): Html {
  const { unit } = cell.metric;
  const { value, unit: symbol, halfWidth } = measuredText(cell.value, unit);
  const said = `${series.title}: half of the samples from ${plainText(cell.spread.p25, unit)} to ${
    plainText(cell.spread.p75, unit)
  }`;
  return html`
    <div
      class="rain-row"><div class="rain-name">${seriesIcon(series)}${nameHtml(series.title)}<small>${counted(
        cell.samples.length,
        "sample",
      )}</small></div>${raincloud(cell, {
        scale,
        look: series.look,
        label: said,
      })}<div class="rain-value">${value}${THIN_SPACE}<span class="unit">${symbol}</span><small>${halfWidth ??
        "no interval"}</small></div></div>
  `;
}

function spreadTable(shown: readonly SampledSeries[]): Html {
  return dataTable({
    caption: "Median with its interval, and spread of the samples",
    columns: ["Subject", "Median", "95% interval", "p5", "p25", "p75", "p95", "Samples"],
    rows: shown.map(({ cell, series }) => {
      const { unit } = cell.metric;
      const { bounds, unit: symbol } = measuredText(cell.value, unit);
      const { p5, p25, p75, p95 } = cell.spread;
      return [
        series.title,
        joinedText(measuredText(cell.value, unit)),
        bounds === null ? "none" : joinedText({ value: bounds, unit: symbol }),
        ...[p5, p25, p75, p95].map((value) => plainText(value, unit)),
        wholeText(cell.samples.length),
      ];
    }),
  });
}

function percentileTable(shown: readonly SampledSeries[]): Html {
  const shares = supportedPercentiles(Math.max(...shown.map(({ cell }) => cell.samples.length)));
  return dataTable({
    caption: "Values by percentile; a dash where too few samples lie beyond it",
    columns: ["Subject", ...shares.map(percentileName)],
    rows: shown.map(({ cell: { samples, metric }, series }) => {
      const supported = supportedPercentiles(samples.length);
      return [
        series.title,
        ...shares.map((share) =>
          supported.includes(share) ? plainText(percentileOf(samples, share), metric.unit) : "–"
        ),
      ];
    }),
  });
}
