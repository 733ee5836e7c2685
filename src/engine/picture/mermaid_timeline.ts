/**
 * Runs as Mermaid Gantt charts: what was done when, and what side by side.
 * @module
 */
import { mermaidText } from "./mermaid_text.ts";
import type { AttemptTrace, RunTrace, TaskTrace } from "./run_trace.ts";
import { timeText } from "./time_text.ts";

/**
 * Draws a run as a Mermaid Gantt chart: a section for each state, a bar for each attempt, red where it failed; gaps
 * between the bars of one task are the waits of its backoff. Bars are whole milliseconds, since Mermaid knows no
 * smaller ones; the text beside each bar says how long it really took.
 *
 * @param trace The run.
 * @returns Mermaid text.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { recordRun, toMermaidTimeline } from "puffinflow/picture";
 *
 * const greeting = agent("greeting").state("greet", () => "hello");
 * const timeline = toMermaidTimeline(await recordRun(greeting.start()));
 * if (!timeline.includes("section greet")) throw new Error(timeline);
 * ```
 */
export function toMermaidTimeline(trace: RunTrace): string {
  const sections = Map.groupBy(trace.tasks, ({ path, state }) => [...path, state].join(" / "));
  const lines = [
    "gantt",
    `  title ${mermaidText(`${trace.agent}: ${trace.status} in ${timeText(trace.durationMs)}`)}`,
    "  dateFormat x",
    "  axisFormat %Q ms",
    ...[...sections].flatMap(([section, tasks]) => sectionLines(section, tasks)),
  ];
  return lines.join("\n") + "\n";
}

function sectionLines(section: string, tasks: readonly TaskTrace[]): string[] {
  return [`  section ${mermaidText(section)}`, ...tasks.flatMap((task) => taskLines(task))];
}

function taskLines(task: TaskTrace): string[] {
  return task.attempts.map((attempt, at) => {
    const isLast = at === task.attempts.length - 1, outcome = isLast ? task.outcome : "failed";
    const text = [
      ...(task.index === undefined ? [] : [`task ${task.index}`]),
      ...(task.visit === 1 ? [] : [`visit ${task.visit}`]),
      ...(task.attempts.length === 1 ? [] : [`attempt ${at + 1}`]),
      ...(outcome === "completed" ? [] : [outcome]),
      timeText(attempt.endMs - attempt.startMs),
    ].join(", ");
    return `  ${mermaidText(text)} :${TAGS[outcome] ?? "crit"}, ${barOf(attempt)}`;
  });
}

/** Mermaid's words for the colours of bars; all others went wrong. */
const TAGS: Readonly<Partial<Record<TaskTrace["outcome"], string>>> = { completed: "done", cancelled: "active" };

/** Start and length, never so short that there is nothing to see. */
function barOf({ startMs, endMs }: AttemptTrace): string {
  const fromMs = Math.floor(startMs);
  return `${fromMs}, ${Math.max(1, Math.ceil(endMs) - fromMs)}ms`;
}
