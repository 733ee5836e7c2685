/**
 * What the programs of the suite `durability` must answer.
 * @module
 */
import { foldNext } from "../digest.ts";
import { nextStep, type Oracle, type Oracles, sequence } from "./oracle.ts";

/** Steps of a run whose journal is written. */
export const JOURNALED_STEPS = 20;

/** Steps of a run whose journal is read. */
export const RESUMED_STEPS = 100;

/** Steps of each of many runs at once. */
export const CROWD_STEPS = 4;

/** Entries that a store has before it is asked for some, and entries of a page of them. */
export const STORED = { entries: 1_000, page: 100 } as const;

/** Of so many writes under a condition the last one comes too late. */
export const ATTEMPTS_PER_CONFLICT = 8;

/**
 * Computes what the last state of a run in a row gives.
 *
 * @param input The run's input.
 * @param steps How many states.
 */
export function lastOutput(input: number, steps: number): number {
  return sequence(steps, input);
}

/**
 * Says which entry is asked for.
 *
 * @param seed The run's seed.
 * @param operation Number of the operation, from 0.
 */
export function askedEntry(seed: number, operation: number): number {
  return nextStep(seed, operation) % STORED.entries;
}

/**
 * Says what a store holds.
 *
 * @param entry Number of the entry, from 0.
 */
export function storedValue(entry: number): { readonly name: string; readonly visits: number } {
  return { name: `user ${entry}`, visits: nextStep(0, entry) };
}

/**
 * Says where a listing begins: as many places as there are whole pages behind each.
 *
 * @param seed The run's seed.
 * @param page Number of the page, from 0.
 */
export function pageStart(seed: number, page: number): number {
  return nextStep(seed, page) % (STORED.entries - STORED.page);
}

/** Makes the oracle of runs one after the other or at once: what each gives, then what is read from its journal. */
function journaled(steps: number): Oracle {
  return (operations, seed) => {
    let value = seed;
    for (let run = 0; run < operations / steps; run++) {
      const output = lastOutput(nextStep(seed, run), steps);
      value = foldNext(foldNext(value, output), output);
    }
    return value;
  };
}

/** No state is run again, and what the last one gave is handed out. */
function resumed(operations: number, seed: number): number {
  let value = seed;
  for (let run = 0; run < operations / RESUMED_STEPS; run++) {
    value = nextStep(foldNext(value, lastOutput(RESUMED_STEPS, RESUMED_STEPS)), run);
  }
  return value;
}

/** Each write has a version of its own, and the last ones are there afterwards. */
function written(operations: number, seed: number): number {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) value = foldNext(value, nextStep(seed, operation));
  return value;
}

function asked(operations: number, seed: number): number {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) {
    value = foldNext(value, storedValue(askedEntry(seed, operation)).visits);
  }
  return value;
}

/** Writes that come too late change nothing: the number that is counted up ends at the others. */
function compared(operations: number, seed: number): number {
  let value = seed, counted = 0;
  for (let operation = 0; operation < operations; operation++) {
    const isLate = operation % ATTEMPTS_PER_CONFLICT === ATTEMPTS_PER_CONFLICT - 1;
    if (!isLate) counted++;
    value = nextStep(value, isLate ? ~operation : operation);
  }
  return foldNext(value, counted);
}

function listed(operations: number, seed: number): number {
  let value = seed;
  for (let page = 0; page < operations / STORED.page; page++) {
    const start = pageStart(seed, page);
    for (let entry = start; entry < start + STORED.page; entry++) value = foldNext(value, storedValue(entry).visits);
  }
  return value;
}

/** Oracles by scenario. */
export const DURABILITY_ORACLES: Oracles = {
  "step-memory": journaled(JOURNALED_STEPS),
  "step-sqlite-full": journaled(JOURNALED_STEPS),
  "step-sqlite-normal": journaled(JOURNALED_STEPS),
  "step-sqlite-off": journaled(JOURNALED_STEPS),
  "step-files-full": journaled(JOURNALED_STEPS),
  "resume-memory": resumed,
  "resume-sqlite": resumed,
  "concurrent-memory": journaled(CROWD_STEPS),
  "concurrent-sqlite": journaled(CROWD_STEPS),
  "store-memory-set": written,
  "store-memory-get": asked,
  "store-memory-compare": compared,
  "store-memory-scan": listed,
  "store-sqlite-set": written,
  "store-sqlite-get": asked,
  "store-sqlite-compare": compared,
  "store-sqlite-scan": listed,
};
