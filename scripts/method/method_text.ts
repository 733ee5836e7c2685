/**
 * The whole of METHOD.md, before it is formatted. Every number in it is the constant that the code uses, or was
 * measured by a self-test.
 * @module
 */
import type { SelftestOutcome } from "../../src/harness/selftest/selftest_outcome.ts";
import { decidingPart } from "./deciding.ts";
import { limitsPart } from "./limits.ts";
import { measuringPart } from "./measuring.ts";
import { selftestPart } from "./selftest_part.ts";

const OPENING = `# How puffinbench measures

<!-- Written by scripts/write_method.ts from the constants of the code: change those, not this file. -->

On a busy machine the usual ways of benchmarking call identical code different more often than not. This page says what puffinbench computes instead, why, and where it ends. The rules are few: the process is the unit, arms are interleaved, tests are exact, alarms are confirmed, and work is proved before its time counts.`;

/**
 * Writes the document.
 *
 * @param outcome What a self-test found.
 * @returns Markdown, not yet formatted.
 */
export function methodText(outcome: SelftestOutcome): string {
  return `${[OPENING, measuringPart(), decidingPart(), selftestPart(outcome), limitsPart()].join("\n\n")}\n`;
}
