/**
 * Section 2: how fast is each benchmark, and how noisy? A table for each suite; a row opens its panel.
 * Columns that would say nothing are left out.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type {
  BenchmarkModel,
  CellModel,
  ChangeModel,
  MeasuredCellModel,
  ReportModel,
  SuiteModel,
  WarningModel,
} from "../model.ts";
import { inertText, shortened } from "../inert_text.ts";
import {
  changeText,
  measuredText,
  percentileName,
  plainText,
  ratioWords,
  THIN_SPACE,
  wholeText,
} from "../number_text.ts";
import { warningBadge, warningText } from "../warning_wording.ts";
import { ofMetric } from "../verdict_wording.ts";
import { shortName, subjectTitle } from "../wording.ts";
import { benchmarksOf, rowAnchor } from "./anchors.ts";
import { detailPanel } from "./detail_panel.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import type { PageExtent } from "./page_extent.ts";
import { spreadScale, spreadStrip } from "./spread_strip.ts";
import { STATUS_WORDS } from "./status_words.ts";

/** Benchmarks up to which every panel is drawn here; beyond, only where something is to be seen. */
export const MOST_PANELS = 60;
/** Panels drawn with a page of more benchmarks than that. */
const MOST_DRAWN = 12;

/** Looks, signs and words of verdicts. */
const VERDICTS: Readonly<Record<ChangeModel["verdict"], readonly [look: string, sign: string, word: string]>> = {
  slower: ["slower", "▲", "slower"],
  faster: ["faster", "▼", "faster"],
  same: ["same", "=", "same"],
  undecided: ["doubt", "?", "can’t tell"],
  invalid: ["slower", "✗", "invalid"],
  new: ["same", "+", "new"],
  missing: ["doubt", "–", "missing"],
  incomparable: ["same", "≠", "other work"],
};
const SIDES = { slower: "▲", faster: "▼", same: "≈", unsure: "?" } as const;
const PIPS = 5;
/** Most characters of an id that rows are found by. */
const LONGEST_ID = 120;
/** What stands in place of a panel that is not drawn with the page. */
const UNDRAWN: Readonly<Record<PageExtent["panels"], string>> = {
  all: "This panel is drawn when the row is opened.",
  drawn: "This panel is left out to keep the page small.",
};

/** What the last columns show, decided once for the whole report. */
interface Columns {
  /** Whether any row has a percentile beyond the median. */
  readonly top: boolean;
  readonly rating: boolean;
  readonly last: "change" | "rival" | "none";
}

/**
 * Draws the results.
 *
 * @param model The report.
 * @param extent Whether all panels are there.
 * @returns The section's content.
 */
export function section(model: ReportModel, { panels }: PageExtent): Html {
  const benchmarks = benchmarksOf(model);
  const shared = sharedDoubts(model);
  const columns: Columns = {
    top: benchmarks.some((benchmark) => ownCell(benchmark, model)?.topPercentile),
    rating: benchmarks.some((benchmark) => ownCell(benchmark, model)?.rating),
    last: benchmarks.some(({ change }) => change !== null) ? "change" : model.subjects.length > 1 ? "rival" : "none",
  };
  return html`
    <p
      class="lead">One row per benchmark of ${subjectTitle(
        model.subjects,
        model.subject,
      )}. Open a row for its run order, cumulative curve and plain figures of every subject.</p>${filterBar(
        benchmarks.length,
        columns,
      )}${sharedText(shared)}${model.suites.map((suite) => suiteCard(suite, { model, columns, panels, shared }))}<p
      class="caption">Spread: every row uses the same scale, −30% to +50% around its own median, so a wide shape means a noisy benchmark. Dot: median; bar: middle half; tick: p95; ▸n: n samples beyond the scale. ± is half the 95% interval of the median; digits beyond it are not shown.</p>
  `;
}

/**
 * Says whether a benchmark's panel is drawn with the page, or packed away until its row is opened.
 *
 * @param benchmark The benchmark.
 * @param model The report.
 * @returns Whether it is drawn with the page.
 */
export function isPanelDrawn(benchmark: BenchmarkModel, model: ReportModel): boolean {
  const all = benchmarksOf(model);
  return (all.length <= MOST_PANELS ? all : all.filter(hasNews).slice(0, MOST_DRAWN)).includes(benchmark);
}

function hasNews({ change }: BenchmarkModel): boolean {
  return change?.verdict === "slower" || change?.verdict === "faster" || change?.verdict === "undecided";
}

function filterBar(count: number, { last }: Columns): Html {
  const only = last === "change" ? "only changed or undecided" : "only slower or undecided";
  return html`
    <div
      class="filter js-only"><input type="search" id="filter" placeholder="Filter benchmarks" aria-label="Filter benchmarks">${last !==
          "none" &&
        html`<label><input type="checkbox" id="only-telling"> ${only}</label>`}<span id="shown" class="caption" aria-live="polite">${count} shown</span></div>
  `;
}

interface Context {
  readonly model: ReportModel;
  readonly columns: Columns;
  readonly panels: PageExtent["panels"];
  readonly shared: SharedDoubts;
}

/** Doubts that every row has: a badge on all rows marks none, so that they stand above the tables instead. */
type SharedDoubts = ReadonlySet<WarningModel["code"]>;

function sharedDoubts(model: ReportModel): SharedDoubts {
  const rows = benchmarksOf(model).flatMap((benchmark) => ownCell(benchmark, model) ?? []);
  const [first, ...others] = rows.map(({ warnings }) => new Set(warnings.map(({ code }) => code)));
  return others.length === 0 ? new Set() : others.reduce((shared, codes) => shared.intersection(codes), first!);
}

function sharedText(shared: SharedDoubts): Html | null {
  if (shared.size === 0) return null;
  const names = [...shared].map((code) => warningBadge(code).name).join(", ");
  return html`<p class="caption shared">True of every row: ${names}. Open a row for the figures.</p>`;
}

function suiteCard({ title, benchmarks }: SuiteModel, context: Context): Html {
  const { columns } = context;
  const heading = (name: string, key: string, look: string = "") =>
    html`<th scope="col" data-sort="${key}" class="${look}">${name}</th>`;
  return html`
    <div class="card suite">
      <h3>${nameHtml(title)} <span class="muted">${counted(benchmarks.length, "benchmark")}</span></h3>
      <div class="scroll" tabindex="0" role="group" aria-label="Results of ${shortened(inertText(title), LONGEST_ID)}">
        <table class="results ${!columns.top && "roomy"}">
          <thead>
            <tr>${heading("Benchmark", "name")}<th scope="col" class="spread">${spreadScale()}</th>${heading(
              "Median",
              "median",
              "number",
            )}${columns.top && heading("Slow runs", "top", "number extra")}${heading(
              "Rate",
              "rate",
              "number extra",
            )}${columns.rating && heading("Rating", "rating")}${columns.last !== "none" &&
              heading(columns.last === "change" ? "vs baseline" : "vs fastest other", "change", "number")}</tr>
          </thead>
          <tbody>${benchmarks.map((benchmark) => row(benchmark, context))}</tbody>
        </table>
      </div>
    </div>
  `;
}

function row(benchmark: BenchmarkModel, context: Context): Html {
  const { model, columns, panels, shared } = context;
  const own = ownCell(benchmark, model);
  const rival = own === null ? null : bestRival(benchmark, { own, model });
  const key = columns.last === "change" ? benchmark.change?.change?.value : rival?.ratio.value;
  const anchor = rowAnchor(model, benchmark.id);
  const width = 4 + Number(columns.top) + Number(columns.rating) + Number(columns.last !== "none");
  return html`
    <tr class="row" id="${anchor}" data-median="${own?.value.value.toPrecision(
      6,
    )}" data-top="${own?.topPercentile?.estimate.value.toPrecision(6)}"
      data-rate="${own === null ? null : (1 / own.value.value).toPrecision(6)}" data-rating="${own?.rating
        ?.level}" data-change="${key?.toPrecision(5)}"
      data-id="${shortened(inertText(shortName(benchmark.id)), LONGEST_ID)}"
      data-telling="${isTelling(benchmark, { rival, columns }) &&
        "yes"}"><th scope="row" class="name"><span class="opens">${nameHtml(benchmark.title)}${own !== null &&
        badges(own, shared)}</span>${benchmark.meaning !== null &&
        html`<span class="meaning">${benchmark.meaning}</span>`}</th>${own === null
        ? unmeasured(benchmark, { model, width })
        : measured(own, columns)}${own !== null && lastCell(benchmark, { own, rival, columns, model })}</tr>
    <tr class="more">
      <td colspan="${width}">${isPanelDrawn(benchmark, model)
        ? detailPanel(benchmark, model)
        : html`<p class="caption">${UNDRAWN[panels]}</p>`}</td>
    </tr>
  `;
}

function badges({ warnings }: MeasuredCellModel, shared: SharedDoubts): Html {
  return html`${
    warnings.filter(({ code }) => !shared.has(code)).map((warning) => {
      const { sign, name } = warningBadge(warning.code);
      return html`
        <span class="badge"
          title="${warningText(
            warning,
          )}"><span aria-hidden="true">${sign}</span><span class="unseen">${name}</span></span>
      `;
    })
  }`;
}

function unmeasured({ cells }: BenchmarkModel, { model, width }: { model: ReportModel; width: number }): Html {
  const cell: CellModel | undefined = cells.find(({ subject }) => subject === model.subject);
  const text = cell === undefined || cell.status === "measured"
    ? "not measured"
    : `${STATUS_WORDS[cell.status]}: ${cell.reason}`;
  return html`<td colspan="${width - 1}" class="lost">${text}</td>`;
}

function measured(cell: MeasuredCellModel, columns: Columns): Html {
  const { value, unit, halfWidth } = measuredText(cell.value, cell.metric.unit);
  const { topPercentile, rating, metric } = cell;
  const doubt = html`<small title="fewer than 6 processes give no interval">no interval</small>`;
  return html`
    <td class="spread">${spreadStrip(cell)}</td><td
      class="number median">${value}${THIN_SPACE}<span class="unit">${unit}</span>${halfWidth === null
        ? doubt
        : html`<small>${halfWidth}</small>`}</td>${columns.top && html`
        <td
          class="number extra">${topPercentile === null
            ? html`<small title="${wholeText(cell.samples.length)} samples are too few">too few</small>`
            : html`${plainText(topPercentile.estimate.value, metric.unit)}<small>${
              percentileName(topPercentile.share)
            }</small>`}</td>
      `}<td
      class="number extra">${plainText(
        cell.seed.throughputPerS,
        "per-second",
      )}</td>${columns.rating && html`<td class="rating">${rating !== null && ratingText(rating, metric.unit)}</td>`}
  `;
}

function ratingText(
  { level, word, isSure, limits, figure }: NonNullable<MeasuredCellModel["rating"]>,
  unit: MeasuredCellModel["metric"]["unit"],
): Html {
  const text = (value: number) => plainText(value, figure === undefined ? unit : "count");
  const rated = figure === undefined ? "" : `${figure.name} ${text(figure.value.value)}. `;
  const explained = `${rated}Limits: ${limits.map(text).join(" · ")}${isSure ? "" : ". The interval crosses a limit."}`;
  return html`
    <span class="${level === 1 && "ink-slower"}"
      title="${explained}"><span class="pips" aria-hidden="true">${"●".repeat(level)}${"○".repeat(
        PIPS - level,
      )}</span> ${word}${!isSure && html`
        <small>±1</small>
      `}</span>
  `;
}

/** The fastest other framework that was measured beside the row's subject. */
interface Rival {
  readonly subject: string;
  readonly ratio: MeasuredCellModel["value"];
}

function bestRival(
  { cells }: BenchmarkModel,
  { own, model }: { own: MeasuredCellModel; model: ReportModel },
): Rival | null {
  const others = cells.filter((cell): cell is MeasuredCellModel =>
    cell.status === "measured" && cell.subject !== own.subject && cell.subject !== "control"
  ).toSorted((a, b) => a.value.value - b.value.value);
  const best = others.find(({ subject }) => own.ratioTo[subject] !== undefined);
  return best === undefined || model.subjects.length < 2
    ? null
    : { subject: best.subject, ratio: own.ratioTo[best.subject]! };
}

function isTelling(
  { change, cells }: BenchmarkModel,
  { rival, columns }: { rival: Rival | null; columns: Columns },
): boolean {
  if (cells.some(({ status }) => status === "failed" || status === "invalid")) return true;
  if (columns.last === "change") return change !== null && change.verdict !== "same";
  if (rival === null) return false;
  const { side } = ratioWords(rival.ratio);
  return side === "slower" || side === "unsure";
}

function lastCell(
  { change }: BenchmarkModel,
  { rival, columns, model }: { own: MeasuredCellModel; rival: Rival | null; columns: Columns; model: ReportModel },
): Html | null {
  if (columns.last === "none") return null;
  if (columns.last === "change") return html`<td class="number change">${change !== null && changeCell(change)}</td>`;
  if (rival === null) return html`<td class="number change"><span class="muted">alone</span></td>`;
  const { text, bounds, side } = ratioWords(rival.ratio);
  const look = side === "unsure" ? "doubt" : side;
  return html`
    <td
      class="number change ink-${look}">${SIDES[side]} ${text.replace(
        /^≈/,
        "",
      )}<small>${bounds}</small><small>${subjectTitle(model.subjects, rival.subject)}</small></td>
  `;
}

function changeCell({ verdict, change, metric }: ChangeModel): Html {
  const [look, sign, word] = VERDICTS[verdict];
  if (change === null) return html`<span class="ink-${look}">${sign} ${word}</span>`;
  const { text, bounds } = changeText(change);
  return html`
    <span
      class="ink-${look}">${sign} ${text} <span class="unseen">${word}</span><small>${bounds}</small>${metric?.unit ===
          "bytes" && html`<small>${ofMetric(metric)}</small>`}</span>
  `;
}

function ownCell({ cells }: BenchmarkModel, { subject }: ReportModel): MeasuredCellModel | null {
  return cells.find((cell): cell is MeasuredCellModel => cell.status === "measured" && cell.subject === subject) ??
    null;
}
