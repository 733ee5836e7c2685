/**
 * The checks there are, in the order in which they run: what needs no processes first, what takes longest last.
 * @module
 */
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { allocationCounter } from "./allocation_counter.ts";
import { allocationForks } from "./allocation_forks.ts";
import { crossCheck, KERNELS } from "./cross_check.ts";
import { faultyAdapters } from "./faulty_adapters.ts";
import { goldenNumbers } from "./golden_numbers.ts";
import { identicalCode } from "./identical_code.ts";
import { intervalCoverage } from "./interval_coverage.ts";
import { killedGate } from "./killed_gate.ts";
import { oddSamples } from "./odd_samples.ts";
import { coordinatedOmission } from "./omission.ts";
import { orderAttack } from "./order_attack.ts";
import { plantedSlowdowns } from "./planted_slowdowns.ts";
import type { Findings, Scene } from "./scene.ts";
import type { SelftestId } from "./selftest_line.ts";
import { trendAlarms } from "./trend_alarms.ts";

/** Something that is measured of the tool itself. */
export interface Check {
  /** What is tried, as a phrase: names the check in a journal, so each has another. */
  readonly title: string;
  /** Ids of the lines that it gives. */
  readonly ids: readonly SelftestId[];
  /**
   * Makes the check.
   *
   * @throws {CheckBroken} If it cannot be made.
   * @throws {CheckSkipped} If this build or this effort does without it.
   */
  readonly run: (scene: Scene) => Findings | Promise<Findings>;
}

/** All checks. */
export const CHECKS: readonly Check[] = [
  { title: "statistics beside other programs", ids: ["V5"], run: () => ({ lines: goldenNumbers() }) },
  {
    title: "intervals of synthetic pairs",
    ids: ["V3"],
    run: ({ seed, effort }) => ({ lines: intervalCoverage(randomFromSeed(seed), effort) }),
  },
  {
    title: "odd samples",
    ids: ["V8"],
    run: ({ seed, effort }) => ({ lines: oddSamples(randomFromSeed(seed), effort) }),
  },
  {
    title: "trends",
    ids: ["V12"],
    run: ({ seed, effort }) => ({ lines: trendAlarms(randomFromSeed(seed), effort) }),
  },
  { title: "load on a system that stops", ids: ["V6"], run: async () => ({ lines: await coordinatedOmission() }) },
  { title: "allocation counter", ids: ["V7"], run: () => ({ lines: allocationCounter() }) },
  { title: "known objects", ids: ["V7"], run: allocationForks },
  { title: "faulty adapters", ids: ["V10"], run: faultyAdapters },
  { title: "killed gate", ids: ["V9"], run: killedGate },
  { title: "order attack", ids: ["V11"], run: (scene) => orderAttack(scene) },
  { title: "planted slowdowns", ids: ["V2", "V3"], run: (scene) => plantedSlowdowns(scene) },
  { title: "identical code", ids: ["V1", "V3"], run: (scene) => identicalCode(scene) },
  ...KERNELS.map((kernel): Check => ({
    title: `other tools on a call of ${kernel}`,
    ids: ["V4"],
    run: (scene) => crossCheck(kernel, scene),
  })),
];
