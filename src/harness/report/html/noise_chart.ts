/**
 * The control chart of the machine: how far a loop of equal work was off its median over the whole session,
 * with what was measured when, and the stretches in which it left what is tolerated.
 * @module
 */
import { elapsedText } from "../../../units/elapsed.ts";
import type { NoiseModel } from "../model.ts";
import { percentText } from "../number_text.ts";
import { dataTable } from "./data_table.ts";
import { bar, chart, clamped, curve, label, line, type Place, stretched } from "./fluid.ts";
import { type Html, html } from "./markup.ts";

const TOP = 8, BOTTOM = 108, HEIGHT = 146;
const PHASE_TOP = 116, PHASE_HEIGHT = 5, LABEL_FOOT = 137;
/** A phase narrower than this has no room for its name. */
const LEAST_NAMED = 0.07;
/** Points drawn; of more, the worst of each stretch. */
const MOST_POINTS = 400;

/**
 * Draws the control chart.
 *
 * @param noise The reference loop over the session.
 * @returns A figure with title, caption, chart and the table behind it.
 */
export function noiseChart(noise: NoiseModel): Html {
  const { tolerated, bursts } = noise;
  const scale = scaleOf(noise);
  const said = `Deviation of the reference loop: ${bursts.length === 0 ? "never" : `${bursts.length} times`} beyond ±${
    percentText(tolerated)
  }`;
  return html`
    <figure
      class="card"><h3>Was the machine quiet? A loop of equal work, timed all through the session</h3><p class="caption">Deviation from the loop’s median. Shaded: the ±${percentText(
        tolerated,
      )} that is tolerated. What lies outside is the machine, not the benchmark.</p><div class="with-axis"><svg class="axis" width="52" height="${HEIGHT}" aria-hidden="true">${scale
        .marks.map((mark) =>
          html`<text x="46" y="${scale.heightOf(mark) + 4}" text-anchor="end" class="label">${
            signedPercent(mark)
          }</text>`
        )}</svg>${chart(drawing(noise, scale), { height: HEIGHT, label: said })}</div>${dataTable({
          caption: "Deviation of the reference loop",
          columns: ["Time", "Deviation"],
          rows: worstPoints(noise.points).map(({ atMs, deviation }) => [elapsedText(atMs), signedPercent(deviation)]),
        })}</figure>
  `;
}

interface Scale {
  readonly endMs: number;
  readonly marks: readonly number[];
  readonly heightOf: (deviation: number) => number;
}

function scaleOf({ points, phases, tolerated }: NoiseModel): Scale {
  const endMs = Math.max(1, ...points.map(({ atMs }) => atMs), ...phases.map(({ endMs }) => endMs));
  const most = Math.max(2 * tolerated, ...points.map(({ deviation }) => deviation));
  const least = Math.min(-1.5 * tolerated, ...points.map(({ deviation }) => deviation));
  const step = stepFor(most - least);
  const marks: number[] = [];
  for (let mark = Math.ceil(least / step); mark <= Math.floor(most / step); mark++) marks.push(mark * step);
  const heightOf = (deviation: number) =>
    Math.round(BOTTOM - (BOTTOM - TOP) * clamped((deviation - least) / (most - least)));
  return { endMs, marks, heightOf };
}

/** A round step of which four or fewer fit. */
function stepFor(extent: number): number {
  const power = 10 ** Math.floor(Math.log10(extent / 4));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => extent / step <= 5) ?? 10 * power;
}

/** Phases that have room for their names; if that is the lesser part of them, the names of these would say nothing. */
function namedPhases({ phases }: NoiseModel, endMs: number): NoiseModel["phases"] {
  const roomy = phases.filter((phase) => (phase.endMs - phase.startMs) / endMs >= LEAST_NAMED);
  return 2 * roomy.length >= phases.length ? roomy : [];
}

function drawing(noise: NoiseModel, { endMs, marks, heightOf }: Scale): Html {
  const { points, phases, bursts, tolerated } = noise;
  const named = namedPhases(noise, endMs);
  const places = worstPoints(points).map(({ atMs, deviation }): Place => [atMs / endMs, heightOf(deviation)]);
  return html`${
    bar([0, heightOf(tolerated)], { width: 1, height: heightOf(-tolerated) - heightOf(tolerated), look: "band" })
  }${
    bursts.map(({ startMs, endMs: until }) =>
      bar([startMs / endMs, TOP], {
        width: Math.max(0.004, (until - startMs) / endMs),
        height: BOTTOM - TOP,
        look: "burst",
      })
    )
  }${marks.map((mark) => line([0, heightOf(mark)], [1, heightOf(mark)], "grid"))}${
    places.length > 0 && stretched(curve(places, { look: "trace" }), HEIGHT)
  }${
    phases.map(({ startMs, endMs: until }, index) =>
      bar([startMs / endMs, PHASE_TOP], {
        width: (until - startMs) / endMs,
        height: PHASE_HEIGHT,
        look: index % 2 === 0 ? "phase" : "phase other",
      })
    )
  }${
    named.map((phase) =>
      html`<text x="${
        (100 * phase.startMs / endMs).toFixed(1)
      }%" y="${LABEL_FOOT}" class="label wide-only">${phase.label}</text>`
    )
  }${named.length === 0 && html`${label([0, LABEL_FOOT], "00:00")}${label([1, LABEL_FOOT], elapsedText(endMs))}`}`;
}

function worstPoints(points: NoiseModel["points"]): NoiseModel["points"] {
  const stretch = Math.ceil(points.length / MOST_POINTS);
  if (stretch <= 1) return points;
  return Array.from(
    { length: Math.ceil(points.length / stretch) },
    (_, index) =>
      points.slice(index * stretch, (index + 1) * stretch).reduce((worst, point) =>
        Math.abs(point.deviation) > Math.abs(worst.deviation) ? point : worst
      ),
  );
}

function signedPercent(share: number): string {
  const text = percentText(share);
  return share > 0 ? `+${text}` : text;
}
