/**
 * Shows what the gate finds: +2, +5, +10 and +20 % of planted work and none, 40 benchmarks each, and +1 % of planted
 * bytes; beside it what the rules of other tools make of the same samples, and how often unchanged code is red.
 *
 * It takes hours, so it works off one benchmark after another, keeps each in a file of lines and goes on from there:
 * `deno run -A scripts/planted_gate.ts --output planted.ndjson --budget 20m`, as often as it takes. `--benchmarks`
 * and `--pairs` make it smaller, `--profile quick` coarser; the table says of how many benchmarks it is.
 * @module
 */
import { parseArgs } from "node:util";
import { FALSE_ALARM_LIMITS } from "../src/harness/selftest/false_alarms.ts";
import { PROFILES } from "../src/harness/session/profile.ts";
import { randomFromSeed } from "../src/random/xoshiro128.ts";
import { measureBytes, measureCpu, PERCENTS, type PlantedPlan } from "./planted_gate/measure_planted.ts";
import { type PlantedRecord, plantedRecordSchema } from "./planted_gate/planted_record.ts";
import { plantedLines, plantedRows, redBuilds, shareText } from "./planted_gate/planted_table.ts";
import { fail, print } from "./print.ts";

const SUITES = 2_000;
const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const { values } = parseArgs({
  options: {
    output: { type: "string", default: "planted_gate.ndjson" },
    budget: { type: "string", default: "1000h" },
    benchmarks: { type: "string", default: "40" },
    pairs: { type: "string", default: "15" },
    profile: { type: "string", default: "gate" },
    seed: { type: "string", default: "1" },
  },
});

function budgetMs(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  if (amount === undefined) {
    throw new Error(`Cannot use --budget as it must be like 20m or 2h: current value is "${text}"`);
  }
  return Number(amount) * UNITS_MS[unit!]!;
}

function known(path: string): PlantedRecord[] {
  try {
    const lines = Deno.readTextFileSync(path).split("\n").filter((line) => line !== "");
    return lines.map((line) => plantedRecordSchema.parse(JSON.parse(line)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Works off what is not in the file yet, until the budget is used up. */
async function measureAll(plan: PlantedPlan, count: number): Promise<PlantedRecord[]> {
  const records = known(values.output), endMs = performance.now() + budgetMs(values.budget);
  const done = (quantity: PlantedRecord["quantity"]) =>
    new Set(records.filter((record) => record.quantity === quantity).map(({ benchmark }) => benchmark)).size;
  for (const [quantity, measure] of [["cpu", measureCpu], ["bytes", measureBytes]] as const) {
    for (let index = done(quantity); index < count && performance.now() < endMs; index++) {
      const startedMs = performance.now();
      const found = await measure(index, plan);
      Deno.writeTextFileSync(values.output, found.map((record) => `${JSON.stringify(record)}\n`).join(""), {
        append: true,
      });
      records.push(...found);
      print(`${quantity} ${index + 1} of ${count}: ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
    }
  }
  return records;
}

if (import.meta.main) {
  const profile = Object.values(PROFILES).find(({ name }) => name === values.profile) ?? PROFILES.gate;
  const plan: PlantedPlan = { profile, pairs: Number(values.pairs), seed: Number(values.seed) };
  const count = Number(values.benchmarks);
  const records = await measureAll(plan, count);
  for (const line of plantedLines(plantedRows(records))) print(line);
  const unchanged = records.filter(({ quantity, percent }) => quantity === "cpu" && percent === PERCENTS[0]);
  for (const minEffect of unchanged.length === 0 ? [] : [0.02, 0.05]) {
    const random = randomFromSeed(plan.seed);
    const { measured, drawn } = redBuilds(unchanged, { suites: SUITES, size: count, minEffect, random });
    const text = `red builds of ${count} unchanged benchmarks, changes below ${100 * minEffect} % left alone: ` +
      `${measured.found} of ${measured.trials} measured; ${
        shareText(drawn)
      } of ${drawn.trials} drawn from ${unchanged.length}`;
    if (drawn.found / drawn.trials > FALSE_ALARM_LIMITS.suites) fail(text);
    else print(text);
  }
}
