/**
 * Section 6: where does the time of a run go, and why was the slow one slow? A typical run above a slow one on
 * the same axis, and what the critical path of each spent its time on; the benchmark whose slow run stands out most
 * in full view, others of the same subject folded.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { type CriticalTime, criticalTimeOf } from "../critical_time.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { ReportModel, TimelineModel, TimelineRun } from "../model.ts";
import { wholeText } from "../number_text.ts";
import { subjectTitle } from "../wording.ts";
import { traceOfReport } from "../perfetto.ts";
import { benchmarksOf } from "./anchors.ts";
import { dataTable } from "./data_table.ts";
import { bar, chart } from "./fluid.ts";
import { type Html, html, raw } from "./markup.ts";
import { packBytes } from "./packed_samples.ts";
import { drawnLanes, lanes, msText } from "./svg/lanes.ts";
import { linearScale, type Scale } from "./svg/scale.ts";
import { KIND_NAMES, KINDS, patterns, swatch } from "./svg/segment_kinds.ts";

const BAR_HEIGHT = 26, BAR_TOP = 3, BAR_INNER = 20;
const MOST_CHARACTERS = 80;
/** Timelines that are drawn and carried along; a trace file has all of them. */
const MOST_DRAWN = 3;
/** Share of the slow run from which on a difference stands out. */
const TELLING_SHARE = 0.02;

/**
 * Draws the timeline.
 *
 * @param model The report.
 * @returns The section's content; `null` where no run of the report's own subject was recorded.
 */
export function section(model: ReportModel): Html | null {
  const own = model.timelines.filter(({ subject }) => subject === model.subject);
  const drawn = own.slice(0, MOST_DRAWN), [first, ...others] = drawn;
  if (first === undefined) return null;
  const left = model.timelines.length - drawn.length;
  const trace = new TextEncoder().encode(JSON.stringify(traceOfReport({ ...model, timelines: drawn })));
  return html`
    ${patterns()}<p
      class="lead">Two real runs of ${workText(
        model,
        first,
      )}: a typical one above a slow one, on the same axis. They were watched apart from the samples, when these had been taken.</p>${kindLegend()}${timelineFigures(
        first,
      )}${others.map((timeline) =>
        html`
          <details class="data"><summary>Two runs of ${workText(model, timeline)}: ${slownessText(
            timeline,
          )}</summary>${timelineFigures(timeline)}</details>
        `
      )}${left > 0 && html`
        <p class="caption">${counted(
          left,
          "more timeline",
        )}, other subjects’ too: <code>puffinbench report FILE --format perfetto</code>.</p>
      `}<p
      class="buttons js-only"><button type="button" id="take-trace">These runs for ui.perfetto.dev (Trace Event JSON)</button></p><script
      type="text/plain" id="packed-trace">${raw(packBytes(trace))}</script>
  `;
}

function timelineFigures(timeline: TimelineModel): Html {
  const { typical, slow } = timeline;
  const scale = linearScale(0, Math.max(typical.durationMs, slow.durationMs));
  return html`${runFigure(typical, { scale, title: "Where does the time of a typical run go?" })}${
    runFigure(slow, { scale, title: "Where does the time of a slow run go?" })
  }${differenceCard(timeline, scale)}`;
}

/** For example `31.1 ms, and 40.2 ms when slow`. */
function slownessText({ typical, slow }: TimelineModel): string {
  return `${msText(typical.durationMs)}, and ${msText(slow.durationMs)} when slow`;
}

function workText(model: ReportModel, { benchmarkId, subject }: TimelineModel): Html {
  const title = benchmarksOf(model).find(({ id }) => id === benchmarkId)?.title ?? benchmarkId;
  const short = (text: string) => html`<bdi>${shortened(inertText(text), MOST_CHARACTERS)}</bdi>`;
  return html`${short(title)} with ${short(subjectTitle(model.subjects, subject))}`;
}

function kindLegend(): Html {
  return html`
    <p
      class="legend">${KINDS.map((kind) =>
        html`<span>${swatch(kind)}${KIND_NAMES[kind]}</span>`
      )}<span><svg class="icon" width="14" height="10" aria-hidden="true"><line x1="0" x2="14" y1="5" y2="5" class="critical-line"/></svg>critical path</span></p>
  `;
}

function runFigure(run: TimelineRun, { scale, title }: { readonly scale: Scale; readonly title: string }): Html {
  const left = run.lanes.length - drawnLanes(run).length;
  return html`
    <figure
      class="card"><h3>${title} <span class="muted">${msText(run.durationMs)}, run ${wholeText(
        run.rank,
      )} of ${wholeText(
        run.runs,
      )} by duration</span></h3><p class="caption">A line for each state, from the start of the run; the critical path, which decides how long the run takes, is underlined.${left >
          0 && ` ${counted(left, "shorter state")} not drawn.`}</p>${lanes(run, scale)}${laneTable(run)}</figure>
  `;
}

function laneTable(run: TimelineRun): Html {
  return dataTable({
    caption: "What each state spent its time on",
    columns: ["State", "Critical", "From", "To", ...KINDS.map((kind) => KIND_NAMES[kind])],
    rows: drawnLanes(run).map(({ name, segments, isCritical }) => {
      const [first, last] = [segments[0], segments.at(-1)];
      const spent = (wanted: string) =>
        segments.reduce((sum, { kind, startMs, endMs }) => kind === wanted ? sum + endMs - startMs : sum, 0);
      return [
        shortened(inertText(name), MOST_CHARACTERS),
        isCritical ? "yes" : "no",
        first === undefined ? "–" : msText(first.startMs),
        last === undefined ? "–" : msText(last.endMs),
        ...KINDS.map((kind) => msText(spent(kind))),
      ];
    }),
  });
}

function differenceCard({ typical, slow }: TimelineModel, scale: Scale): Html {
  const [before, after] = [criticalTimeOf(typical), criticalTimeOf(slow)];
  const present = KINDS.filter((kind) => before[kind] > 0 || after[kind] > 0);
  return html`
    <figure class="card">
      <h3>Why was the slow run slow?</h3>
      <p
        class="caption">Time by what the critical path did, which adds up to the whole run. The largest difference is the reason.</p>
      <div class="lanes">${sumLane("typical", before, scale)}${sumLane("slow", after, scale)}</div>
      <div class="scroll" tabindex="0" role="group" aria-label="Difference between the two runs">
        <table class="difference">
          <caption class="unseen">Time on the critical path of both runs</caption>
          <thead>
            <tr><th scope="col">On the critical path</th>${["Typical run", "Slow run", "Difference"].map((name) =>
              html`<th scope="col" class="number">${name}</th>`
            )}</tr>
          </thead>
          <tbody>${present.map((kind) =>
            html`<tr><th scope="row">${swatch(kind)}${KIND_NAMES[kind]}</th><td class="number">${
              msText(before[kind])
            }</td><td class="number">${msText(after[kind])}</td>${
              differenceCell(after[kind] - before[kind], slow.durationMs)
            }</tr>`
          )}<tr class="total"><th scope="row">together</th><td class="number">${msText(
            typical.durationMs,
          )}</td><td class="number">${msText(slow.durationMs)}</td>${differenceCell(
            slow.durationMs - typical.durationMs,
            slow.durationMs,
          )}</tr></tbody>
        </table>
      </div>
    </figure>
  `;
}

function differenceCell(differenceMs: number, wholeMs: number): Html {
  const isTelling = Math.abs(differenceMs) >= TELLING_SHARE * wholeMs;
  const look = !isTelling ? "same" : differenceMs > 0 ? "slower" : "faster";
  return html`<td class="number ink-${look}">${differenceMs > 0 && "+"}${msText(differenceMs)}</td>`;
}

function sumLane(name: string, spent: CriticalTime, { shareOf }: Scale): Html {
  const present = KINDS.filter((kind) => spent[kind] > 0);
  const starts = present.map((_, index) => present.slice(0, index).reduce((sum, kind) => sum + spent[kind], 0));
  const said = `${name} run: ${present.map((kind) => `${KIND_NAMES[kind]} ${msText(spent[kind])}`).join(", ")}`;
  const bars = present.map((kind, index) =>
    html`<g>${
      bar([shareOf(starts[index]!), BAR_TOP], {
        width: shareOf(starts[index]! + spent[kind]) - shareOf(starts[index]!),
        height: BAR_INNER,
        look: `kind ${kind}`,
      })
    }<title>${KIND_NAMES[kind]}: ${msText(spent[kind])}</title></g>`
  );
  return html`<div class="lane"><span class="lane-name">${name}</span>${
    chart(html`${bars}`, { height: BAR_HEIGHT, label: said })
  }</div>`;
}
