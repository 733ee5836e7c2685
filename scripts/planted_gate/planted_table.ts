/**
 * What the gate makes of planted changes, and what the rules of other tools make of the same samples; and how often
 * a suite of unchanged code would have been red.
 * @module
 */
import { RIVAL_RULES } from "../../src/harness/selftest/rival_rules.ts";
import type { Random } from "../../src/random/random.ts";
import { clopperPearson } from "../../src/stats/clopper_pearson.ts";
import { type Change, verdictOf } from "../../src/stats/verdict.ts";
import type { PlantedRecord } from "./planted_record.ts";

/** Share of trials in which something happened. */
export interface Share {
  readonly found: number;
  readonly trials: number;
}

/** A row of the table: one planted change. */
export interface PlantedRow extends Pick<PlantedRecord, "quantity" | "percent"> {
  /** Comparisons that the gate calls regressed, by the smallest change that matters. */
  readonly regressed: readonly { readonly minEffect: number; readonly share: Share }[];
  /** Comparisons that it calls improved, by its strictest rule: the sign is wrong. */
  readonly improved: Share;
  /** Comparisons that other tools call changed, by the place of their rule. */
  readonly rivals: readonly { readonly rule: number; readonly share: Share }[];
}

/** Smallest changes that matter: those of the method, of a gate, and of allocated bytes. */
export const MIN_EFFECTS: Readonly<Record<PlantedRecord["quantity"], readonly number[]>> = {
  cpu: [0.02, 0.05],
  bytes: [0.005],
};
/** Rules of other tools that are shown: stored means 10 % apart, benchstat, criterion. */
const SHOWN: readonly number[] = RIVAL_RULES.flatMap(({ name }, rule) =>
  /^(means more than|benchstat|criterion)/.test(name) ? [rule] : []
);

/**
 * Counts what was found.
 *
 * @param records Comparisons, in any order.
 * @returns A row for each planted change.
 */
export function plantedRows(records: readonly PlantedRecord[]): PlantedRow[] {
  const groups = Map.groupBy(records, ({ quantity, percent }) => `${quantity} ${String(percent).padStart(3)}`);
  return [...groups].toSorted(([a], [b]) => a < b ? 1 : -1).toReversed().map(([, group]) => {
    const { quantity, percent } = group[0]!, trials = group.length;
    const effects = MIN_EFFECTS[quantity];
    const count = (change: Change, minEffect: number): Share => ({
      found: suiteVerdicts(group, minEffect).filter((verdict) => verdict === change).length,
      trials,
    });
    return {
      quantity,
      percent,
      regressed: effects.map((minEffect) => ({ minEffect, share: count("regressed", minEffect) })),
      improved: count("improved", effects[0]!),
      rivals: SHOWN.map((rule) => ({
        rule,
        share: { found: group.filter(({ rivals }) => rivals.includes(rule)).length, trials },
      })),
    };
  });
}

/** Suites of unchanged code that are red. */
export interface RedBuilds {
  readonly minEffect: number;
  /** The suite that was measured, once. */
  readonly measured: Share;
  /** Suites of as many benchmarks, drawn from what was measured, the arms of each pair exchanged by lot. */
  readonly drawn: Share;
}

/**
 * Counts red builds of unchanged code.
 *
 * @param records Comparisons with nothing planted, one or more.
 * @param draws How many suites to draw, of how many benchmarks, by the smallest change that matters.
 * @returns Suites with a confirmed regression.
 */
export function redBuilds(
  records: readonly PlantedRecord[],
  { suites, size, minEffect, random }: {
    readonly suites: number;
    readonly size: number;
    readonly minEffect: number;
    readonly random: Random;
  },
): RedBuilds {
  const isRed = (suite: readonly PlantedRecord[]) => suiteVerdicts(suite, minEffect).includes("regressed");
  const dealt = (differences: readonly number[]) => differences.map((d) => random.below(2) === 0 ? d : -d);
  const drawSuite = () =>
    Array.from({ length: size }, () => {
      const [one, other] = [0, 1].map(() => records[random.below(records.length)]!);
      return { ...one!, screen: dealt(one!.screen), confirm: dealt(other!.confirm) };
    });
  const red = Array.from({ length: suites }, drawSuite).filter(isRed).length;
  return { minEffect, measured: { found: isRed(records) ? 1 : 0, trials: 1 }, drawn: { found: red, trials: suites } };
}

/** Decides about a suite as the gate does: what the screen suspects is confirmed, at a level shared by the suspects. */
function suiteVerdicts(suite: readonly PlantedRecord[], minEffect: number): (Change | null)[] {
  const rules = { better: "lower", noiseFloor: 0, minEffect } as const;
  const screened = suite.map(({ screen }) => verdictOf(screen, { ...rules, stage: { kind: "screen" } }));
  const candidates = screened.filter(({ kind }) => kind === "candidate").length;
  return suite.map(({ confirm }, index) => {
    const verdict = screened[index]!;
    if (verdict.kind !== "candidate") return null;
    const { suspected } = verdict;
    const { kind } = verdictOf(confirm, { ...rules, stage: { kind: "confirm", candidates, suspected } });
    return kind === "regressed" || kind === "improved" ? kind : null;
  });
}

/**
 * Writes a share with its exact 95 % interval.
 *
 * @param share The share; of one trial or more.
 * @returns For example `97.5% [86.8, 99.9]`.
 */
export function shareText({ found, trials }: Share): string {
  const { value, lo, hi } = clopperPearson({ successes: found, trials });
  const percent = (share: number) => (100 * share).toFixed(1);
  return `${percent(value)}% [${percent(lo)}, ${percent(hi)}]`;
}

/** Columns of a share, and of one with its interval. */
const SHARE_WIDTH = 12, INTERVAL_WIDTH = 23, HEAD_WIDTH = 20;

/**
 * Writes the table: a line for each planted change, a column for each rule, and what the rules are.
 *
 * @param rows The rows.
 * @returns Lines.
 */
export function plantedLines(rows: readonly PlantedRow[]): string[] {
  return [...Map.groupBy(rows, ({ quantity }) => quantity)].flatMap(([quantity, group]) => {
    const effects = MIN_EFFECTS[quantity];
    const head = [
      `planted into ${quantity}`.padEnd(HEAD_WIDTH),
      ...effects.map((effect) => `gate, ${100 * effect} %`.padStart(INTERVAL_WIDTH)),
      "improved".padStart(SHARE_WIDTH),
      ...SHOWN.map((rule) => nameOf(rule).padStart(SHARE_WIDTH)),
    ];
    return [head.join(""), ...group.map(plantedLine), ""];
  }).concat([
    "gate, N %: confirmed as regressed by puffinbench, changes below N % left alone; improved: the same with the wrong sign",
    ...SHOWN.map((rule) => `${nameOf(rule)}: called changed by ${RIVAL_RULES[rule]!.name}`),
  ]);
}

function plantedLine({ percent, regressed, improved, rivals }: PlantedRow): string {
  return [
    `${percent === 0 ? "nothing" : `+${percent} %`}, ${improved.trials} times`.padEnd(HEAD_WIDTH),
    ...regressed.map(({ share }) => shareText(share).padStart(INTERVAL_WIDTH)),
    ...[improved, ...rivals.map(({ share }) => share)].map(({ found, trials }) =>
      `${(100 * found / trials).toFixed(1)}%`.padStart(SHARE_WIDTH)
    ),
  ].join("");
}

function nameOf(rule: number): string {
  return RIVAL_RULES[rule]!.name.startsWith("means") ? "10 % apart" : RIVAL_RULES[rule]!.name.split(":")[0]!;
}
