/**
 * Section 3: which framework, and by how much? A matrix of ratios with their intervals, relative to the
 * report's subject or to the fastest; the reference is chosen without a script.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import { isControl } from "../../adapters/python_facts.ts";
import type { BenchmarkModel, CellModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { joinedText, measuredText, ratioWords } from "../number_text.ts";
import { subjectTitle } from "../wording.ts";
import { benchmarksOf, rowAnchor } from "./anchors.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { STATUS_WORDS } from "./status_words.ts";

/** Ratios at which the shade of a cell changes: no darker for a difference that does not matter. */
const SHADE_EDGES = [1.25, 3] as const;
const SIGNS = { slower: "▲", faster: "▼", same: "≈", unsure: "?" } as const;

type Reference = "own" | "fastest";

/**
 * Draws the comparison.
 *
 * @param model The report.
 * @returns The section's content; `null` where no benchmark has two subjects.
 */
export function section(model: ReportModel): Html | null {
  const compared = benchmarksOf(model).filter(({ cells }) => cells.length > 1);
  const alone = benchmarksOf(model).length - compared.length;
  if (compared.length === 0) return null;
  const own = subjectTitle(model.subjects, model.subject);
  return html`
    <p
      class="lead">The same work, each framework in its own idiom. Large: how many times as long it takes. Small: the 95% interval of that ratio, and the median.</p>
    <div
      class="choice"><input type="radio" name="reference" id="reference-own" checked><input type="radio" name="reference" id="reference-fastest"><p class="choices">Compared with <label for="reference-own">${own}</label> <label for="reference-fastest">the fastest framework</label></p><div class="pane of-own">${matrix(
        compared,
        { model, reference: "own" },
      )}</div><div class="pane of-fastest">${matrix(compared, { model, reference: "fastest" })}</div></div>
    ${shadeLegend()}<p
      class="caption">Colour only repeats what the words say. “≈ 1”: the whole interval is within 5% of 1. “can’t tell”: it covers 1 and reaches beyond. “n/a”: the framework has no idiom for it, and none is emulated. There is no score over several benchmarks.${alone >
          0 &&
        ` ${counted(alone, "benchmark")} of one subject only left out.`}</p>
  `;
}

/** What the shades stand for, from much faster to much slower. */
function shadeLegend(): Html {
  const [little, much] = SHADE_EDGES.map((edge) => `${edge}×`);
  const steps = [
    ["faster-3", `> ${much} faster`],
    ["faster-2", `${little} to ${much} faster`],
    ["faster-1", `< ${little} faster`],
    ["0", "same, or can’t tell"],
    ["slower-1", `< ${little} slower`],
    ["slower-2", `${little} to ${much} slower`],
    ["slower-3", `> ${much} slower`],
  ] as const;
  return html`<ul class="shades">${steps.map(([shade, text]) => html`<li class="shade-${shade}">${text}</li>`)}</ul>`;
}

interface MatrixContext {
  readonly model: ReportModel;
  readonly reference: Reference;
}

function matrix(compared: readonly BenchmarkModel[], context: MatrixContext): Html {
  const { model, reference } = context;
  const title = reference === "own" ? subjectTitle(model.subjects, model.subject) : "the fastest framework";
  return html`
    <div class="card">
      <div class="scroll" tabindex="0" role="group" aria-label="Frameworks compared with ${title}">
        <table class="matrix">
          <caption class="unseen">Time of each framework divided by that of ${title}</caption>
          <thead>
            <tr><th scope="col">Benchmark</th>${inOrder(model).map(({ title, packages }) =>
              html`<th scope="col">${nameHtml(title)}<small>${Object.values(packages)[0]}</small></th>`
            )}</tr>
          </thead>
          <tbody>${compared.map((benchmark) => matrixRow(benchmark, context))}</tbody>
        </table>
      </div>
    </div>
  `;
}

function matrixRow(
  benchmark: BenchmarkModel,
  { model, reference }: MatrixContext,
): Html {
  const against = reference === "own" ? model.subject : benchmark.fastest;
  return html`<tr><th scope="row"><a href="#${rowAnchor(model, benchmark.id)}">${nameHtml(benchmark.title)}</a></th>${
    inOrder(model).map(({ id }) =>
      html`<td>${cellOf(benchmark.cells.find(({ subject }) => subject === id), against)}</td>`
    )
  }</tr>`;
}

/** The report's own subject first, plain code last: it is the floor and no rival. */
function inOrder({ subjects, subject }: ReportModel): ReportModel["subjects"] {
  const rank = (id: string) => id === subject ? 0 : isControl(id) ? 2 : 1;
  return subjects.toSorted((a, b) => rank(a.id) - rank(b.id));
}

function cellOf(cell: CellModel | undefined, against: string | null): Html {
  if (cell === undefined) return html`<span class="box na">–</span>`;
  if (cell.status !== "measured") {
    const look = cell.status === "failed" || cell.status === "invalid" ? "broken" : "na";
    return html`<span class="box ${look}" title="${cell.reason}">${STATUS_WORDS[cell.status]}</span>`;
  }
  const median = medianText(cell);
  if (cell.subject === against) return html`<span class="box reference">${median}<small>reference</small></span>`;
  const ratio = against === null ? undefined : cell.ratioTo[against];
  if (ratio === undefined) return html`<span class="box reference">${median}<small>no ratio</small></span>`;
  return ratioBox(ratio, { median, isControl: isControl(cell.subject) });
}

function ratioBox(ratio: Estimate, { median, isControl }: { median: string; isControl: boolean }): Html {
  const { text, bounds, side } = ratioWords(ratio);
  const [factor, word] = side === "slower" || side === "faster" ? text.split(" ") : [text, ""];
  const shade = isControl ? "shade-0" : shadeOf(ratio, side);
  return html`
    <span
      class="box ${shade}"><span class="glyph" aria-hidden="true">${SIGNS[
        side
      ]}</span>${factor} <span class="word">${word}</span><small>${bounds ??
        counted(ratio.n, "process", "processes")} · ${median}</small></span>
  `;
}

function shadeOf({ value }: Estimate, side: "slower" | "faster" | "same" | "unsure"): string {
  if (side === "same" || side === "unsure") return "shade-0";
  const factor = Math.max(value, 1 / value);
  const depth = 1 + SHADE_EDGES.filter((edge) => factor >= edge).length;
  return `shade-${side}-${depth}`;
}

function medianText({ value, metric }: MeasuredCellModel): string {
  return joinedText(measuredText(value, metric.unit));
}
