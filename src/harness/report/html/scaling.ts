/**
 * Section 5: what happens when more run at once, and what limits it? Throughput with the universal scalability
 * law fitted to it, and the law's parts in a table.
 * @module
 */
import { inertText, shortened } from "../inert_text.ts";
import type { ReportModel, ScalingModel } from "../model.ts";
import { fixedText } from "../../../units/digits.ts";
import { isBounded, joinedText, measuredText, percentText, plainText, THIN_SPACE, wholeText } from "../number_text.ts";
import { dataTable } from "./data_table.ts";
import { chart, curve, line, type Place, stretched } from "./fluid.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { logScale } from "./svg/scale.ts";
import { aloneOf, type ScaledSeries, scalingCurves } from "./svg/scaling_curves.ts";
import { legend, type Series, seriesIcon, seriesOf } from "./svg/series.ts";

const SPARK_HEIGHT = 40, SPARK_TOP = 5, SPARK_BOTTOM = 36;
/** Efficiency at the top of the small curves; perfect is 1. */
const MOST_EFFICIENCY = 1.1;
const MOST_CHARACTERS = 80;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Coherency from which on it is written as a decimal number. */
const LEAST_DECIMAL = 0.001;

/**
 * Draws the scaling.
 *
 * @param model The report.
 * @returns The section's content; `null` where nothing was swept.
 */
export function section(model: ReportModel): Html | null {
  const series = seriesOf(model);
  const sweeps = [...Map.groupBy(model.scaling, ({ title }) => title)].map(([title, scalings]) => ({
    title: shortened(inertText(title), MOST_CHARACTERS),
    shown: scalings.flatMap((scaling) => scaledSeries(scaling, series)).toSorted((a, b) => orderOf(a) - orderOf(b)),
  })).filter(({ shown }) => shown.length > 0);
  if (sweeps.length === 0) return null;
  return html`<p class="lead">What happens to throughput when more run at once, and what stops it from growing.</p>${
    sweeps.map(({ title, shown }) => html`${sweepFigure(title, shown)}${limitsCard(title, shown)}`)
  }`;

  /** The report's own subject first. */
  function orderOf({ series: { subject } }: ScaledSeries): number {
    return series.findIndex((one) => one.subject === subject);
  }
}

/** Points that an axis of factors can hold, in order; nothing where none is left. */
function scaledSeries(scaling: ScalingModel, all: readonly Series[]): readonly ScaledSeries[] {
  const series = all.find(({ subject }) => subject === scaling.subject);
  const points = scaling.points.filter(({ n, value }) => n > 0 && value.value > 0).toSorted((a, b) => a.n - b.n);
  return series === undefined || points.length === 0 ? [] : [{ series, scaling: { ...scaling, points } }];
}

function sweepFigure(title: string, shown: readonly ScaledSeries[]): Html {
  const rows = shown.flatMap(({ series, scaling }) =>
    scaling.points.map(({ n, value }) => {
      const { bounds, unit } = measuredText(value, "per-second");
      return [
        series.title,
        wholeText(n),
        joinedText(measuredText(value, "per-second")),
        bounds === null ? "none" : joinedText({ value: bounds, unit }),
        percentText(value.value / n / aloneOf(scaling), 3),
      ];
    })
  );
  const dashed = `dashed: ${shown[0]!.series.title} if it scaled perfectly`;
  const isFitted = shown.some(({ scaling }) => scaling.usl !== null);
  const hasBars = shown.some(({ scaling }) => scaling.points.some(({ value }) => isBounded(value)));
  return html`
    <figure
      class="card"><h3>What happens when more run at once? <span class="muted">${nameHtml(
        title,
      )}</span></h3><p class="caption">Completed per second over how many run at once, both axes logarithmic. Marker: the median;${hasBars &&
        " bar: its 95% interval;"} line: ${isFitted
        ? "the fitted law"
        : "from point to point"}; ${dashed}.</p>${shown.length > 1 &&
        legend(shown.map(({ series }) => series))}${scalingCurves(shown)}${dataTable({
          caption: `Throughput of ${title}`,
          columns: ["Subject", "At once", "Throughput", "95% interval", "Of perfect"],
          rows,
        })}</figure>
  `;
}

function limitsCard(title: string, shown: readonly ScaledSeries[]): Html | null {
  const fitted = shown.filter(({ scaling }) => scaling.usl !== null);
  if (fitted.length === 0) return null;
  const most = Math.max(...shown.flatMap(({ scaling }) => scaling.points.map(({ n }) => n)));
  return html`
    <div class="card">
      <h3>What limits each of them?</h3>
      <p
        class="caption">The universal scalability law: σ is the share that has to queue, κ what it costs to keep everyone informed, the reason why throughput falls beyond its peak. An R² well below 1 says that the law does not hold.</p>
      <div class="scroll" tabindex="0" role="group" aria-label="What limits ${title}">
        <table class="limits">
          <caption class="unseen">The law fitted to ${title}</caption>
          <thead>
            <tr><th scope="col">Subject</th>${[
              "One alone",
              "Contention σ",
              "Coherency κ",
              "Peak at",
              `At ${wholeText(most)}`,
              "R²",
            ].map((name) =>
              html`<th scope="col" class="number">${name}</th>`
            )}<th scope="col" class="efficiency">Efficiency, 1 to ${wholeText(most)}</th></tr>
          </thead>
          <tbody>${fitted.map((one) => limitsRow(one, most))}</tbody>
        </table>
      </div>
    </div>
  `;
}

function limitsRow({ series, scaling }: ScaledSeries, most: number): Html | null {
  const { usl, points } = scaling;
  if (usl === null) return null;
  const last = points.at(-1)!;
  const peakText = usl.peakN === null ? "none" : usl.peakN > most ? `> ${wholeText(most)}` : wholeText(usl.peakN);
  const texts = [
    plainText(usl.lambda, "per-second"),
    percentText(usl.sigma),
    coherencyText(usl.kappa),
    peakText,
    last.n === most ? `${fixedText(last.value.value / usl.lambda, 1)}×` : "–",
    fixedText(usl.rSquared, 3),
  ];
  return html`<tr><th scope="row">${seriesIcon(series)}${nameHtml(series.title)}</th>${
    texts.map((text) => html`<td class="number">${text}</td>`)
  }<td class="efficiency">${efficiency({ series, scaling }, most)}</td></tr>`;
}

function efficiency({ series, scaling }: ScaledSeries, most: number): Html {
  const { shareOf } = logScale(1, most);
  const heightOf = (share: number) =>
    SPARK_BOTTOM - (SPARK_BOTTOM - SPARK_TOP) * Math.min(MOST_EFFICIENCY, share) / MOST_EFFICIENCY;
  const shares = scaling.points.map(({ n, value }) => ({ n, share: value.value / n / aloneOf(scaling) }));
  const places = shares.map(({ n, share }): Place => [shareOf(n), heightOf(share)]);
  const said = `${series.title}: ${percentText(shares.at(-1)!.share, 3)} of perfect at ${wholeText(shares.at(-1)!.n)}`;
  return chart(
    html`${line([0, heightOf(1)], [1, heightOf(1)], "grid")}${line([0, SPARK_BOTTOM], [1, SPARK_BOTTOM], "edge")}${
      stretched(curve(places, { look: `stroke ${series.look}` }), SPARK_HEIGHT)
    }`,
    { height: SPARK_HEIGHT, label: said },
  );
}

/** For example `6.0 × 10⁻⁴`. */
function coherencyText(kappa: number): string {
  if (kappa === 0) return "0";
  if (kappa >= LEAST_DECIMAL) return fixedText(kappa, 4);
  const [mantissa, exponent] = kappa.toExponential(1).split("e") as [string, string];
  const raised = exponent.replace("-", "⁻").replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!);
  return `${mantissa}${THIN_SPACE}×${THIN_SPACE}10${raised}`;
}
