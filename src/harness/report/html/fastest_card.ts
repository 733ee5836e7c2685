/**
 * The card that answers which framework is fastest at what, and whether that is certain: certain wins of each, and
 * the benchmarks in which it is too close to tell.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { type FastestGroup, fastestGroups } from "../fastest.ts";
import type { ReportModel } from "../model.ts";
import { shortName, subjectTitle } from "../wording.ts";
import type { HrefOf } from "./anchors.ts";
import { type Html, html } from "./markup.ts";
import { nameHtml } from "./name_markup.ts";

/** Names of benchmarks that stand open in a row; the others are folded away. */
const MOST_NAMES = 8;

/**
 * Draws who is fastest.
 *
 * @param model The report.
 * @param hrefOf Address of a benchmark's row.
 * @returns The card; `null` where frameworks were not compared, or two builds of one were.
 */
export function fastestCard(model: ReportModel, hrefOf: HrefOf): Html | null {
  const groups = model.gate === null ? fastestGroups(model) : [];
  if (groups.length === 0) return null;
  const all = groups.reduce((sum, { benchmarkIds }) => sum + benchmarkIds.length, 0);
  return html`
    <div
      class="card">
      <h3>Which is fastest, and is that certain?</h3>
      <p
        class="caption">Certain: against every other framework the whole 95% interval of the ratio says so. Plain code takes no part.</p>
      <ul class="findings">${groups
        .map((group) => fastestRow(group, { model, hrefOf, all }))}</ul>
    </div>
  `;
}

function fastestRow(
  { subjects, benchmarkIds }: FastestGroup,
  { model, hrefOf, all }: { readonly model: ReportModel; readonly hrefOf: HrefOf; readonly all: number },
): Html {
  const isCertain = subjects.length === 1;
  const names = subjects.map((id, index) =>
    html`${index > 0 && " or "}<b>${nameHtml(subjectTitle(model.subjects, id))}</b>`
  );
  const links = benchmarkIds.map((id, index) =>
    html`${index > 0 && ", "}<a href="${hrefOf(id)}">${nameHtml(shortName(id))}</a>`
  );
  const [open, folded] = [links.slice(0, MOST_NAMES), links.slice(MOST_NAMES)];
  const look = !isCertain ? "doubt" : subjects[0] === model.subject ? "faster" : "slower";
  return html`<li><span class="sign ${look}" aria-hidden="true">${isCertain ? "✓" : "?"}</span><div><p>${names} ${
    isCertain ? "surely" : "too close to tell,"
  } in ${benchmarkIds.length} of ${counted(all, "benchmark")}</p><p class="advice">${open}${
    folded.length > 0 &&
    html`<details class="data"><summary>${folded.length} more</summary>${folded}</details>`
  }</p></div></li>`;
}
