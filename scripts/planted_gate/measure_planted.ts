/**
 * Measures comparisons with planted changes: one session in which PuffinFlow is set against itself, as it is and
 * slowed down by known amounts, in twice as many passes as a gate has pairs, so that the second half can confirm
 * what the first half suspected. Bytes are planted into plain code, as what it allocates otherwise is next to nothing.
 * @module
 */
import { pathToFileURL } from "node:url";
import { couplesOf, type ForkCouple, pairDifference } from "../../src/harness/compare/pair_differences.ts";
import { moduleDirectory, plantedModule } from "../../src/harness/selftest/planted_modules.ts";
import { RIVAL_RULES, type TwoArms } from "../../src/harness/selftest/rival_rules.ts";
import type { ArmPlan } from "../../src/harness/session/arm_plan.ts";
import type { Profile } from "../../src/harness/session/profile.ts";
import type { BenchmarkResult, Fork } from "../../src/harness/session/result.ts";
import { workerCommand } from "../../src/harness/session/self_command.ts";
import { runSession } from "../../src/harness/session/session.ts";
import type { Benchmark } from "../../src/harness/suites/benchmark.ts";
import { orchestration } from "../../src/harness/suites/orchestration.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import type { PlantedRecord } from "./planted_record.ts";

/** Changes that are planted into what is computed, in percent. */
export const PERCENTS: readonly number[] = [0, 2, 5, 10, 20];

/** How to measure. */
export interface PlantedPlan {
  readonly profile: Profile;
  /** Pairs of the gate. */
  readonly pairs: number;
  readonly seed: number;
}

const REFERENCE = "reference", SUBJECT = "puffinflow";
/** Numbers in the array that each run allocates: what else a run allocates is a fiftieth of it. */
const PLANTED_NUMBERS = 20_000;
const BYTES_PERCENT = 1;

/** Benchmarks that compute, numbered on from the first to the wanted one. */
function benchmarkAt(index: number, all: readonly Benchmark[]): Benchmark {
  const benchmark = all[index % all.length]!, round = Math.floor(index / all.length);
  return { ...benchmark, id: `${benchmark.id}-${round}`, seedName: `${benchmark.seedName}-${round}` };
}

/**
 * Measures one benchmark with all planted changes of processor time.
 *
 * @param index Number of the benchmark.
 * @param plan How to measure.
 * @returns A record for each change.
 */
export async function measureCpu(index: number, plan: PlantedPlan): Promise<PlantedRecord[]> {
  const computing = orchestration.benchmarks.filter(({ primaryClock }) => primaryClock === "cpu");
  const arms = PERCENTS.map((percent): ArmPlan => ({
    id: `+${percent}`,
    adapter: SUBJECT,
    ...(percent > 0 && { extraWorkPercent: percent }),
  }));
  const benchmark = benchmarkAt(index, computing);
  const result = await measured([{ id: REFERENCE, adapter: SUBJECT }, ...arms], { benchmark, plan, index });
  return PERCENTS.map((percent) => recordOf(result, { arm: `+${percent}`, percent, quantity: "cpu", plan }));
}

/**
 * Measures one benchmark with bytes planted, and with none.
 *
 * @param index Number of the benchmark.
 * @param plan How to measure.
 * @returns A record for each.
 */
export async function measureBytes(index: number, plan: PlantedPlan): Promise<PlantedRecord[]> {
  const moduleOf = (percent: number) =>
    plantedModule(`bytes-${percent}`, `kept[run & 7] = new Array(${PLANTED_NUMBERS * (1 + percent / 100)}).fill(run);`);
  await using modules = await moduleDirectory({ same: moduleOf(0), more: moduleOf(BYTES_PERCENT) });
  const adapterOf = (name: string) => pathToFileURL(`${modules.path}/${name}.mjs`).href;
  const arms = [REFERENCE, "+0", `+${BYTES_PERCENT}`].map((id): ArmPlan => ({
    id,
    adapter: adapterOf(id === `+${BYTES_PERCENT}` ? "more" : "same"),
  }));
  const diamond = orchestration.benchmarks.filter(({ id }) => id.endsWith("diamond/noop"));
  const result = await measured(arms, { benchmark: benchmarkAt(index, diamond), plan, index });
  return [0, BYTES_PERCENT].map((percent) =>
    recordOf(result, { arm: `+${percent}`, percent, quantity: "bytes", plan })
  );
}

interface MeasuredScene {
  readonly benchmark: Benchmark;
  readonly plan: PlantedPlan;
  readonly index: number;
}

async function measured(arms: ArmPlan[], { benchmark, plan, index }: MeasuredScene): Promise<BenchmarkResult> {
  const { benchmarks: [result] } = await runSession({
    profile: { ...plan.profile, forks: 2 * plan.pairs },
    benchmarks: [benchmark],
    arms,
    seed: (plan.seed + index) >>> 0,
    workerCommand: workerCommand({ entry: new URL("../../main.ts", import.meta.url).href }),
  });
  return result!;
}

interface RecordScene extends Pick<PlantedRecord, "percent" | "quantity"> {
  readonly arm: string;
  readonly plan: PlantedPlan;
}

function recordOf(benchmark: BenchmarkResult, { arm, percent, quantity, plan }: RecordScene): PlantedRecord {
  const couples = couplesOf({ reference: forksOf(benchmark, REFERENCE), candidate: forksOf(benchmark, arm) });
  const reading = quantity === "cpu" ? "cpuNs" : "allocatedBytes";
  const differences = couples.map((couple) => pairDifference(couple, reading) ?? 0);
  const random = randomFromSeed(plan.seed);
  // Other tools measure once: they get what the screen got.
  const arms = samplesOf(couples.slice(0, plan.pairs), reading);
  return {
    benchmark: benchmark.id,
    quantity,
    percent,
    screen: differences.slice(0, plan.pairs),
    confirm: differences.slice(plan.pairs),
    rivals: RIVAL_RULES.flatMap(({ flags }, rule) => flags(arms, random) ? [rule] : []),
  };
}

function forksOf({ id, cells }: BenchmarkResult, arm: string): readonly Fork[] {
  const cell = cells.find(({ subject }) => subject === arm);
  if (cell?.status === "measured") return cell.forks;
  throw new Error(`Cannot go on as ${arm} must be measured in ${id}: ${cell?.reason ?? "it is no subject"}`);
}

function samplesOf(couples: readonly ForkCouple[], reading: "cpuNs" | "allocatedBytes"): TwoArms {
  const perRun = (fork: Fork) => fork[reading].map((total) => Math.max(total, 1) / fork.batch);
  return {
    first: couples.map(({ reference }) => perRun(reference)),
    second: couples.map(({ candidate }) => perRun(candidate)),
  };
}
