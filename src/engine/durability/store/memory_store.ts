/**
 * The store that ends with its process: for tests, and for what need not be kept.
 * @module
 */
import type { KeyValueStore } from "./key_value_store.ts";
import { MemoryShelf } from "./memory_shelf.ts";
import type { ShelfKeeper } from "./shelf.ts";
import { ShelvedStore } from "./shelved_store.ts";
import { checkLimits, type StoreOptions, storeSettings } from "./store_options.ts";

/** Options of a store in memory. */
export interface MemoryStoreOptions extends StoreOptions {
  /** Most entries, 1 or more; those that have ended make room for others. @default {1_000_000} */
  readonly maxEntries?: number | undefined;
}

/**
 * Makes a store in memory. It hands out copies, as a store in a file does.
 *
 * @param options Clock and limits.
 * @returns The store.
 * @throws {RangeError} If a limit is not a whole number of 1 or more.
 *
 * @example A cache whose entries live for a minute
 * ```ts
 * import assert from "node:assert/strict";
 * import { memoryStore, SimulatedClock, SimulatedWallClock } from "puffinflow/durability";
 *
 * const clock = new SimulatedClock(); // Leave both clocks out for the real ones.
 * const wallClock = new SimulatedWallClock(clock, new Date("2025-01-01T12:00:00Z"));
 * await using cache = memoryStore({ maxEntries: 10_000, wallClock });
 *
 * let fetched = 0;
 * async function pageOf(url: string): Promise<string> {
 *   const cached = await cache.get<string>(["page", url]);
 *   if (cached !== undefined) return cached.value;
 *   const page = `page ${++fetched} of ${url}`; // Stands for a slow request.
 *   await cache.set(["page", url], page, { ttlMs: 60_000 });
 *   return page;
 * }
 *
 * assert.equal(await pageOf("https://example.org"), "page 1 of https://example.org");
 * assert.equal(await pageOf("https://example.org"), "page 1 of https://example.org");
 * await clock.advance(60_000);
 * assert.equal(await pageOf("https://example.org"), "page 2 of https://example.org");
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): KeyValueStore {
  const { maxEntries = 1_000_000 } = options, settings = storeSettings(options);
  checkLimits("make a store", { maxEntries });
  const shelf = new MemoryShelf("memory", maxEntries);
  const keeper: ShelfKeeper = {
    name: "memory",
    read: (step) => step(shelf),
    write: (step) => step(shelf),
    // What was called is done already; what it held ends with the last reference to it.
    close: () => {},
  };
  return new ShelvedStore(keeper, settings);
}
