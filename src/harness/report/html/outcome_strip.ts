/**
 * How rows ended, as one bar in which each outcome has its share, with a sign and a word for each below it.
 * @module
 */
import type { Headline } from "../headline.ts";
import { across, bar, chart } from "./fluid.ts";
import { type Html, html } from "./markup.ts";

/** Signs of the outcomes, which say them without colour. */
const SIGNS = { slower: "▲", doubt: "?", same: "=", faster: "▼" } as const;
/** Least share of the strip, so that a single row is seen. */
const LEAST_WIDTH = 0.05;
/** Share of the strip between two outcomes. */
const GAP = 0.003;

/**
 * Draws the bar alone.
 *
 * @param counts How many rows ended in which way.
 * @param height In pixels.
 * @returns The bar; `null` where there is no row.
 */
export function outcomeStrip(counts: Headline["counts"], height: number): Html | null {
  const present = counts.filter(({ count }) => count > 0);
  if (present.length === 0) return null;
  const total = present.reduce((sum, { count }) => sum + count, 0);
  const widths = present.map(({ count }) => Math.max(LEAST_WIDTH, count / total));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0) / whole);
  const parts = present.map(({ tone, count }, index) => {
    const [x, width] = [starts[index]!, widths[index]! / whole];
    const gap = index === present.length - 1 ? 0 : GAP;
    return html`
      ${bar([x, 0], { width: width - gap, height, look: `outcome-${tone}` })}<text x="${across(
        x + width / 2,
      )}" y="${Math.round(height / 2) + 5}" text-anchor="middle"
        class="outcome-text-${tone}">${count}</text>
    `;
  });
  const said = counts.map(({ count, meaning }) => `${count} ${meaning}`).join(", ");
  return html`<div class="strip">${chart(html`${parts}`, { height, label: said })}</div>`;
}

/**
 * Draws the bar with its legend.
 *
 * @param counts How many rows ended in which way.
 * @param height Of the bar, in pixels.
 * @returns Bar and legend; `null` where there is no row.
 */
export function outcomes(counts: Headline["counts"], height: number): Html | null {
  const strip = outcomeStrip(counts, height);
  return strip &&
    html`${strip}<ul class="outcomes">${
      counts.map(({ tone, count, meaning }) =>
        html`<li><span class="sign ${tone}" aria-hidden="true">${SIGNS[tone]}</span> <b>${count}</b> ${meaning}</li>`
      )
    }</ul>`;
}
