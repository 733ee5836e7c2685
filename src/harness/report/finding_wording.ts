/**
 * The sentences about findings, one template for each kind, in parts that HTML, Markdown and terminal set in
 * their own type. What there is to tell is decided in `findings.ts` and `change_findings.ts`.
 * @module
 */
import { counted } from "../../units/count.ts";
import type { Estimate } from "../../stats/estimate.ts";
import type { Subject } from "../session/result.ts";
import { bottleneckText } from "./bottleneck_wording.ts";
import type { ChangeFinding, ChangeModel, ChangePattern, ReportFinding } from "./model.ts";
import { type FindingText, interval, intervalOf, name, type Phrase, plain, point } from "./finding_phrase.ts";
import { checkName, checkNumber } from "./check_wording.ts";
import type { DuelFinding, MissingFinding, NoisyFinding } from "./findings.ts";
import type { MetricLossFinding } from "./metric_table.ts";
import { loadText, metricHeading, metricTableWords } from "./metric_wording.ts";
import { changeText, joinedText, measuredText, ratioWords } from "./number_text.ts";
import { ofMetric } from "./verdict_wording.ts";
import { subjectTitle } from "./wording.ts";

export type { FindingText, FindingTone, Phrase } from "./finding_phrase.ts";

/** What names are looked up in. */
export interface FindingNames {
  readonly subjects: readonly Subject[];
  /** Id of the subject whose report it is. */
  readonly subject: string;
  /** Ids of all benchmarks of the session. */
  readonly benchmarkIds: readonly string[];
}

/** Most characters shown of a reason; the saved result has all of it. */
const LONGEST_REASON = 240;
/** Benchmarks named before the rest are counted. */
const MOST_NAMES = 4;

const PATTERNS: Readonly<Record<ChangePattern, string | null>> = {
  "every-run": "Every percentile moved by about the same share: each run pays.",
  "the-tail": "High percentiles moved more than low ones: the tail pays.",
  "unknown": null,
};

/**
 * Words a finding.
 *
 * @param finding The finding.
 * @param names What names are looked up in.
 * @returns The sentence in parts, and what follows from it.
 */
export function findingText(finding: ReportFinding, names: FindingNames): FindingText {
  switch (finding.kind) {
    case "lost":
    case "undecided":
      return duelText(finding, names);
    case "metric-lost":
      return metricLossText(finding, names);
    case "changed":
      return changedText(finding);
    case "missing":
      return missingText(finding, names);
    case "dominates":
    case "limit-missed":
    case "grows":
      return bottleneckText(finding);
    case "fixed-plan":
      return {
        ...doubt(
          point(`${counted(finding.iterations, "run")} a process`),
          plain(" were asked for: the plan did not adapt to how fast they are, nor to how much they vary."),
        ),
        advice: "Without --iterations each benchmark gets the runs that it needs.",
      };
    case "noisy":
      return noisyText(finding);
    case "interrupted":
      return {
        ...doubt(
          point("Interrupted"),
          plain(`: ${finding.cells} of ${counted(finding.allCells, "cell")} had too few processes by then.`),
        ),
        advice: "Run the same command again with --resume to measure the rest.",
      };
    case "unsteady":
      return {
        ...doubt(
          point(`${finding.cells} of ${counted(finding.measuredCells, "cell")}`),
          plain(" were not shown to be steady when their warm-up ended."),
        ),
        advice: "A longer profile warms up for longer.",
      };
  }
}

/**
 * Joins the parts of a sentence.
 *
 * @param sentence The parts.
 * @returns The sentence as plain text.
 */
export function sentenceText(sentence: readonly Phrase[]): string {
  return sentence.map(({ text }) => text).join("");
}

function duelText({ kind, benchmarkId, rival, ratio }: DuelFinding, { subjects, subject }: FindingNames): FindingText {
  const own = subjectTitle(subjects, subject), other = subjectTitle(subjects, rival);
  const { text, bounds } = ratioWords(ratio);
  if (kind === "lost") {
    const sentence = [
      name(benchmarkId),
      plain(`: ${own} is `),
      point(text),
      plain(` than ${other}`),
      ...intervalOf(bounds),
      plain("."),
    ];
    return { tone: "slower", glyph: "▲", sentence, advice: null };
  }
  const why = bounds === null ? ` (${counted(ratio.n, "process", "processes")} only)` : ` (${bounds}×)`;
  return {
    ...doubt(
      name(benchmarkId),
      plain(": "),
      point("can’t tell"),
      plain(` ${own} from ${other}`),
      interval(why),
      plain("."),
    ),
    advice: "More processes would settle it: --profile standard or gate.",
  };
}

function metricLossText(
  { table, column, load, rival, own, other }: MetricLossFinding,
  names: FindingNames,
): FindingText {
  const { subjects, subject } = names;
  const figure = [metricHeading(column), loadText(load)].filter((text) => text !== "").join(" ");
  const written = (estimate: Estimate) => {
    const text = measuredText(estimate, column.unit);
    return { value: joinedText(text), half: text.halfWidth === null ? "" : ` ${text.halfWidth}` };
  };
  const [mine, best] = [written(own), written(other)];
  const sentence = [
    plain(
      `${metricTableWords(table.kind).title}, ${figure}, of ${table.graph.title}: ${
        subjectTitle(subjects, subject)
      } has `,
    ),
    point(mine.value),
    interval(mine.half),
    plain(`, ${subjectTitle(subjects, rival)} `),
    point(best.value),
    interval(best.half),
    plain("."),
  ];
  return { tone: "slower", glyph: "▲", sentence, advice: null };
}

function changedText({ benchmarkId, change, pattern }: ChangeFinding): FindingText {
  const { verdict, pairsNeeded, metric } = change;
  const size = change.change === null ? null : changeText(change.change);
  if (verdict === "slower") {
    const sentence = [name(benchmarkId), ...grownBy(change), ...intervalOf(size?.bounds ?? null), plain(".")];
    return {
      tone: "slower",
      glyph: "▲",
      sentence,
      advice: joined(beforeAndNow(change), PATTERNS[pattern]),
    };
  }
  if (verdict === "invalid") {
    const sentence = [name(benchmarkId), plain(" has "), point("no valid comparison"), plain(" with the baseline.")];
    return { tone: "lost", glyph: "✗", sentence, advice: null };
  }
  return {
    ...doubt(
      name(benchmarkId),
      plain(": "),
      point("can’t tell"),
      plain(` whether it changed${ofMetric(metric)}`),
      ...intervalOf(size?.bounds ?? null),
      plain("."),
    ),
    advice: pairsNeeded === null ? null : `About ${counted(pairsNeeded, "pair")} of processes would settle it.`,
  };
}

/** By a share, or by a factor where that reads more easily. */
function grownBy({ change, metric }: ChangeModel): Phrase[] {
  const size = change === null ? "an unknown share" : changeText(change).text.replace(/^\+/, "");
  const factor = /^(.*×) slower$/.exec(size)?.[1];
  if (metric?.unit === "bytes") {
    return factor === undefined
      ? [plain(" allocates more by "), point(size)]
      : [plain(" allocates "), point(`${factor} as much`)];
  }
  return factor === undefined ? [plain(" became slower by "), point(size)] : [plain(" became "), point(size)];
}

function beforeAndNow({ before, now, metric }: ChangeModel): string | null {
  if (before === null || now === null) return null;
  const text = (estimate: Estimate) => joinedText(measuredText(estimate, metric?.unit ?? "ns"));
  return `${text(before)} before, ${text(now)} now.`;
}

function missingText({ subject, status, reason, benchmarkIds }: MissingFinding, names: FindingNames): FindingText {
  const shown = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
  const isEverywhere = benchmarkIds.length === names.benchmarkIds.length && benchmarkIds.length > 1;
  const listed = benchmarkIds.slice(0, MOST_NAMES).flatMap((id, index) =>
    index === 0 ? [name(id)] : [plain(", "), name(id)]
  );
  const more = benchmarkIds.length > MOST_NAMES ? [plain(` and ${benchmarkIds.length - MOST_NAMES} more`)] : [];
  const isSevere = status === "invalid" || status === "failed";
  const where = isEverywhere ? [plain("all benchmarks")] : [...listed, ...more];
  const title = subjectTitle(names.subjects, subject);
  if (status === "unsupported") {
    const sentence = [plain(`${title} `), point("takes no part"), plain(" in "), ...where, plain(".")];
    return { tone: "doubt", glyph: "!", sentence, advice: shown };
  }
  return {
    tone: isSevere ? "lost" : "doubt",
    glyph: isSevere ? "✗" : "!",
    sentence: [
      plain(`${title} has `),
      point(`no time (${status})`),
      plain(" in "),
      ...where,
      plain("."),
    ],
    advice: shown,
  };
}

function noisyText({ checks }: NoisyFinding): FindingText {
  const doubts = checks.flatMap(({ id, value, limit }) =>
    value.value === null ? [] : [`${checkName(id)} ${checkNumber(limit.unit, value.value)}`]
  );
  return {
    ...doubt(point("The machine was busy"), plain(`: ${doubts.join(", ")}.`)),
    advice: "puffinbench doctor says more.",
  };
}

function doubt(...sentence: readonly Phrase[]): Pick<FindingText, "tone" | "glyph" | "sentence"> {
  return { tone: "doubt", glyph: sentence.some(({ text }) => text === "can’t tell") ? "?" : "!", sentence };
}

function joined(...sentences: readonly (string | null)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(" ");
}
