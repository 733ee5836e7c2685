/**
 * Programs that use the store for what agents remember: entries that are set, asked for, replaced under a condition
 * and listed.
 * @module
 */
import { type KeyValueStore, memoryStore, sqliteStore } from "puffinflow/durability";
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
import { ScratchFolder } from "../../scratch_folder.ts";

/** Marks an entry that is not what it must be. */
const FAULT = 0xffff_ffff;

/** What a run of a program does with a store: gives a digest. */
type Use = (store: KeyValueStore, run: { readonly operations: number; readonly seed: number }) => Promise<number>;

/** Programs by scenario. */
export const stores: MicroPrograms = Object.fromEntries(
  Object.entries({ set, get, compare, scan }).flatMap(([name, use]) => [
    [`store-memory-${name}`, inMemory(use)],
    [`store-sqlite-${name}`, inFile(use)],
  ]),
);

function inMemory(use: Use): MicroProgram {
  return async ({ operations, did }) => {
    const store = await filled(memoryStore());
    return {
      async run(seed) {
        const digest = await use(store, { operations, seed });
        did(operations);
        return digest;
      },
      close: () => store.close(),
    };
  };
}

function inFile(use: Use): MicroProgram {
  return async ({ operations, did }) => {
    const folder = new ScratchFolder(), store = await filled(sqliteStore(folder.file("store")));
    return {
      async run(seed) {
        const digest = await use(store, { operations, seed });
        did(operations);
        return digest;
      },
      async close() {
        await store.close();
        folder[Symbol.dispose]();
      },
    };
  };
}

async function filled(store: KeyValueStore): Promise<KeyValueStore> {
  const writes = Array.from({ length: STORED.entries }, (_, entry) => (
    { kind: "set", key: ["user", entry], value: storedValue(entry) } as const
  ));
  for (let from = 0; from < writes.length; from += 500) await store.commit({ writes: writes.slice(from, from + 500) });
  return store;
}

/** Sets all in one turn, so that a file is written once, then reads what is there. */
async function set(store: KeyValueStore, { operations, seed }: Parameters<Use>[1]): Promise<number> {
  const settings: Promise<number>[] = [];
  for (let operation = 0; operation < operations; operation++) {
    settings.push(store.set(["draft", operation], nextStep(seed, operation)));
  }
  const versions = new Set(await Promise.all(settings));
  let value = versions.size === operations ? seed : FAULT;
  for await (const entry of store.scan<number>({ prefix: ["draft"] })) value = foldNext(value, entry.value);
  return value;
}

async function get(store: KeyValueStore, { operations, seed }: Parameters<Use>[1]): Promise<number> {
  let value = seed;
  for (let operation = 0; operation < operations; operation++) {
    const entry = await store.get<{ visits: number }>(["user", askedEntry(seed, operation)]);
    value = foldNext(value, entry?.value.visits ?? FAULT);
  }
  return value;
}

/** Counts a number up, each time under the condition that nobody else has; now and then somebody has. */
async function compare(store: KeyValueStore, { operations, seed }: Parameters<Use>[1]): Promise<number> {
  const key = ["counter"];
  let value = seed, version = await store.set(key, 0), counted = 0;
  for (let operation = 0; operation < operations; operation++) {
    const isLate = operation % ATTEMPTS_PER_CONFLICT === ATTEMPTS_PER_CONFLICT - 1;
    const ifVersion = isLate ? version - 1 : version, next = isLate ? -1 : counted + 1;
    const result = await store.compareAndSet(key, { ifVersion, value: next });
    if (result.status === "committed") {
      version = result.version;
      counted++;
    }
    value = nextStep(value, result.status === "committed" ? operation : ~operation);
  }
  return foldNext(value, (await store.get<number>(key))?.value ?? FAULT);
}

/** Lists page by page from places all over. */
async function scan(store: KeyValueStore, { operations, seed }: Parameters<Use>[1]): Promise<number> {
  let value = seed;
  for (let page = 0; page < operations / STORED.page; page++) {
    const range = { prefix: ["user"], from: ["user", pageStart(seed, page)] };
    const { entries } = await store.list<{ visits: number }>(range, { limit: STORED.page });
    for (const entry of entries) value = foldNext(value, entry.value.visits);
  }
  return value;
}
