/**
 * The rest of V7: objects of known size are allocated in each run of real processes: whether they are all counted,
 * and how far processes differ that do the same.
 * @module
 */
import { pathToFileURL } from "node:url";
import { robustDeviation } from "../../stats/mad.ts";
import { median } from "../../stats/median.ts";
import { forkMedians } from "../compare/fork_medians.ts";
import { COUNTER_LIMIT } from "./allocation_counter.ts";
import { benchmarksNamed, forksOf, measurePairs, REFERENCE, SHORT_PROFILE, whole } from "./pair_session.ts";
import { moduleDirectory, plantedModule } from "./planted_modules.ts";
import type { Findings, Scene } from "./scene.ts";

/** Objects of each run, and of each run of the arm that has ten times as many. */
const FEW = 1_000, MANY = 10_000;
/** Four fields behind V8's three words of an object, eight bytes each. */
const BYTES_PER_OBJECT = 8 * (3 + 4);
/** Share by which processes that do the same may differ. */
export const FORK_LIMIT = 0.003;

const allocating = (objects: number) =>
  `for (let i = 0; i < ${objects}; i++) kept[i & 7] = { a: i, b: run, c: 2, d: 3 };`;

/**
 * Measures processes that allocate a known amount.
 *
 * @param scene What checks share.
 * @returns Two lines: how far off the count is, and how far processes differ.
 * @throws {CheckBroken} If it cannot be measured.
 * @throws {CheckUnfinished} If it was stopped.
 */
export async function allocationForks(scene: Scene): Promise<Findings> {
  const pairs = scene.effort === "full" ? 30 : 6;
  await using modules = await moduleDirectory({
    "few-objects": plantedModule("few-objects", allocating(FEW)),
    "many-objects": plantedModule("many-objects", allocating(MANY)),
  });
  const urlOf = (name: string) => pathToFileURL(`${modules.path}/${name}.mjs`).href;
  const { benchmarks: [benchmark] } = whole(
    await measurePairs({
      title: "known objects",
      profile: { ...SHORT_PROFILE, sampleMs: 5, samplingBudgetMs: 60 },
      benchmarks: benchmarksNamed(["diamond/noop"]),
      reference: urlOf("few-objects"),
      arms: [{ id: "many", adapter: urlOf("many-objects") }],
      pairs,
      comparisons: 1,
    }, scene),
  );
  const bytes = (arm: string) => forksOf(benchmark!, arm).map((fork) => forkMedians(fork).allocatedBytes ?? NaN);
  const [few, many] = [bytes(REFERENCE), bytes("many")];
  // The difference of the two leaves out what the graph and the harness allocate besides.
  const counted = (median(many) - median(few)) / (MANY - FEW) / BYTES_PER_OBJECT;
  return {
    lines: [
      {
        id: "V7",
        what: "error of the allocation counter in worker processes",
        value: Math.abs(counted - 1),
        unit: "share",
        n: 2 * pairs,
        pass: { atMost: COUNTER_LIMIT },
      },
      {
        id: "V7",
        what: "robust deviation of allocated bytes between processes",
        value: robustDeviation(many) / median(many),
        unit: "share",
        n: pairs,
        pass: { atMost: FORK_LIMIT },
      },
    ],
  };
}
