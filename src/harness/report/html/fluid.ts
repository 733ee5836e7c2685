/**
 * The technique of the report's small charts: horizontal places in percent, vertical ones and text in pixels,
 * so that a chart fits any width without a script. Curves are stretched, their strokes are not.
 * @module
 */
import { type Html, html, raw } from "./markup.ts";

/** Units across a curve; what a reader sees is its share of the width. */
export const CURVE_WIDTH = 1_000;

/** A place in a chart: `x` as a share of the width, `y` in pixels from the top. */
export type Place = readonly [x: number, y: number];

/**
 * Writes a share of the width.
 *
 * @param share 0 at the left, 1 at the right.
 * @returns For example `37.5%`.
 */
export function across(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`;
}

/**
 * Frames a chart.
 *
 * @param content What is drawn.
 * @param frame Height in pixels, and what a screen reader says of it.
 * @returns An SVG as wide as its place.
 */
export function chart(content: Html, { height, label }: { readonly height: number; readonly label: string }): Html {
  return html`<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">${content}</svg>`;
}

/** Parts of a pixel that the height of a curve is drawn in, so that places are whole numbers. */
const FINENESS = 10;

/**
 * Stretches curves over the width of a chart.
 *
 * @param curves Paths made by {@linkcode curve}.
 * @param height Height in pixels.
 * @returns A nested SVG.
 */
export function stretched(curves: Html, height: number): Html {
  const box = `0 0 ${CURVE_WIDTH} ${FINENESS * height}`;
  return html`<svg width="100%" height="${height}" viewBox="${box}" preserveAspectRatio="none">${curves}</svg>`;
}

/**
 * Draws a curve.
 *
 * @param places Where it goes, one place or more.
 * @param look Class of the path, and whether its end is its beginning.
 * @returns A path for {@linkcode stretched}.
 */
export function curve(
  places: readonly Place[],
  { look, shape = "open" }: { readonly look: string; readonly shape?: "open" | "closed" },
): Html {
  let beforeX = 0, beforeY = 0;
  const steps = places.map(([x, y], index) => {
    const [nextX, nextY] = [Math.round(x * CURVE_WIDTH), Math.round(y * FINENESS)];
    const [stepX, stepY] = [nextX - beforeX, nextY - beforeY];
    [beforeX, beforeY] = [nextX, nextY];
    return `${index === 0 ? "m" : index === 1 ? "l" : stepX < 0 ? "" : " "}${stepX}${stepY < 0 ? "" : " "}${stepY}`;
  });
  return html`
    <path d="${raw(steps.join("") + (shape === "closed" ? "z" : ""))}" class="${look}" />
  `;
}

/**
 * Draws a straight line.
 *
 * @param from Where it begins.
 * @param to Where it ends.
 * @param look Class of the line.
 * @returns The line.
 */
export function line([x1, y1]: Place, [x2, y2]: Place, look: string): Html {
  return html`
    <line x1="${across(x1)}" x2="${across(x2)}" y1="${y1}" y2="${y2}" class="${look}" />
  `;
}

/**
 * Draws a bar.
 *
 * @param place Its left top corner.
 * @param size Width as a share, height in pixels, and the class.
 * @returns The rectangle.
 */
export function bar(
  [x, y]: Place,
  { width, height, look }: { readonly width: number; readonly height: number; readonly look: string },
): Html {
  return html`
    <rect x="${across(x)}" y="${y}" width="${across(Math.max(0, width))}" height="${height}" class="${look}" />
  `;
}

/**
 * Writes a label; at the edges it is kept inside.
 *
 * @param place Where its foot stands.
 * @param text The label.
 * @param look Class of the text.
 * @returns The text.
 */
export function label([x, y]: Place, text: string, look: string = "label"): Html {
  const anchor = x < 0.04 ? "start" : x > 0.96 ? "end" : "middle";
  return html`<text x="${across(x)}" y="${y}" text-anchor="${anchor}" class="${look}">${text}</text>`;
}

/**
 * Keeps a share inside a chart.
 *
 * @param share Any number.
 * @returns It, or the nearest of 0 and 1.
 */
export function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
