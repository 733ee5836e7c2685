/**
 * Reports with hostile text in every place that comes from a result file, and texts that are hostile to at least
 * one form of a report.
 * @module
 */
import fc from "fast-check";
import type { BenchmarkModel, CellModel, ReportModel } from "../../../src/harness/report/model.ts";
import { reportModel } from "../../golden/report_model.ts";

/** Texts that are more than text to somebody. */
export const HOSTILE_TEXTS: readonly string[] = [
  "<script>alert(1)</script>",
  "</script></details></summary>--><!--",
  "]]>&<b a='1' c=\"2\">",
  "a|b\n| --- |\r\n# heading\t`code` **bold** _it_ ~~s~~",
  "[link](https://example.org) ![img](x) <https://example.org> www.example.org",
  "@everyone #1 :tada: GH-1 $x^2$ \\| \\",
  '=HYPERLINK("https://example.org";"x")',
  "+1-2",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1",
  "＝1+1",
  'quote " and \\ and {label="x"} 1\n# EOF\nother 1',
  "::error title=x::y\n::set-output name=a::b %0A",
  "```\nrm -rf /\n```",
  "'; rm -rf / #",
  "\x1b[2J\x1b]0;title\x07\x00\x9b",
  "\u202etxet\u2066\u200b\ufeff",
  "\ud800 lone, \uffff none, \u2028 line",
  "長い名前 ".repeat(20),
  "x".repeat(10_000),
];

/**
 * Makes hostile texts and any others.
 *
 * @returns The arbitrary.
 */
export function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.tuple(fc.constantFrom(...HOSTILE_TEXTS), fc.string()).map(([hostile, any]) => any + hostile),
  );
}

/**
 * Makes a report with a text in every place that comes from outside.
 *
 * @param text The text.
 * @returns The report; ids are the text with a number, so that they stay apart.
 */
export function hostileModel(text: string): ReportModel {
  const model = reportModel({ samples: 8 });
  const { session, machine, gate } = model;
  return {
    ...model,
    session: {
      ...session,
      id: text,
      argv: [text, "--seed", text],
      profile: { ...session.profile, name: text },
      tool: { ...session.tool, version: text, commit: { value: text } },
    },
    machine: {
      ...machine,
      cpu: { ...machine.cpu, model: { value: text } },
      os: { ...machine.os, distribution: { value: text } },
      hostId: { value: text },
    },
    subjects: model.subjects.map((subject) => ({ ...subject, title: text })),
    checks: model.checks.map((check) =>
      check.kind === "measured"
        ? { ...check, value: { value: null, why: text } }
        : { ...check, value: { value: null, why: text } }
    ),
    findings: model.findings.map((finding) => finding.kind === "missing" ? { ...finding, reason: text } : finding),
    suites: model.suites.map((suite) => ({
      id: text,
      title: text,
      benchmarks: suite.benchmarks.map((benchmark, index) => hostileBenchmark(benchmark, text, index)),
    })),
    gate: gate === null ? null : { ...gate, against: text },
    history: model.history.map((history) => ({
      ...history,
      title: text,
      points: history.points.map((point) => ({ ...point, label: text })),
    })),
    resultSha256: text,
  };
}

function hostileBenchmark(benchmark: BenchmarkModel, text: string, index: number): BenchmarkModel {
  return {
    ...benchmark,
    id: `${text}/${index}${text}`,
    suite: text,
    title: text,
    meaning: text,
    cells: benchmark.cells.map((cell): CellModel => cell.status === "measured" ? cell : { ...cell, reason: text }),
  };
}
