/**
 * A report as JUnit XML, for what shows test results: a test suite for each suite, a test case for each
 * benchmark. A benchmark fails when it got slower or its work was not what was agreed on; one that broke is an
 * error, one that nobody measured is skipped, and one that cannot be told passes and says so.
 * @module
 */
import type { BenchmarkModel, CellModel, ReportModel, SuiteModel } from "../model.ts";
import { joinedText, measuredText } from "../number_text.ts";
import { changeSentence } from "../verdict_wording.ts";
import { subjectTitle } from "../wording.ts";
import { type XmlElement, xmlText } from "./xml_text.ts";

/** How a test case ends. */
type Ending = "failure" | "error" | "skipped" | "passed";

/** Why a test case does not pass, worst kind first. */
interface Complaint {
  readonly ending: Exclude<Ending, "passed">;
  /** A word for machines. */
  readonly type: string;
  readonly message: string;
}

/** A test case with how it ended, to be counted. */
interface TestCase {
  readonly element: XmlElement;
  readonly ending: Ending;
  readonly seconds: number;
}

const NS_PER_S = 1e9;
const WORST_FIRST: readonly Complaint["ending"][] = ["failure", "error", "skipped"];

/**
 * Writes a report as JUnit XML.
 *
 * @param model The report.
 * @returns The document.
 */
export function junitReport(model: ReportModel): string {
  const suites = model.suites.map((suite) => ({ suite, cases: suite.benchmarks.map((row) => testCase(row, model)) }));
  return xmlText({
    name: "testsuites",
    attributes: { name: "puffinbench", ...totals(suites.flatMap(({ cases }) => cases)) },
    content: suites.map(({ suite, cases }) => suiteElement(suite, cases, model)),
  });
}

function suiteElement({ id }: SuiteModel, cases: readonly TestCase[], { session }: ReportModel): XmlElement {
  return {
    name: "testsuite",
    attributes: { name: id, ...totals(cases), timestamp: session.startedAt.replace(/\.\d+Z$/, "Z") },
    content: cases.map(({ element }) => element),
  };
}

function totals(cases: readonly TestCase[]): Record<string, string | number> {
  const count = (wanted: Ending) => cases.filter(({ ending }) => ending === wanted).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: secondsText(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

function testCase(benchmark: BenchmarkModel, model: ReportModel): TestCase {
  const complaints = complaintsOf(benchmark, model).toSorted((a, b) => rankOf(a) - rankOf(b));
  const [worst] = complaints;
  const seconds = secondsOf(benchmark, model);
  const ending: XmlElement[] = worst === undefined ? [] : [{
    name: worst.ending,
    attributes: worst.ending === "skipped" ? { message: worst.message } : { type: worst.type, message: worst.message },
    content: worst.ending === "skipped" ? [] : complaints.map(({ message }) => message),
  }];
  const element: XmlElement = {
    name: "testcase",
    attributes: {
      classname: benchmark.suite,
      name: `${benchmark.title} (${benchmark.id})`,
      time: secondsText(seconds),
    },
    content: [...ending, { name: "system-out", content: outputLines(benchmark, model) }],
  };
  return { element, ending: worst?.ending ?? "passed", seconds };
}

function rankOf({ ending }: Complaint): number {
  return WORST_FIRST.indexOf(ending);
}

function complaintsOf(benchmark: BenchmarkModel, model: ReportModel): Complaint[] {
  return [
    ...changeComplaints(benchmark, model),
    ...benchmark.cells.flatMap((cell) => cellComplaints(cell, model)),
    ...missingComplaints(benchmark, model),
  ];
}

function changeComplaints({ change }: BenchmarkModel, { gate }: ReportModel): Complaint[] {
  if (change?.verdict !== "slower" && change?.verdict !== "invalid") return [];
  const against = gate === null ? "" : `, against ${gate.against}`;
  return [{ ending: "failure", type: change.verdict, message: `${changeSentence(change)}${against}` }];
}

function cellComplaints(cell: CellModel, { subjects }: ReportModel): Complaint[] {
  if (cell.status !== "invalid" && cell.status !== "failed") return [];
  const message = `${subjectTitle(subjects, cell.subject)} ${cell.status}: ${cell.reason}`;
  return [{ ending: cell.status === "invalid" ? "failure" : "error", type: cell.status, message }];
}

/** A benchmark without a time of the report's own subject has shown nothing. */
function missingComplaints({ cells }: BenchmarkModel, { subject, subjects }: ReportModel): Complaint[] {
  const own = cells.find((cell) => cell.subject === subject);
  if (own?.status === "measured") return [];
  const reason = own === undefined ? "did not take part" : `${own.status}: ${own.reason}`;
  return [{ ending: "skipped", type: "not-measured", message: `${subjectTitle(subjects, subject)} ${reason}` }];
}

/** What a person would look at: the time of each subject, and what became of the change. */
function outputLines({ cells, change }: BenchmarkModel, { subjects }: ReportModel): string[] {
  const times = cells.map((cell) => {
    const name = subjectTitle(subjects, cell.subject);
    if (cell.status !== "measured") return `${name}: ${cell.status}`;
    const text = measuredText(cell.value, cell.metric.unit);
    return `${name}: ${joinedText(text)}${text.halfWidth === null ? " (no interval)" : ` ${text.halfWidth}`}`;
  });
  return change === null ? times : [...times, `against the baseline: ${changeSentence(change)}`];
}

/** The headline as a duration, where it is one. */
function secondsOf({ cells }: BenchmarkModel, { subject }: ReportModel): number {
  const own = cells.find((cell) => cell.subject === subject);
  return own?.status === "measured" && own.metric.unit === "ns" ? own.value.value / NS_PER_S : 0;
}

/** Seconds as a decimal number: readers of JUnit know no exponents. */
function secondsText(seconds: number): string {
  return seconds.toFixed(9);
}
