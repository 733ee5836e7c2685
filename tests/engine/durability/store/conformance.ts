/**
 * The suite that every store passes: a test that is written once is one of each of them. The tests are in
 * `entries_test.ts`, `ranges_test.ts`, `conditions_test.ts` and `lifetimes_test.ts`.
 * @module
 */
import type { Key, KeyRange, KeyValueStore } from "../../../../src/engine/durability/store/mod.ts";
import { STORE_SUBJECTS, type StoreSubject } from "./store_subject.ts";

/**
 * Registers a test for each store.
 *
 * @param behaviour What each of them does.
 * @param test The proof, given how to open one.
 */
export function conformance(behaviour: string, test: (open: StoreSubject["open"]) => Promise<void>): void {
  for (const { name, open } of STORE_SUBJECTS) Deno.test(`${name} ${behaviour}`, () => test(open));
}

/** Lists the keys of a range. */
export async function keysOf(store: KeyValueStore, range: KeyRange = {}): Promise<Key[]> {
  return (await store.list(range, { limit: 1_000 })).entries.map(({ key }) => key);
}

/** Writes entries whose values are the places of their keys. */
export async function setAll(store: KeyValueStore, keys: readonly Key[]): Promise<void> {
  for (const [index, key] of keys.entries()) await store.set(key, index);
}
