/**
 * A report on a terminal: what was run and how it ended, the suites, the frameworks side by side, the verdict
 * with what needs a look first, and what the numbers rest on.
 * @module
 */
import { counted, countText } from "../../../units/count.ts";
import { elapsedText } from "../../../units/elapsed.ts";
import type { MeasuredCellModel, NoiseModel, ReportModel } from "../model.ts";
import { percentText } from "../number_text.ts";
import { drawLabelled, drawMachine } from "./closing_lines.ts";
import { drawComparison } from "./comparison_tables.ts";
import { drawDerived } from "./derived_tables.ts";
import type { Face } from "./face.ts";
import { drawFrameworks } from "./framework_matrix.ts";
import { drawParagraph, span } from "./line.ts";
import { drawMetricTables } from "./metric_tables.ts";
import { drawOpened } from "./opened_benchmarks.ts";
import { drawSuites } from "./suite_tables.ts";
import { drawHeadlineOf, drawVerdict } from "./verdict_block.ts";

/** How much is told of each benchmark: a line, or also every figure of every subject. */
export type ReportDetail = "short" | "long";

/**
 * Draws a report.
 *
 * @param model The report.
 * @param face The terminal.
 * @param detail How much is told.
 * @returns The lines, none longer than the face is wide.
 */
export function drawReport(model: ReportModel, face: Face, detail: ReportDetail = "short"): string[] {
  const frameworks = drawFrameworks(model, face), { comparison = null } = model;
  return [
    ...drawTitle(model, face),
    ...drawHeadlineOf(model, face),
    "",
    ...drawSuites(model, face),
    ...drawDerived(model, face),
    ...(frameworks.length === 0 ? [] : ["", ...frameworks]),
    ...(comparison === null ? [] : drawComparison(comparison, face)),
    ...drawMetricTables(model, face),
    ...(detail === "long" ? drawOpened(model, face) : []),
    "",
    ...drawVerdict(model, face),
    ...drawMethod(model, face),
    ...drawMachine(model.machine, face),
    ...(model.noise === null ? [] : drawNoise(model.noise, face)),
  ];
}

function drawTitle({ session, suites, subjects }: ReportModel, face: Face): string[] {
  const tookMs = Date.parse(session.finishedAt) - Date.parse(session.startedAt);
  const benchmarks = suites.reduce((sum, suite) => sum + suite.benchmarks.length, 0);
  const facts = [
    session.profile.name,
    `seed ${session.seed}`,
    `${counted(benchmarks, "benchmark")}, ${counted(subjects.length, "subject")}`,
    elapsedText(tookMs),
  ];
  const interrupted = session.status === "interrupted" ? [span(" · "), span("interrupted", "doubt")] : [];
  return drawParagraph([
    span("puffinbench", "strong"),
    span(` ${session.tool.version} · ${facts.join(" · ")}`),
    ...interrupted,
  ], face);
}

/** How the numbers came about, and that the work was proved. */
function drawMethod({ suites }: ReportModel, face: Face): string[] {
  const measured = suites.flatMap(({ benchmarks }) =>
    benchmarks.flatMap(({ cells }) => cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured"))
  );
  if (measured.length === 0) return [];
  const processes = measured.map((cell) => cell.processes);
  const [fewest, most] = [Math.min(...processes), Math.max(...processes)];
  const range = fewest === most ? counted(most, "process", "processes") : `${fewest} to ${most} processes`;
  const samples = measured.reduce((sum, cell) => sum + cell.samples.length, 0);
  const provedRuns = measured.reduce((sum, cell) => sum + cell.provedRuns, 0);
  return [
    ...drawLabelled("Method", [
      span(`medians with 95% intervals over ${range} each, ${counted(samples, "sample")} in all`),
    ], face),
    ...drawLabelled("Proof", [span(`${countText(provedRuns)} runs recomputed and found right`)], face),
  ];
}

function drawNoise({ floor, bursts, tolerated }: NoiseModel, face: Face): string[] {
  const quiet = bursts.length === 0;
  const found = quiet ? "quiet" : `${counted(bursts.length, "burst")} beyond ±${percentText(tolerated)}`;
  return drawLabelled("Noise", [
    span(found, quiet ? "plain" : "doubt"),
    span(`, noise floor ±${percentText(floor)}`),
  ], face);
}
