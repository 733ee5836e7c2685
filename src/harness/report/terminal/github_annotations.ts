/**
 * What needs a look as commands to a workflow run of GitHub, which shows them above its log.
 * @module
 */
import { findingText, sentenceText } from "../finding_wording.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { ReportModel } from "../model.ts";

/** GitHub shows ten of a kind for each step and drops the rest. */
const MOST_ANNOTATIONS = 10;
const LONGEST_MESSAGE = 300;

/**
 * Writes annotations: an error for each change to the worse, invalid work or failure, the worst first.
 *
 * @param model The report.
 * @returns Lines for the standard output or error of a step.
 */
export function githubAnnotations({ findings, suites, subjects, subject }: ReportModel): string[] {
  const benchmarkIds = suites.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
  const errors = findings.filter((finding) => {
    if (finding.kind === "changed") return finding.change.verdict === "slower" || finding.change.verdict === "invalid";
    return finding.kind === "missing" && (finding.status === "failed" || finding.status === "invalid");
  });
  return errors.slice(0, MOST_ANNOTATIONS).map((finding) => {
    const { sentence } = findingText(finding, { subjects, subject, benchmarkIds });
    return `::error title=puffinbench::${escaped(sentenceText(sentence))}`;
  });
}

/** A percent sign begins an escape; harmless text has no line break that could begin another command. */
function escaped(text: string): string {
  return shortened(inertText(text), LONGEST_MESSAGE).replaceAll("%", "%25");
}
