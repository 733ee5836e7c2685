/**
 * A whole session on a terminal: what was run and how it ended, the tables, the verdict with the worst
 * first, and what the numbers rest on.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText } from "../../../units/elapsed.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { drawAcrossLanguages } from "./across_languages.ts";
import { drawBenchmarkTables } from "./benchmark_tables.ts";
import { drawMachine, drawMethod } from "./closing_lines.ts";
import type { Face } from "./face.ts";
import { drawParagraph, span } from "./line.ts";
import { drawMetricTables } from "./metric_tables.ts";
import { drawFindings, drawHeadline } from "./verdict.ts";

/**
 * Draws the report of a session.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines, none longer than the face is wide.
 */
export function drawSessionReport(analysis: SessionAnalysis, face: Face): string[] {
  const headline = drawHeadline(analysis, face);
  return [
    ...drawTitle(analysis, face),
    ...headline,
    "",
    ...drawBenchmarkTables(analysis, face),
    ...drawAcrossLanguages(analysis, face),
    ...drawMetricTables(analysis, face),
    "",
    ...headline,
    ...drawFindings(analysis, face),
    ...drawMethod(analysis, face),
    ...drawMachine(analysis.machine, face),
  ];
}

function drawTitle({ session, benchmarks, subjects }: SessionAnalysis, face: Face): string[] {
  const tookMs = Date.parse(session.finishedAt) - Date.parse(session.startedAt);
  const facts = [
    session.profile.name,
    `seed ${session.seed}`,
    `${counted(benchmarks.length, "benchmark")}, ${counted(subjects.length, "subject")}`,
    elapsedText(tookMs),
  ];
  const interrupted = session.status === "interrupted" ? [span(" · "), span("interrupted", "doubt")] : [];
  return drawParagraph([
    span("puffinbench", "strong"),
    span(` ${session.tool.version} · ${facts.join(" · ")}`),
    ...interrupted,
  ], face);
}
