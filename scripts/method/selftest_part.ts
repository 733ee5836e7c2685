/**
 * The part of METHOD.md about the self-test: what one found, line by line, from the file that it wrote.
 * @module
 */
import { figureText, limitText } from "../../src/harness/cli/selftest_lines.ts";
import { RIVAL_RULES } from "../../src/harness/selftest/rival_rules.ts";
import { passes } from "../../src/harness/selftest/selftest_line.ts";
import type { SelftestOutcome } from "../../src/harness/selftest/selftest_outcome.ts";
import { percent, table } from "./number_words.ts";

/**
 * Writes the part.
 *
 * @param outcome What a self-test found.
 */
export function selftestPart(outcome: SelftestOutcome): string {
  const { effort, seed, startedAt, lines, missing } = outcome;
  const kind = effort === "full"
    ? "a full self-test"
    : "a reduced self-test (its limits are widened by what chance does to so few trials)";
  return [
    "## The method, measured",
    `\`puffinbench selftest\` measures the tool itself: false alarms on identical code beside threads that keep the machine busy, power on planted slowdowns, coverage of intervals, recovery from \`kill -9\`, faulty adapters. With \`--full\` it takes hours and holds the figures to the limits that the method was made for; without, about a minute. The table is that of ${kind} on ${
      startedAt.slice(0, 10)
    } with seed ${seed}.`,
    table(
      ["", "what was measured", "figure", "limit", "n", ""],
      lines.map((line) => [
        line.id,
        line.what,
        figureText(line, line.value),
        limitText(line),
        line.n.toLocaleString("en"),
        passes(line) ? "pass" : "**fail**",
      ]),
    ),
    ...missing.map(({ ids, title, kind, why }) =>
      `Not ${kind === "unfinished" ? "finished" : "measured"}: ${ids.join(", ")}, ${title}: ${why}.`
    ),
    ...ratesPart(outcome),
  ].join("\n\n");
}

function ratesPart({ alarmRates }: SelftestOutcome): string[] {
  if (alarmRates.length === 0) return [];
  return [
    `How often the rules of this and other tools call identical code changed, on the same wall times of ${
      alarmRates[0]!.rate.n
    } comparisons. The rules are applied as each tool does; only the rule is tried, not the tool around it.`,
    table(
      ["rule", "called changed", "exact 95 % interval"],
      alarmRates.map(({ rule, rate: { value, lo, hi } }) => [rule, percent(value), `${percent(lo)} to ${percent(hi)}`]),
    ),
    "Where those rules come from:",
    RIVAL_RULES.map(({ source }) => `- ${source}`).join("\n"),
  ];
}
