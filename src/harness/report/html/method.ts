/**
 * Section 9: how was it measured, and can I repeat it? The command, the data to take away, and what each
 * figure means.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { MeasuredCellModel, ReportModel } from "../model.ts";
import { limitText } from "../number_text.ts";
import { benchmarksOf } from "./anchors.ts";
import { type Html, html } from "./markup.ts";
import type { PageExtent } from "./page_extent.ts";

/**
 * Draws method and data.
 *
 * @param model The report.
 * @param extent Whether the samples are there.
 * @returns The section's content.
 */
export function section(model: ReportModel, { samples }: PageExtent): Html {
  return html`
    <div class="pair">
      <div class="card">
        <h3>Run it again</h3>
        <p class="caption">Same benchmarks, same order, same limits.</p>
        <pre tabindex="0">${commandOf(model)}</pre>
        <p class="caption">${planText(model)}</p>
      </div>
      <div class="card">
        <h3>Take the data</h3>
        <p
          class="caption">${samples === "kept" &&
            "Samples are embedded here, sorted and rounded to 0.1%. "}The result file has all of them in full and in run order${model
                .resultSha256 !== null && html`; its SHA-256 is <code class="hash">${model.resultSha256}</code>`}.</p>
        <p
          class="js-only buttons">${samples === "kept" && html`
            <button type="button" id="take-json">Samples (JSON)</button>
          `}<button type="button" id="take-csv">Summary (CSV)</button> <button type="button" id="copy-markdown">Copy as Markdown</button></p>
      </div>
    </div>
    <div class="card">
      <h3>How to read the figures</h3>
      <dl class="spec">${definitions(model).map(([name, text]) =>
        html`
          <dt>${name}</dt>
          <dd>${text}</dd>
        `
      )}</dl>
    </div>
  `;
}

function commandOf({ session }: ReportModel): string {
  const hasSeed = session.argv.some((word) => word === "--seed" || word.startsWith("--seed="));
  const words = hasSeed ? session.argv : [...session.argv, "--seed", String(session.seed)];
  return ["puffinbench", ...words].map((word) =>
    /^[\w@%+=:,.\/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
  )
    .join(" ");
}

function planText(model: ReportModel): string {
  const { profile, tool } = model.session;
  const cells = benchmarksOf(model).flatMap(({ cells }) =>
    cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured")
  );
  const samples = cells.reduce((sum, cell) => sum + cell.samples.length, 0);
  const runs = cells.reduce((sum, cell) => sum + cell.provedRuns, 0);
  return `Profile ${profile.name}: ${counted(profile.forks, "process", "processes")} for each cell, ${
    counted(samples, "sample")
  } in all. ${counted(runs, "run")} recomputed and found right. puffinbench ${tool.version}${
    tool.commit.value === null ? "" : `, commit ${tool.commit.value}`
  }.`;
}

function definitions({ gate, subjects }: ReportModel): readonly (readonly [string, string])[] {
  const limit = limitText(gate?.limit ?? 0.05);
  const always: readonly (readonly [string, string])[] = [
    [
      "Median ±",
      "The middle of the medians of fresh processes. ± is half of its distribution-free 95% interval over processes, never over samples of one process. Fewer than 6 processes give no interval.",
    ],
    ["Spread", "Samples of all processes together: how much runs differ, not how sure the median is."],
    ["Percentiles", "Shown only with at least five samples beyond them: p99 needs 500, p99.9 needs 5,000."],
    ["Overhead", "Time per task beyond plain promises that do the same work, measured in the same pass."],
  ];
  const comparison: readonly (readonly [string, string])[] = subjects.length < 2 ? [] : [
    [
      "Ratio",
      "Time divided by the reference’s, over processes that were alive together, always at least 1 with the direction in words.",
    ],
  ];
  const change: readonly (readonly [string, string])[] = gate === null ? [] : [
    [
      "Change",
      `Slower or faster: the interval excludes 0 and the change is at least ${limit}. Same: the whole interval is within ±${limit}. Can’t tell: neither.`,
    ],
  ];
  return [...always, ...comparison, ...change];
}
