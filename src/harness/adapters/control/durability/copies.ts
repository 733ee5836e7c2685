/**
 * A map of copies instead of a store in memory, with a version beside each value.
 * @module
 */
import { foldNext } from "../../../workload/digest.ts";
import {
  askedEntry,
  ATTEMPTS_PER_CONFLICT,
  pageStart,
  STORED,
  storedValue,
} from "../../../workload/micro/durability.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** Does a run's operations; gives a digest. */
type Use = (entries: Map<number, unknown>, run: { readonly operations: number; readonly seed: number }) => number;

/** Programs by scenario. */
export const keptByHand: MicroPrograms = {
  "store-memory-set": kept((_, { operations, seed }) => {
    const drafts = new Map<number, number>();
    for (let operation = 0; operation < operations; operation++) {
      drafts.set(operation, structuredClone(nextStep(seed, operation)));
    }
    let value = seed;
    for (const draft of drafts.values()) value = foldNext(value, draft);
    return value;
  }),
  "store-memory-get": kept((entries, { operations, seed }) => {
    let value = seed;
    for (let operation = 0; operation < operations; operation++) {
      value = foldNext(value, visitsOf(entries, askedEntry(seed, operation)));
    }
    return value;
  }),
  "store-memory-compare": kept((_, { operations, seed }) => {
    const counter = { version: 0, value: 0 };
    let value = seed, version = counter.version;
    for (let operation = 0; operation < operations; operation++) {
      const isLate = operation % ATTEMPTS_PER_CONFLICT === ATTEMPTS_PER_CONFLICT - 1;
      const isCommitted = counter.version === (isLate ? version - 1 : version);
      if (isCommitted) {
        counter.value++;
        version = ++counter.version;
      }
      value = nextStep(value, isCommitted ? operation : ~operation);
    }
    return foldNext(value, counter.value);
  }),
  "store-memory-scan": kept((entries, { operations, seed }) => {
    let value = seed;
    for (let page = 0; page < operations / STORED.page; page++) {
      const start = pageStart(seed, page);
      for (let entry = start; entry < start + STORED.page; entry++) value = foldNext(value, visitsOf(entries, entry));
    }
    return value;
  }),
};

function kept(use: Use): MicroProgram {
  return ({ operations, did }) => {
    const entries = new Map<number, unknown>();
    for (let entry = 0; entry < STORED.entries; entry++) entries.set(entry, storedValue(entry));
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every subject.
      async run(seed) {
        const digest = use(entries, { operations, seed });
        did(operations);
        return digest;
      },
    };
  };
}

/** Looks into a copy, which is the reader's own. */
function visitsOf(entries: ReadonlyMap<number, unknown>, entry: number): number {
  return (structuredClone(entries.get(entry)) as { visits: number }).visits;
}
