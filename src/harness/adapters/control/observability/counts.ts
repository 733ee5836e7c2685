/**
 * Numbers in variables, lists and maps instead of metrics, and a template instead of an export.
 * @module
 */
import { lookAt, movedSeries, textOf } from "../../../workload/micro/exported_text.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import {
  BUCKET_BOUNDS,
  BURST,
  foldCounts,
  LABEL_VALUES,
  observedValue,
  RECORDING_TASKS,
  SERIES_LIMIT,
  seriesIndex,
  userOf,
} from "../../../workload/micro/recordings.ts";
import { turnStep } from "../../../workload/micro/turns.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";

/** What a run counts. */
interface Counting {
  readonly operations: number;
  readonly seed: number;
}

/** Makes a program of what counts and says what it has counted. */
function program(count: (counting: Counting) => Iterable<number>) {
  return ({ operations, did }: MicroTask): Prepared => ({
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      const numbers = count({ operations, seed });
      did(operations);
      return foldCounts(seed, numbers);
    },
  });
}

/** Observations per bucket and their sum. */
class Spread {
  readonly counts = new Array<number>(BUCKET_BOUNDS.length + 1).fill(0);
  sum = 0;

  observe(value: number): void {
    let bucket = 0;
    while (bucket < BUCKET_BOUNDS.length && value > BUCKET_BOUNDS[bucket]!) bucket++;
    this.counts[bucket]!++;
    this.sum += value;
  }
}

function noSeries(): number[] {
  return new Array<number>(LABEL_VALUES ** 2).fill(0);
}

const one = program(({ operations }) => {
  const counter = { value: 0 };
  for (let operation = 0; operation < operations; operation++) counter.value++;
  return [counter.value];
});

/** A map whose size has a limit; what is beyond it is counted in one number. */
const limited = program(({ operations, seed }) => {
  const counts = new Map<number, number>();
  let others = 0;
  const count = (user: number) => {
    const before = counts.get(user);
    if (before === undefined && counts.size >= SERIES_LIMIT) others++;
    else counts.set(user, (before ?? 0) + 1);
  };
  for (let operation = 0; operation < operations; operation++) count(userOf(seed, operation));
  for (let known = 0; known < SERIES_LIMIT; known++) count(userOf(seed, known));
  return [...[...counts].flat(), others, others, others];
});

function inTurns({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      let value = seed, turn = 0, counted = 0;
      await Promise.all(Array.from({ length: RECORDING_TASKS }, async (_, task) => {
        for (let operation = 0; operation < operations / RECORDING_TASKS; operation++) {
          counted++;
          value = turnStep(value, task, turn++);
          await undefined;
        }
      }));
      did(turn);
      return nextStep(value, counted);
    },
  };
}

function template({ operations, did }: MicroTask): Prepared {
  const values = Array.from({ length: operations }, (_, index) => index);
  return {
    // deno-lint-ignore require-await -- As above.
    async run(seed) {
      const { index, value } = movedSeries(seed, operations);
      values[index] = value;
      const text = textOf(values);
      values[index] = index;
      did(operations);
      return lookAt(text, seed, operations);
    },
  };
}

/** Programs by scenario. */
export const countedByHand: MicroPrograms = {
  counter: one,
  gauge: one,
  histogram: program(({ operations, seed }) => {
    const spread = new Spread();
    for (let operation = 0; operation < operations; operation++) spread.observe(observedValue(seed, operation));
    return [...spread.counts, spread.sum];
  }),
  "labels-lookup": program(({ operations, seed }) => {
    const counts = new Map<string, number>();
    for (let operation = 0; operation < operations; operation++) {
      const series = seriesIndex(seed, operation),
        key = `${Math.floor(series / LABEL_VALUES)}/${series % LABEL_VALUES}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return noSeries().map((_, series) =>
      counts.get(`${Math.floor(series / LABEL_VALUES)}/${series % LABEL_VALUES}`) ?? 0
    );
  }),
  "labels-bound": program(({ operations, seed }) => {
    const counts = noSeries();
    for (let operation = 0; operation < operations; operation++) counts[seriesIndex(seed, operation)]!++;
    return counts;
  }),
  "concurrent-recording": inTurns,
  cardinality: limited,
  series: program(({ operations, seed }) => {
    const counts = new Map<number, number>();
    for (let operation = 0; operation < operations; operation++) counts.set(userOf(seed, operation), 1);
    return [...counts].flat();
  }),
  "high-frequency": program(({ operations, seed }) => {
    const spread = new Spread(), counter = { value: 0 }, gauge = { value: 0 };
    let observed = 0;
    for (let operation = 0; operation < operations; operation++) {
      for (let i = 0; i < BURST.counted; i++) counter.value++;
      for (let i = 0; i < BURST.set; i++) gauge.value++;
      for (let i = 0; i < BURST.observed; i++) spread.observe(observedValue(seed, observed++));
    }
    return [counter.value, gauge.value, ...spread.counts, spread.sum];
  }),
  "export-1k": template,
  "export-10k": template,
};
