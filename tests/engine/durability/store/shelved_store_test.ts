import assert from "node:assert/strict";
import { MemoryShelf } from "../../../../src/engine/durability/store/memory_shelf.ts";
import type { ShelfKeeper, StoredRecord } from "../../../../src/engine/durability/store/shelf.ts";
import { ShelvedStore } from "../../../../src/engine/durability/store/shelved_store.ts";
import { storeSettings } from "../../../../src/engine/durability/store/store_options.ts";

/** A store on whose shelf somebody else has put a record. */
function storeWith(record: StoredRecord): ShelvedStore {
  const shelf = new MemoryShelf("test", 10);
  shelf.apply(new Map([[record.key, record]]));
  const keeper: ShelfKeeper = {
    name: "test",
    read: (step) => step(shelf),
    write: (step) => step(shelf),
    close: () => {},
  };
  return new ShelvedStore(keeper, storeSettings({}));
}

Deno.test("a store names an entry that another program has written, in a way of its own", async () => {
  const common = { version: 1, expiresAtMs: Infinity }, corrupt = { name: "StoreCorruptError", code: "store-corrupt" };
  await using unknownValue = storeWith({ key: "\x02a\0\x06", text: '{"$regexp":"x"}', ...common });
  await assert.rejects(unknownValue.get(["a", true]), {
    ...corrupt,
    message:
      'Cannot read from store "test" as it must not be damaged: the value of ["a", true] is none that a store writes',
  });
  await using unknownKey = storeWith({ key: "\x20", text: "1", ...common });
  await assert.rejects(unknownKey.list({}), { ...corrupt, message: /a key is none that a store writes/ });
});
