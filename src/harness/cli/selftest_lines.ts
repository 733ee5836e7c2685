/**
 * A self-test as lines of a terminal: figure, limit and n in columns, what was measured in words behind them; then
 * how often each rule called identical code changed.
 * @module
 */
import { counted, countText } from "../../units/count.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawParagraph, type Span, span } from "../report/terminal/line.ts";
import { passes, type PassLine, type SelftestLine } from "../selftest/selftest_line.ts";
import { isPassed } from "../selftest/selftest.ts";
import type { SelftestOutcome } from "../selftest/selftest_outcome.ts";

/** Forty columns in all: words that go on in the next line begin there, which is as far in as a paragraph may be set. */
const WIDTHS = { mark: 5, id: 3, figure: 10, limit: 15, n: 7 } as const;
/** What stands before a check that has no figures, or not all of them. */
const MARKS: Readonly<Record<SelftestOutcome["missing"][number]["kind"], Span>> = {
  broken: span("FAIL ", "slower"),
  unfinished: span("part ", "doubt"),
  skipped: span("skip ", "faint"),
};
const INDENT = Object.values(WIDTHS).reduce((sum, width) => sum + width, 0);
/** What is less is as good as nothing. */
const SMALLEST_SHARE = 1e-5;
/** Columns of a rate with its interval. */
const RATE_WIDTH = 22;

/**
 * Draws a self-test.
 *
 * @param outcome What was found.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawSelftest(outcome: SelftestOutcome, face: Face): string[] {
  const { lines, missing, alarmRates } = outcome;
  return [
    ...drawParagraph(headSpans(), face),
    ...lines.flatMap((line) => drawParagraph(lineSpans(line), face, INDENT)),
    ...grouped(missing).flatMap(([{ ids, kind, why }, titles]) =>
      drawParagraph([MARKS[kind], span(`${ids.join(", ")}  ${titles.join(", ")}: ${why}`)], face, INDENT)
    ),
    ...(alarmRates.length === 0 ? [] : drawRates(outcome, face)),
    ...drawParagraph([closing(outcome)], face),
  ];
}

/** Checks that are missing for the same reason, with the titles of all of them. */
function grouped(missing: SelftestOutcome["missing"]): [SelftestOutcome["missing"][number], string[]][] {
  const groups = Map.groupBy(missing, ({ ids, kind, why }) => JSON.stringify([ids, kind, why]));
  return [...groups.values()].map((group) => [group[0]!, group.map(({ title }) => title)]);
}

function headSpans(): Span[] {
  const { mark, id, figure, limit, n } = WIDTHS;
  const head = "".padEnd(mark + id) + "figure".padStart(figure - 2) + "  " + "limit".padEnd(limit) + "n".padEnd(n);
  return [span(`${head}what was measured`, "faint")];
}

function lineSpans(line: SelftestLine): Span[] {
  const mark = passes(line) ? span("pass ", "faster") : span("FAIL ", "slower");
  const figure = figureText(line, line.value).padStart(WIDTHS.figure - 2);
  const limit = limitText(line).padEnd(WIDTHS.limit), n = shortCount(line.n).padEnd(WIDTHS.n);
  return [mark, span(`${line.id.padEnd(WIDTHS.id)}${figure}  ${limit}${n}${line.what}${soFar(line)}`)];
}

/** A million has more digits than there is room for, and none of them matters. */
function shortCount(n: number): string {
  return n < 1e6 ? countText(n) : `${Number((n / 1e6).toPrecision(3))}M`;
}

function soFar({ n, planned }: SelftestLine): string {
  return planned === undefined ? "" : ` (${countText(n)} of ${countText(planned)} so far)`;
}

/**
 * Writes a figure of a line.
 *
 * @param line Whose unit it is in.
 * @param value The figure, or one of its bounds.
 */
export function figureText({ unit }: Pick<SelftestLine, "unit">, value: number): string {
  switch (unit) {
    case "share":
      return value > 0 && value < SMALLEST_SHARE ? "<0.001%" : `${Number((100 * value).toPrecision(3))}%`;
    case "nanoseconds":
      return `${Number(value.toPrecision(3))} ns`;
    case "count":
      return countText(value);
  }
}

/**
 * Writes the limits of a line.
 *
 * @param line The line.
 * @returns For example `at most 7%` or `92% to 98%`.
 */
export function limitText(line: Pick<SelftestLine, "unit"> & { readonly pass: PassLine }): string {
  const { atLeast, atMost } = line.pass;
  const text = (bound: number) => figureText(line, bound);
  if (atLeast === undefined) return atMost === undefined ? "" : `at most ${text(atMost)}`;
  return atMost === undefined ? `at least ${text(atLeast)}` : `${text(atLeast)} to ${text(atMost)}`;
}

function drawRates({ alarmRates, spinners }: SelftestOutcome, face: Face): string[] {
  const n = alarmRates[0]!.rate.n;
  const title = `Identical code that is called changed, of ${counted(n, "comparison")} by wall time beside ` +
    `${counted(spinners, "spinning thread")}, with exact 95 % intervals:`;
  return [
    "",
    ...drawParagraph([span(title, "strong")], face),
    ...alarmRates.flatMap(({ rule, rate: { value, lo, hi } }, index) => {
      const share = (part: number) => `${(100 * part).toFixed(1)}%`;
      const rate = `${share(value).padStart(6)}  ${share(lo)} to ${share(hi)}`.padEnd(RATE_WIDTH);
      return drawParagraph([span(`${rate}  `), span(rule, index === 0 ? "strong" : "plain")], face, RATE_WIDTH + 2);
    }),
    "",
  ];
}

function isUnfinished({ kind }: SelftestOutcome["missing"][number]): boolean {
  return kind === "unfinished";
}

function closing(outcome: SelftestOutcome): Span {
  const { lines, missing, elapsedMs } = outcome;
  const broken = missing.filter(({ kind }) => kind === "broken").length;
  const failed = lines.filter((line) => !passes(line)).length + broken;
  const seconds = `${countText(Math.round(elapsedMs / 1_000))} s`;
  const asked = counted(lines.length + broken, "line"), unfinished = missing.filter(isUnfinished).length;
  const open = unfinished === 0 ? "" : `; ${counted(unfinished, "check")} not finished`;
  if (isPassed(outcome)) return span(`${asked} measured in ${seconds}: all keep their limits${open}`, "faster");
  return span(`${asked} measured in ${seconds}: ${countText(failed)} failed${open}`, "slower");
}
