/**
 * Section 0: may I merge, and what must I look at? The gate, one sentence, how the rows ended, four numbers
 * to judge all others by, and the findings with the worst first.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { findingText, type FindingTone, type Phrase } from "../finding_wording.ts";
import { headlineOf } from "../headline.ts";
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { limitText, percentText } from "../number_text.ts";
import { shortName, subjectTitle } from "../wording.ts";
import { benchmarksOf, type HrefOf, rowAnchor } from "./anchors.ts";
import { fastestCard } from "./fastest_card.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";
import { outcomes } from "./outcome_strip.ts";

const FINDING_LOOKS: Readonly<Record<FindingTone, string>> = { slower: "slower", doubt: "doubt", lost: "slower" };
const STRIP_HEIGHT = 34;
/** Findings that stand open; the others are folded away. */
const MOST_OPEN = 6;

/**
 * Draws the summary.
 *
 * @param model The report.
 * @param hrefOf Address of a benchmark's row. @default on the same page
 * @returns The section's content.
 */
export function section(
  model: ReportModel,
  hrefOf: HrefOf = (id) => `#${rowAnchor(model, id)}`,
): Html {
  const headline = headlineOf(model);
  return html`
    <div class="card verdict">${gatePill(model)}<p class="headline">${headline.sentence.map(({ text, tone }) =>
      tone === "plain" ? text : html`<span class="ink-${tone}">${text}</span>`
    )}</p>${outcomes(headline.counts, STRIP_HEIGHT)}</div><div
      class="tiles">${tiles(model)}</div>${findings(model, hrefOf)}${fastestCard(model, hrefOf)}
  `;
}

function gatePill({ gate, session, grade }: ReportModel): Html | null {
  if (session.status === "interrupted" && gate === null) {
    return html`<span class="pill doubt">! The session was interrupted</span>`;
  }
  const machine = machinePill(grade);
  if (gate === null) return machine;
  const { outcome, counts, limit, isPaired } = gate;
  const texts = {
    passed: `✓ Gate passed: nothing is slower by ${limitText(limit)}`,
    failed: `▲ Gate failed: ${counts.slower} over the ±${limitText(limit)} limit`,
    undecided: `? Gate undecided: ${counts.undecided} cannot be told`,
    invalid: `✗ Gate invalid: ${counts.invalid} could not be compared`,
  };
  const looks = { passed: "faster", failed: "slower", undecided: "doubt", invalid: "slower" };
  return html`<p class="pills"><span class="pill ${looks[outcome]}">${texts[outcome]}${
    !isPaired && " (advisory: not measured side by side)"
  }</span> ${machine}</p>`;
}

/** Grades with which differences that are not large may be the machine's. */
const NOISY_GRADES: ReadonlySet<string | null> = new Set(["D", "E", "F"]);

function machinePill(grade: ReportModel["grade"]): Html | null {
  if (!NOISY_GRADES.has(grade)) return null;
  return html`<span class="pill doubt">! Machine grade ${grade}: it was busy, only large differences mean anything</span>`;
}

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly meaning: string;
}

function tiles(model: ReportModel): Html {
  const shown = [noiseTile(model), smallestTile(model), ratingTile(model), fastestTile(model)];
  return html`${
    shown.filter((tile) => tile !== null).map(({ name, value, unit, meaning }) =>
      html`
        <div class="tile">
          <div class="tile-name">${name}</div>
          <div class="tile-value">${value} <small>${unit}</small></div>
          <div class="tile-meaning">${meaning}</div>
        </div>
      `
    )
  }`;
}

function noiseTile({ noise, grade, checks }: ReportModel): Tile | null {
  const wanting = checks.filter(({ verdict }) => verdict === "doubtful" || verdict === "bad").length;
  const state = wanting === 0
    ? "All checks of the machine are good."
    : `${counted(wanting, "check")} of the machine not good.`;
  if (noise === null) {
    return grade === null ? null : { name: "Machine grade", value: grade, unit: "A is best", meaning: state };
  }
  const bursts = noise.bursts.length === 0 ? "no burst" : counted(noise.bursts.length, "burst");
  return {
    name: "Machine noise floor",
    value: `±${percentText(noise.floor)}`,
    unit: grade === null ? "" : `grade ${grade}`,
    meaning: `With ${bursts}. ${state}`,
  };
}

/** By the changes where there are any, else by the intervals of the subject's medians. */
function smallestTile(model: ReportModel): Tile | null {
  const seen = benchmarksOf(model).flatMap((benchmark) => {
    const own = ownCell(benchmark, model);
    const half = own === null ? null : (own.value.hi - own.value.lo) / 2 / own.value.value;
    const smallest = benchmark.change?.smallestSeen ?? half;
    return smallest === null || !Number.isFinite(smallest) ? [] : [{ id: benchmark.id, smallest }];
  }).toSorted((a, b) => a.smallest - b.smallest);
  const [typical, worst] = [seen[Math.floor(seen.length / 2)], seen.at(-1)];
  if (typical === undefined || worst === undefined) return null;
  return {
    name: "Smallest change we could see",
    value: percentText(typical.smallest),
    unit: "typically",
    meaning: `${percentText(worst.smallest)} at worst: ${shortName(worst.id)}.`,
  };
}

function ratingTile(model: ReportModel): Tile | null {
  const ratings = benchmarksOf(model).flatMap((benchmark) => ownCell(benchmark, model)?.rating ?? []);
  if (ratings.length === 0) return null;
  const words = ["outstanding", "excellent", "good", "acceptable", "poor"] as const;
  const counts = words.map((word) => [word, ratings.filter((rating) => rating.word === word).length] as const);
  const met = ratings.filter(({ level }) => level >= 3).length;
  return {
    name: "Ratings met",
    value: String(met),
    unit: `of ${ratings.length} good or better`,
    meaning: counts.filter(([, count]) => count > 0).map(([word, count]) => `${count} ${word}`).join(" · "),
  };
}

/** Not where two builds are compared: which of them is faster is what the changes say. */
function fastestTile(model: ReportModel): Tile | null {
  if (model.gate?.isPaired) return null;
  const contested = benchmarksOf(model).filter(({ cells, fastest }) =>
    fastest !== null && cells.filter(({ status }) => status === "measured").length > 1
  );
  if (contested.length === 0) return null;
  const won = contested.filter(({ fastest }) => fastest === model.subject).length;
  const others = Map.groupBy(contested.filter(({ fastest }) => fastest !== model.subject), ({ fastest }) => fastest!);
  const losses = [...others].map(([id, rows]) =>
    `${subjectTitle(model.subjects, id)} in ${rows.map((row) => shortName(row.id)).slice(0, 3).join(", ")}`
  );
  return {
    name: `${subjectTitle(model.subjects, model.subject)} has the lowest median`,
    value: `${won} of ${contested.length}`,
    unit: "benchmarks",
    meaning: losses.length === 0 ? "Among the frameworks; plain code is no framework." : `${losses.join("; ")}.`,
  };
}

function ownCell({ cells }: BenchmarkModel, { subject }: ReportModel): MeasuredCellModel | null {
  return cells.find((cell): cell is MeasuredCellModel => cell.status === "measured" && cell.subject === subject) ??
    null;
}

function findings(model: ReportModel, hrefOf: HrefOf): Html {
  if (model.findings.length === 0) {
    return html`
      <div class="card">
        <h3>What needs your attention</h3>
        <p class="caption">Nothing: no loss, no failure, no doubt.</p>
      </div>
    `;
  }
  const [open, folded] = [model.findings.slice(0, MOST_OPEN), model.findings.slice(MOST_OPEN)];
  const list = (some: ReportModel["findings"]) =>
    html`<ul class="findings">${some.map((finding) => item(finding, { model, hrefOf }))}</ul>`;
  return html`<div class="card"><h3>What needs your attention</h3>${list(open)}${
    folded.length > 0 &&
    html`<details class="data"><summary>${counted(folded.length, "more finding")}</summary>${list(folded)}</details>`
  }</div>`;
}

function item(
  finding: ReportModel["findings"][number],
  { model, hrefOf }: { readonly model: ReportModel; readonly hrefOf: HrefOf },
): Html {
  const names = {
    subjects: model.subjects,
    subject: model.subject,
    benchmarkIds: benchmarksOf(model).map(({ id }) => id),
  };
  const { tone, glyph, sentence, advice } = findingText(finding, names);
  const phrase = ({ text, role, benchmarkId }: Phrase) => {
    if (benchmarkId !== null) return html`<a href="${hrefOf(benchmarkId)}">${nameHtml(text)}</a>`;
    return role === "point" ? html`<b>${text}</b>` : html`<span class="${role}">${text}</span>`;
  };
  return html`<li><span class="sign ${FINDING_LOOKS[tone]}" aria-hidden="true">${glyph}</span><div><p>${
    sentence.map(phrase)
  }</p>${advice !== null && html`<p class="advice">${advice}</p>`}</div></li>`;
}
