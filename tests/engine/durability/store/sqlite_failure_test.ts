import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { type KeyValueStore, sqliteStore, type StoreEntry } from "../../../../src/engine/durability/store/mod.ts";
import { TemporaryFolder } from "./store_subject.ts";

async function fill(store: KeyValueStore, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await store.set(["n", n], `value ${n} ${"x".repeat(200)}`);
}

/** Writes until there is no more room; gives what was acknowledged. */
async function fillUp(store: KeyValueStore): Promise<number> {
  for (let n = 0; n < 10_000; n++) {
    try {
      await store.set(["n", n], "x".repeat(500));
    } catch (error) {
      assert.equal((error as Error).name, "StoreFullError");
      assert.match((error as Error).message, /database or disk is full \(free some, or raise 'maxFileBytes'\)/);
      return n;
    }
  }
  throw new Error("there was room for everything");
}

Deno.test("sqliteStore() fails with a StoreFullError when the file is full, and keeps all that it acknowledged", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s"), options = { maxFileBytes: 200_000 };
  let acknowledged: number;
  {
    await using store = sqliteStore(path, options);
    acknowledged = await fillUp(store);
    assert.ok(acknowledged > 100);
    assert.equal((await store.list({}, { limit: 10_000 })).entries.length, acknowledged);
  }
  assert.ok(Deno.statSync(path).size <= options.maxFileBytes);
  await using store = sqliteStore(path, options);
  const { entries } = await store.list({}, { limit: 10_000 });
  assert.deepEqual(entries.map(({ key }) => key[1]), Array.from({ length: acknowledged }, (_, n) => n));
  assert.equal(await store.deleteRange({ prefix: ["n"] }), acknowledged);
  await store.set(["new"], 1);
});

Deno.test("sqliteStore() fails only those of one commit for whom there is no room", async () => {
  using folder = new TemporaryFolder();
  await using store = sqliteStore(folder.file("s"), { maxFileBytes: 100_000 });
  const results = await Promise.allSettled([
    store.set(["small"], 1),
    store.set(["large"], "x".repeat(200_000)),
    store.commit({
      writes: [{ kind: "set", key: ["part"], value: 1 }, { kind: "set", key: ["rest"], value: "x".repeat(200_000) }],
    }),
    store.set(["other"], 2),
    store.list({}),
  ]);
  assert.deepEqual(results.map(({ status }) => status), [
    "fulfilled",
    "rejected",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  assert.deepEqual((await store.list({})).entries.map(({ key }) => key[0]), ["other", "small"]);
});

Deno.test("sqliteStore() says why a file cannot be opened", () => {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(folder.file("text"), "this is no database. ".repeat(500));
  const wrong: readonly [string, string, RegExp][] = [
    [folder.file("none/s"), "store-unavailable", /unable to open database file/],
    [folder.path, "store-unavailable", /unable to open database file/],
    [":memory:", "store-unavailable", /write-ahead log only for a file on a local disk, and here chose "memory"/],
    ["", "store-unavailable", /write-ahead log/],
    [folder.file("text"), "store-corrupt", /must not be damaged: file is not a database/],
  ];
  for (const [path, code, message] of wrong) {
    assert.throws(() => sqliteStore(path), { name: /^Store/, code, store: path, message });
  }
});

Deno.test("sqliteStore() refuses a file of another format, and leaves it as it is", () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s");
  void sqliteStore(path).close();
  const database = new DatabaseSync(path);
  database.exec("UPDATE puffin_store_state SET format = 2");
  assert.throws(() => sqliteStore(path), { code: "store-unavailable", message: /its format must be 1 and is 2/ });
  database.exec("DROP TABLE puffin_store; CREATE TABLE puffin_store (something_else)");
  assert.throws(() => sqliteStore(path), { code: "store-unavailable" });
  assert.equal(database.prepare("SELECT count(*) AS n FROM puffin_store").get()!["n"], 0);
  database.close();
});

Deno.test("sqliteStore() finds an entry that was changed behind its back, names it, and gives the others", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s");
  await using store = sqliteStore(path);
  await fill(store, 3);
  await store.set(["ends"], 1, { ttlMs: 1e9 });
  const changes: readonly [string, string, unknown[]][] = [
    ["UPDATE puffin_store SET value = replace(value, 'value 1', 'value 7')", '["n", 1]', ["n", 1]],
    ["UPDATE puffin_store SET version = 1000 WHERE value LIKE '\"value 2%'", '["n", 2]', ["n", 2]],
    ["UPDATE puffin_store SET expires_at_ms = 1 WHERE value = '1'", '["ends"]', ["ends"]],
  ];
  const database = new DatabaseSync(path);
  for (const [change] of changes) database.exec(change);
  database.close();
  for (const [, name, key] of changes) {
    const message = `Cannot read from store "${path}" as it must not be damaged: the checksum of ${name} is wrong`;
    await assert.rejects(store.get(key as string[]), { name: "StoreCorruptError", code: "store-corrupt", message });
    await assert.rejects(store.compareAndSet(key as string[], { ifVersion: null, value: 1 }), { message });
  }
  await assert.rejects(store.list({}), { code: "store-corrupt" });
  assert.match((await store.get<string>(["n", 0]))!.value, /^value 0/);
  // A damaged entry that somebody overwrites is whole again.
  await store.set(["n", 1], "anew");
  assert.equal((await store.get(["n", 1]))?.value, "anew");
});

Deno.test("sqliteStore() gives of a damaged file no wrong value, and verified on opening, all or an error", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s"), damaged = folder.file("damaged");
  {
    await using store = sqliteStore(path);
    await fill(store, 100);
  }
  const whole = Deno.readFileSync(path), seen = { whole: 0, damaged: 0 };
  for (let at = 50; at < whole.length; at += 307) {
    const bytes = whole.slice();
    bytes.fill(0x5a, at, at + 8);
    Deno.writeFileSync(damaged, bytes);
    const trusted = await found(damaged, "never");
    if (trusted !== undefined) assertRight(trusted);
    const verified = await found(damaged, "on-open");
    if (verified !== undefined) assert.equal(verified.length, 100);
    seen[verified === undefined ? "damaged" : "whole"]++;
  }
  assert.ok(seen.whole > 10 && seen.damaged > 10, JSON.stringify(seen));
});

/** Reads all entries of a file; gives nothing if it is told of damage. */
async function found(path: string, verify: "on-open" | "never"): Promise<readonly StoreEntry[] | undefined> {
  try {
    await using store = sqliteStore(path, { verify });
    return (await store.list({}, { limit: 1_000 })).entries;
  } catch (error) {
    assert.equal((error as { code: string }).code, "store-corrupt");
    return undefined;
  }
}

function assertRight(entries: readonly StoreEntry[]): void {
  for (const { key, value } of entries) assert.equal(value, `value ${key[1]} ${"x".repeat(200)}`);
}
