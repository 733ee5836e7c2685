/**
 * What one sees of a session that runs: the time, a bar for each suite, what is under way and what it takes so far.
 * Spans for lines; they are drawn and put in place by `live_progress.ts`.
 * @module
 */
import { counted, countText } from "../../../units/count.ts";
import { elapsedText, remainingText } from "../../../units/elapsed.ts";
import { isBounded, joinedText, measuredText } from "../number_text.ts";
import type { Face } from "./face.ts";
import { type Span, span } from "./line.ts";
import type { PartProgress, SessionTally, UnderWay } from "./session_tally.ts";
import { beginning, displayWidth } from "./width.ts";

/** Columns from which on there is room for longer bars. */
const WIDE = 110;
const BAR_COLUMNS = 20, WIDE_BAR_COLUMNS = 40;
/** Columns that a name, the counts and the failures take beside a bar. */
const BESIDE_BAR = 26;
/** Most columns of a suite's name. */
const LONGEST_NAME = 16;
/** Suites with a line of their own: more would not fit on a screen, and the last one shows the rest. */
const MOST_BARS = 10;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/**
 * Says how far a session is.
 *
 * @param tally What is known of it.
 * @param elapsedMs Time since it began, in milliseconds.
 * @param face The terminal.
 * @returns The lines, from the top.
 */
export function liveFrame(tally: SessionTally, elapsedMs: number, face: Face): readonly (readonly Span[])[] {
  const bars = barred(tally.parts);
  const nameColumns = Math.min(LONGEST_NAME, Math.max(0, ...bars.map(({ name }) => displayWidth(name))));
  const counts = Math.max(0, ...bars.map((part) => countsText(part).length));
  return [
    [...timeLine(tally.whole, elapsedMs), ...gradeSpans(tally.grade)],
    [],
    ...bars.map((part) => barLine(part, { nameColumns, counts, face })),
    [],
    ...underWayLines(tally.underWay),
  ];
}

function barred(parts: readonly PartProgress[]): readonly PartProgress[] {
  if (parts.length <= MOST_BARS) return parts;
  const rest = parts.slice(MOST_BARS - 1);
  const sum = (of: "done" | "planned" | "failed") => rest.reduce((total, part) => total + part[of], 0);
  const name = `${rest.length} others`;
  return [...parts.slice(0, MOST_BARS - 1), {
    name,
    done: sum("done"),
    planned: sum("planned"),
    failed: sum("failed"),
  }];
}

function timeLine({ done, planned, remainingMs }: SessionTally["whole"], elapsedMs: number): Span[] {
  const passed = [span(elapsedText(elapsedMs), "strong"), span(" elapsed")];
  if (planned === 0) return passed;
  const left = Number.isFinite(remainingMs) ? `, ${remainingText(remainingMs)} left` : "";
  return [...passed, span(left), span(`   ${countText(done)} of ${countText(planned)}`, "faint")];
}

/** Grades of machines on which differences that are not large may be the machine's. */
const NOISY_GRADES: ReadonlySet<string> = new Set(["D", "E", "F"]);

function gradeSpans(grade: SessionTally["grade"]): Span[] {
  if (grade === null) return [];
  return [span("   "), span(`machine grade ${grade}`, NOISY_GRADES.has(grade) ? "doubt" : "plain")];
}

interface BarRoom {
  readonly nameColumns: number;
  readonly counts: number;
  readonly face: Face;
}

function barLine(part: PartProgress, { nameColumns, counts, face }: BarRoom): Span[] {
  const wished = face.width >= WIDE ? WIDE_BAR_COLUMNS : BAR_COLUMNS;
  const columns = Math.max(4, Math.min(wished, face.width - nameColumns - BESIDE_BAR));
  const name = beginning(part.name, nameColumns);
  return [
    span(name + " ".repeat(nameColumns - displayWidth(name) + 2)),
    ...bar(part, columns, face),
    span(`  ${countsText(part).padStart(counts)}`),
    ...(part.failed === 0 ? [] : [span(`  ${countText(part.failed)} failed`, "slower")]),
  ];
}

function countsText({ done, planned }: PartProgress): string {
  return `${countText(done)}/${countText(planned)}`;
}

function bar({ done, planned }: PartProgress, columns: number, { charset }: Face): Span[] {
  const eighths = planned === 0 ? 0 : Math.floor(8 * columns * Math.min(1, done / planned));
  const full = Math.floor(eighths / 8);
  const part = charset === "unicode" ? EIGHTHS[eighths % 8]! : "";
  return [
    span("█".repeat(full) + part, "faster"),
    span("░".repeat(columns - full - part.length), "faint"),
  ];
}

/** A number stands only with its interval: before that, the line says what it waits for. */
function underWayLines(underWay: UnderWay | null): readonly Span[][] {
  if (underWay === null) return [];
  const { what, turn, soFar } = underWay;
  const first = [
    span("▸ ", "faster"),
    span(what, "strong"),
    span(turn === null ? "" : `  pass ${turn.number} of ${turn.of}`),
  ];
  if (soFar === null) return [first, [span("  no process of it is over yet", "faint")]];
  const { subject, value } = soFar;
  if (!isBounded(value)) {
    return [first, [span(`  ${counted(value.n, "process", "processes")} so far, too few for an interval`, "faint")]];
  }
  const percent = 100 * (value.hi - value.lo) / 2 / value.value;
  const sure = percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
  const text = `${joinedText(measuredText(value, "ns"))} ±${sure}%`;
  return [first, [span(`  ${subject} so far ${text}`), span(`, median of ${value.n} processes`, "faint")]];
}
