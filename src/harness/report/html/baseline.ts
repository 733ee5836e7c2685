/**
 * Section 7: what changed, and how sure is that? Every change with its interval, those that matter first; of the
 * worst one, how its samples lay before and now, and which of its runs changed.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { BenchmarkModel, ChangeModel, MeasuredCellModel, PercentileModel, ReportModel } from "../model.ts";
import { changeText, joinedText, limitText, measuredText, percentileName } from "../number_text.ts";
import { changeSentence, ofMetric, VERDICT_WORDS } from "../verdict_wording.ts";
import { benchmarksOf, rowAnchor } from "./anchors.ts";
import { dataTable } from "./data_table.ts";
import { type Html, html } from "./markup.ts";
import { type PageExtent, WHOLE_PAGE } from "./page_extent.ts";
import { beforeAfter } from "./svg/before_after.ts";
import { type ForestAxis, forestAxis, forestHead, forestStrip } from "./svg/forest_strip.ts";
import { shiftFunction } from "./svg/shift_function.ts";

const MOST_CHARACTERS = 80;

/** Verdicts as they are listed; those without a change are folded away like those that are the same. */
const ORDER: readonly ChangeModel["verdict"][] = ["slower", "undecided", "faster", "invalid", "missing"];
const LOOKS: Readonly<Record<ChangeModel["verdict"], string>> = {
  invalid: "slower",
  slower: "slower",
  undecided: "doubt",
  missing: "doubt",
  faster: "faster",
  same: "same",
  new: "same",
  incomparable: "same",
};

/** A benchmark that was compared. */
interface Changed {
  readonly benchmark: BenchmarkModel;
  readonly change: ChangeModel;
}

/**
 * Draws the comparison with the baseline.
 *
 * @param model The report.
 * @param extent How many rows that stayed the same are listed. @default everything
 * @returns The section's content; `null` where nothing was compared.
 */
export function section(model: ReportModel, { sameRows }: PageExtent = WHOLE_PAGE): Html | null {
  const rows = benchmarksOf(model).flatMap((benchmark): Changed[] =>
    benchmark.change === null ? [] : [{ benchmark, change: benchmark.change }]
  );
  if (rows.length === 0) return null;
  const worst = worstOf(rows);
  return html`${lead(model)}${forestCard(rows, { model, sameRows })}${worst !== null && worstFigures(worst, model)}`;
}

function lead({ gate }: ReportModel): Html {
  const against = gate === null
    ? "What changed"
    : html`What changed since <bdi>${shortened(inertText(gate.against), MOST_CHARACTERS)}</bdi>`;
  return html`<p class="lead">${against}, with the 95% interval of every change.${
    gate !== null && ` The shaded band is the ±${limitText(gate.limit)} that does not count.`
  }${
    gate?.isPaired === false &&
    " The two sides were not measured side by side, so the machine may have changed as well: take it as a hint."
  }</p>`;
}

function forestCard(
  rows: readonly Changed[],
  { model, sameRows }: { readonly model: ReportModel; readonly sameRows: number },
): Html {
  const axis = forestAxis(rows.map(({ change }) => change), model.gate?.limit ?? null);
  const listed = ORDER.flatMap((verdict) => sortedRows(rows, verdict));
  const same = sortedRows(rows, "same");
  const others = [...sortedRows(rows, "new"), ...sortedRows(rows, "incomparable")];
  const limit = model.gate === null ? "" : ` within ±${limitText(model.gate.limit)}`;
  const fold = (some: readonly Changed[], title: string) =>
    some.length === 0 || sameRows === 0
      ? some.length > 0 && html`<p class="caption">${title}.</p>`
      : html`<details class="data"><summary>${title}</summary>${forestTable(some.slice(0, sameRows), { axis, model })}${
        some.length > sameRows && html`<p class="caption">The first ${sameRows} are shown.</p>`
      }</details>`;
  return html`
    <div
      class="card"><h3>What changed, and how sure is that?</h3><p class="caption">Dot: the change; line: its 95% interval; left is faster, right is slower. Hollow: the same, or not to be told.</p>${listed
          .length > 0
        ? forestTable(listed, { axis, model })
        : html`<p>Nothing changed.</p>`}${fold(
          same,
          `${counted(same.length, "benchmark is", "benchmarks are")} the same${limit}`,
        )}${fold(
          others,
          `${counted(others.length, "benchmark has", "benchmarks have")} nothing to be compared with`,
        )}</div>
  `;
}

/** Those that got slower most come first. */
function sortedRows(rows: readonly Changed[], verdict: ChangeModel["verdict"]): readonly Changed[] {
  const valueOf = ({ change }: Changed) => change.change?.value ?? 0;
  return rows.filter(({ change }) => change.verdict === verdict).toSorted((a, b) => valueOf(b) - valueOf(a));
}

interface ForestContext {
  readonly axis: ForestAxis;
  readonly model: ReportModel;
}

function forestTable(rows: readonly Changed[], context: ForestContext): Html {
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label="Changes">
      <table class="forest">
        <caption class="unseen">Changes with their intervals</caption>
        <thead>
          <tr>
            <th scope="col">Benchmark</th>
            <th scope="col" class="strip-column"><span class="unseen">Change, drawn</span>${forestHead(
              context.axis,
            )}</th>
            <th scope="col" class="number">Change</th>
            <th scope="col" class="number extra">95% interval</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>${rows.map((row) => forestRow(row, context))}</tbody>
      </table>
    </div>
  `;
}

function forestRow({ benchmark, change }: Changed, { axis, model }: ForestContext): Html {
  const { sign, word } = VERDICT_WORDS[change.verdict];
  const look = LOOKS[change.verdict];
  const title = shortened(inertText(benchmark.title), MOST_CHARACTERS);
  const text = change.change === null ? null : changeText(change.change);
  return html`
    <tr>
      <th scope="row"><a href="#${rowAnchor(model, benchmark.id)}"><bdi>${title}</bdi></a></th>
      <td class="strip-column">${forestStrip(change, axis, { look, label: changeSentence(change) })}</td>
      <td class="number ink-${look}"><b>${text?.text ?? "–"}</b></td>
      <td class="number extra muted">${text?.bounds ?? "–"}</td>
      <td
        class="verdict-column ink-${look}"><span aria-hidden="true">${sign}</span> ${word}${change.metric?.unit ===
            "bytes" &&
          html`<small>${ofMetric(change.metric)}</small>`}${change.pairsNeeded !==
            null && html`<small>about ${counted(change.pairsNeeded, "pair")} would settle it</small>`}</td>
    </tr>
  `;
}

/** The row that got slower most; where none did, the one that got faster most. */
function worstOf(rows: readonly Changed[]): Changed | null {
  return sortedRows(rows, "slower")[0] ?? sortedRows(rows, "faster").at(-1) ?? null;
}

function worstFigures({ benchmark, change }: Changed, model: ReportModel): Html {
  const own = benchmark.cells.find((cell): cell is MeasuredCellModel =>
    cell.status === "measured" && cell.subject === model.subject
  );
  const title = html`<bdi>${shortened(inertText(benchmark.title), MOST_CHARACTERS)}</bdi>`;
  const verdict = change.verdict === "slower" ? "slower" : "faster";
  return html`<div class="pair">${own !== undefined && densityFigure(change, { own, title, verdict })}${
    change.shifts.length > 0 && shiftFigure(change.shifts, { model, title, verdict })
  }</div>`;
}

function densityFigure(
  { beforeSamples, before, now }: ChangeModel,
  { own, title, verdict }: {
    readonly own: MeasuredCellModel;
    readonly title: Html;
    readonly verdict: "slower" | "faster";
  },
): Html | null {
  const [old, fresh] = [beforeSamples, own.samples].map((samples) => samples.filter((value) => value > 0));
  if (old === undefined || fresh === undefined || old.length < 2 || fresh.length < 2) return null;
  const { unit } = own.metric;
  const rows = [["Before", before], ["Now", now]] as const;
  return html`
    <figure
      class="card"><h3>How did its runs lie, before and now? <span class="muted">${title}</span></h3><p class="caption">Density of the samples on one axis, now above and before below it; vertical lines are the medians.</p>${beforeAfter(
        { before: old, now: fresh, unit, look: verdict },
      )}${dataTable({
        caption: "Before and now",
        columns: ["Side", "Time", "95% interval"],
        rows: rows.flatMap(([name, estimate]) => {
          if (estimate === null) return [];
          const { bounds, unit: symbol } = measuredText(estimate, unit);
          return [[
            name,
            joinedText(measuredText(estimate, unit)),
            bounds === null ? "none" : joinedText({ value: bounds, unit: symbol }),
          ]];
        }),
      })}</figure>
  `;
}

function shiftFigure(
  shifts: readonly PercentileModel[],
  { model, title, verdict }: { readonly model: ReportModel; readonly title: Html; readonly verdict: string },
): Html {
  return html`
    <figure
      class="card"><h3>Which of its runs got ${verdict}? <span class="muted">${title}</span></h3><p class="caption">Change of each percentile with its 95% interval. Flat: every run changed alike. Rising: the slow runs got slower than the others.</p>${shiftFunction(
        shifts,
        model.gate?.limit ?? null,
      )}${dataTable({
        caption: "Change by percentile",
        columns: ["Percentile", "Change", "95% interval"],
        rows: shifts.map(({ share, estimate }) => {
          const { text, bounds } = changeText(estimate);
          return [percentileName(share), text, bounds ?? "none"];
        }),
      })}</figure>
  `;
}
