/**
 * What each framework adds to plain code that does the same: to a state without work, to one that computes, and how
 * much work a state needs before it no longer matters.
 * @module
 */
import { isControl } from "../../adapters/python_facts.ts";
import type { BenchmarkAnalysis } from "../../compare/benchmark_analysis.ts";
import {
  addedShare,
  type BesidePlainCode,
  besidePlainCode,
  breakEvenNs,
  COSTLY_SHARE,
} from "../../compare/break_even.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import { durationWords } from "./duration_words.ts";
import { isBounded, limitText, percentText } from "../number_text.ts";
import { shortName } from "../wording.ts";
import {
  type ComparisonCell,
  type ComparisonTable,
  type ComparisonUnit,
  estimateCell,
  noneCell,
  wordCell,
} from "./comparison_model.ts";

/** Work of a state for which the share of each framework is told, in nanoseconds. */
const WORK_NS = [1e4, 1e5, 1e6, 1e7] as const;
/** Share below which a difference does not matter to anybody. */
const NEGLIGIBLE = 0.01;

interface Scope {
  /** Graphs of the kernel in question. */
  readonly benchmarks: readonly BenchmarkAnalysis[];
  readonly titleOf: (subject: string) => string;
}

/**
 * Makes the tables.
 *
 * @param all All benchmarks of a session.
 * @param titleOf Names a subject.
 * @returns Those for which there is something.
 */
export function overheadTables(
  all: readonly BenchmarkAnalysis[],
  titleOf: (subject: string) => string,
): ComparisonTable[] {
  const graphs = all.filter(({ workload, rows }) =>
    workload.shape.kind !== "micro" && rows.some(({ subject }) => isControl(subject)) && rows.length > 1
  );
  const noop = { benchmarks: graphs.filter(({ workload }) => workload.kernel.kind === "noop"), titleOf };
  const cpu = { benchmarks: graphs.filter(({ workload }) => workload.kernel.kind === "cpu"), titleOf };
  const wait = { benchmarks: graphs.filter(({ workload }) => workload.kernel.kind === "wait"), titleOf };
  return [
    table(noop, {
      id: "overhead-per-state",
      title: "added to each state, over plain code",
      note: "No-op tasks, the same inputs: the difference of whole runs divided by their states.",
      unit: "ns",
      figure: (row) => row.overheadNsPerTask,
    }),
    table(cpu, shares("overhead-computing", "added to runs of computing tasks, in percent of plain code")),
    table(wait, shares("overhead-waiting", "added to runs of waiting tasks, in percent of plain code")),
    table(noop, {
      id: "break-even",
      title: `work per state at which a framework costs ${limitText(COSTLY_SHARE)}`,
      note:
        "By the overhead of no-op tasks, for tasks that share one thread. A negative bound: it costs less without any work.",
      unit: "ns",
      figure: (_row, runs) => runs === undefined ? null : breakEvenNs(runs),
    }),
    worstShares(noop),
  ].filter((found) => found !== null);
}

/**
 * Tells from how much work on the choice of a framework no longer matters for time.
 *
 * @param all All benchmarks of a session.
 * @param titleOf Names a subject.
 * @returns A sentence for each amount of work, or none where not all frameworks can be told.
 */
export function selectionFacts(all: readonly BenchmarkAnalysis[], titleOf: (subject: string) => string): string[] {
  const runs = all.filter(({ workload }) => workload.shape.kind !== "micro" && workload.kernel.kind === "noop")
    .flatMap((benchmark) => besidePlainCode(benchmark).map((one) => ({ ...one, benchmark: benchmark.id })));
  if (runs.length === 0) return [];
  const subjects = new Set(runs.map(({ subject }) => subject)).size;
  return WORK_NS.flatMap((workNs) => {
    const added = runs.map((one) => ({ ...one, share: addedShare(one, workNs) }));
    const worst = added.toSorted((a, b) => b.share.hi - a.share.hi)[0]!;
    if (!isBounded(worst.share)) return [];
    const amount = durationWords(workNs);
    if (worst.share.hi < NEGLIGIBLE) {
      return [`At ${amount} of work per state all ${subjects} frameworks add less than ${limitText(NEGLIGIBLE)}.`];
    }
    const above = new Set(added.filter(({ share }) => share.lo >= COSTLY_SHARE).map(({ subject }) => titleOf(subject)));
    if (above.size === 0) return [];
    return [
      `At ${amount} of work per state ${listText([...above])} add${above.size === 1 ? "s" : ""} ` +
      `${limitText(COSTLY_SHARE)} or more to some graph; the most is ${percentText(worst.share.value)}, ` +
      `by ${titleOf(worst.subject)} to ${shortName(worst.benchmark)}.`,
    ];
  });
}

interface Plan {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly unit: ComparisonUnit;
  readonly figure: (
    row: Extract<BenchmarkAnalysis["rows"][number], { status: "measured" }>,
    runs: BesidePlainCode | undefined,
  ) => Estimate | null;
}

function shares(id: string, title: string): Plan {
  return {
    id,
    title,
    note: "The same inputs for all. Below 0 where a framework is quicker than the plain code; nothing is clamped.",
    unit: "share",
    figure: (_row, runs) => runs === undefined ? null : addedShare(runs, 0),
  };
}

function table({ benchmarks, titleOf }: Scope, { id, title, note, unit, figure }: Plan): ComparisonTable | null {
  const subjects = subjectsOf(benchmarks);
  if (subjects.length === 0) return null;
  const runs = new Map(benchmarks.map((benchmark) => [benchmark.id, besidePlainCode(benchmark)]));
  return lengthwise({
    id,
    title,
    rowHeading: "Framework",
    columns: benchmarks.map(graphName),
    rows: subjects.map((subject) => ({
      name: titleOf(subject),
      cells: benchmarks.map((benchmark): ComparisonCell => {
        const row = benchmark.rows.find((candidate) => candidate.subject === subject);
        if (row === undefined) return noneCell("did not take part");
        if (row.status !== "measured") return wordCell(STATUS_WORDS[row.status], "faint", row.reason);
        const own = runs.get(benchmark.id)!.find((candidate) => candidate.subject === subject);
        return estimateCell(figure(row, own), unit, "plain code has no time beside it");
      }),
    })),
    note,
  });
}

/** A graph's name without its kernel, which is the table's; what else is in the name stays. */
function graphName({ id, workload }: BenchmarkAnalysis): string {
  return shortName(id).replace(`/${workload.kernel.kind}`, "");
}

/** Turns a table that has more columns than rows: pages are longer than wide. */
function lengthwise(table: ComparisonTable): ComparisonTable {
  const { columns, rows } = table;
  if (columns.length <= rows.length) return table;
  return {
    ...table,
    rowHeading: "Graph",
    columns: rows.map(({ name }) => name),
    rows: columns.map((name, index) => ({ name, cells: rows.map(({ cells }) => cells[index]!) })),
  };
}

const STATUS_WORDS = {
  invalid: "invalid",
  failed: "failed",
  unavailable: "–",
  unsupported: "n/a",
  interrupted: "stopped",
} as const;

/** The largest share of each framework over all graphs, for some amounts of work. */
function worstShares({ benchmarks, titleOf }: Scope): ComparisonTable | null {
  const runs = benchmarks.flatMap((benchmark) =>
    besidePlainCode(benchmark).map((one) => ({ ...one, benchmark: benchmark.id }))
  );
  const bySubject = Map.groupBy(runs, ({ subject }) => subject);
  if (bySubject.size === 0) return null;
  return {
    id: "share-at-work",
    title: "what is left of the overhead when each state works for",
    rowHeading: "Framework",
    columns: WORK_NS.map(durationWords),
    rows: [...bySubject].map(([subject, ofSubject]) => ({
      name: titleOf(subject),
      cells: WORK_NS.map((workNs): ComparisonCell => {
        const shares = ofSubject.map((one) => addedShare(one, workNs));
        return estimateCell(shares.toSorted((a, b) => b.value - a.value)[0] ?? null, "share");
      }),
    })),
    note: "The most that each adds to any graph, in percent of plain code, by its overhead for no-op tasks: what to " +
      "expect, not what was measured.",
  };
}

function subjectsOf(benchmarks: readonly BenchmarkAnalysis[]): string[] {
  return [...new Set(benchmarks.flatMap(({ rows }) => rows.map(({ subject }) => subject)))]
    .filter((subject) => !isControl(subject));
}

/** Titles have commas of their own. */
function listText(titles: readonly string[]): string {
  const before = titles.slice(0, -1).join("; ");
  return before === "" ? titles[0]! : `${before} and ${titles.at(-1)}`;
}
