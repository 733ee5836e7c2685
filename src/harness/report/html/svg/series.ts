/**
 * How the subjects of a report are told apart in its charts: by a colour and by the shape of a marker, so that
 * neither has to be seen. The colours are in `charts.css`.
 * @module
 */
import { inertText, shortened } from "../../inert_text.ts";
import type { ReportModel } from "../../model.ts";
import { across, type Place } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { nameHtml } from "../name_markup.ts";

/** A subject in charts. */
export interface Series {
  readonly subject: string;
  readonly title: string;
  /** Class that sets the colour. */
  readonly look: string;
  /** Outline of the marker around 0, 0. */
  readonly outline: string;
}

const CIRCLE = "M4 0A4 4 0 1 1-4 0 4 4 0 1 1 4 0Z";
/** Square, diamond, triangle up, triangle down. */
const SHAPES = ["M-3.5-3.5h7v7h-7Z", "M0-5 5 0 0 5-5 0Z", "M0-4.6 4.6 3.4h-9.2Z", "M0 4.6 4.6-3.4h-9.2Z"] as const;
/** Most characters of a title; a legend has no room for more. */
const MOST_CHARACTERS = 40;

/**
 * Gives every subject its colour and shape, the same in all charts of a report.
 *
 * @param model The report.
 * @returns The report's own subject first, the others in order; from the sixth on colours return with other shapes.
 */
export function seriesOf({ subjects, subject: own }: Pick<ReportModel, "subjects" | "subject">): readonly Series[] {
  const others = subjects.filter(({ id }) => id !== own);
  const titleOf = (title: string) => shortened(inertText(title), MOST_CHARACTERS);
  const ownTitle = subjects.find(({ id }) => id === own)?.title ?? own;
  return [
    { subject: own, title: titleOf(ownTitle), look: "series-0", outline: CIRCLE },
    ...others.map(({ id, title }, index): Series => {
      const cycle = Math.floor(index / SHAPES.length);
      return {
        subject: id,
        title: titleOf(title),
        look: `series-${1 + index % SHAPES.length}`,
        outline: SHAPES[(index + cycle) % SHAPES.length]!,
      };
    }),
  ];
}

/**
 * Draws a marker in a chart.
 *
 * @param place Where its middle is.
 * @param series Whose it is.
 * @returns The marker; it keeps its shape however wide the chart is.
 */
export function marker([x, y]: Place, { look, outline }: Series): Html {
  return html`
    <svg x="${across(x)}" y="${Number(y.toFixed(1))}" class="free">
      <path d="${outline}" class="marker ${look}" />
    </svg>
  `;
}

/**
 * Draws a marker in text.
 *
 * @param series Whose it is.
 * @returns An icon that screen readers skip.
 */
export function seriesIcon({ look, outline }: Series): Html {
  return html`
    <svg class="icon" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
      <path d="${outline}" class="marker ${look}" />
    </svg>
  `;
}

/**
 * Names the series of a chart, for places that are too narrow to name them beside their curves.
 *
 * @param shown The series.
 * @returns The legend.
 */
export function legend(shown: readonly Series[]): Html {
  return html`<p class="legend narrow-only">${
    shown.map((series) => html`<span>${seriesIcon(series)}${nameHtml(series.title)}</span>`)
  }</p>`;
}
