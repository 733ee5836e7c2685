import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { sqliteStore } from "../../../../src/engine/durability/store/mod.ts";
import { GroupCommit } from "../../../../src/engine/durability/store/group_commit.ts";
import { ShelvedStore } from "../../../../src/engine/durability/store/shelved_store.ts";
import { SqliteFile, type SqliteFileSettings } from "../../../../src/engine/durability/store/sqlite_file.ts";
import { storeSettings } from "../../../../src/engine/durability/store/store_options.ts";
import { TemporaryFolder } from "./store_subject.ts";

/** A file that counts its transactions. */
class CountingFile extends SqliteFile {
  transactions = 0;

  override transaction<T>(work: () => T): T {
    this.transactions++;
    return super.transaction(work);
  }
}

function fileSettings(path: string): SqliteFileSettings {
  return { path, durability: "full", busyTimeoutMs: 0, maxFileBytes: Infinity, verify: "never" };
}

function countingStore(path: string, maxGroupSize: number) {
  const file = new CountingFile(fileSettings(path)),
    store = new ShelvedStore(new GroupCommit(file, maxGroupSize), storeSettings({}));
  file.transactions = 0;
  return { file, store };
}

Deno.test("sqliteStore() commits what is asked for in one turn at once, and reads by themselves not at all", async () => {
  using folder = new TemporaryFolder();
  const { file, store } = countingStore(folder.file("s"), 1_000);
  await Promise.all(Array.from({ length: 50 }, (_, n) => store.set([n], n)));
  assert.equal(file.transactions, 1);
  await Promise.all([store.set(["a"], 1), store.get(["a"]), store.set(["b"], 1), store.list({}), store.delete(["a"])]);
  assert.equal(file.transactions, 2);
  await Promise.all([store.get(["a"]), store.list({})]);
  assert.equal(file.transactions, 2);
  // What follows from answers, in the same turn, shares a commit too.
  const increment = async (n: number) => void await store.set([n], ((await store.get<number>([n]))?.value ?? 0) + 1);
  await Promise.all([increment(1), increment(2), increment(3)]);
  assert.equal(file.transactions, 3);
  await store.close();
});

Deno.test("sqliteStore() lets at most 'maxGroupSize' operations share a commit", async () => {
  using folder = new TemporaryFolder();
  for (const [maxGroupSize, transactions] of [[1, 7], [2, 4], [3, 3], [7, 1]]) {
    const { file, store } = countingStore(folder.file("s"), maxGroupSize!);
    await Promise.all(Array.from({ length: 7 }, (_, n) => store.set([n], n)));
    assert.equal(file.transactions, transactions);
    await store.close();
  }
});

Deno.test("sqliteStore() answers nobody before others see what was written", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s");
  await using one = sqliteStore(path);
  await using other = sqliteStore(path);
  const writing = one.set(["a"], 1);
  assert.equal(await other.get(["a"]), undefined);
  const version = await writing;
  assert.equal((await other.get(["a"]))?.version, version);
  assert.ok(await other.set(["b"], 1) > version);
});

Deno.test("sqliteStore() goes on with a file where another program left off, versions and all", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s"), value = { at: new Date(1), ids: new Set([1n]) };
  let version: number;
  {
    await using store = sqliteStore(path);
    await store.set(["gone"], 1);
    version = await store.set(["a"], value);
    await store.delete(["gone"]);
  }
  await using store = sqliteStore(path);
  assert.deepEqual(await store.get(["a"]), { key: ["a"], value, version, expiresAtMs: undefined });
  assert.ok(await store.set(["b"], 1) > version);
});

Deno.test("sqliteStore() shares a file with the tables of others", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s"), database = new DatabaseSync(path);
  database.exec("CREATE TABLE mine (x); INSERT INTO mine VALUES (7)");
  {
    await using store = sqliteStore(path);
    await store.set(["a"], 1);
  }
  assert.equal(database.prepare("SELECT x FROM mine").get()!["x"], 7);
  database.close();
});

Deno.test("sqliteStore() leaves one file behind when it is closed", async () => {
  using folder = new TemporaryFolder();
  const store = sqliteStore(folder.file("s"));
  await store.set(["a"], 1);
  await store.close();
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["s"]);
});

Deno.test("sqliteStore() waits for the disk as 'durability' says", () => {
  using folder = new TemporaryFolder();
  for (const [durability, synchronous] of [["full", 2], ["normal", 1], ["off", 0]] as const) {
    const file = new SqliteFile({ ...fileSettings(folder.file("s")), durability });
    assert.deepEqual({ ...file.prepare("PRAGMA synchronous").get() }, { synchronous });
    assert.deepEqual({ ...file.prepare("PRAGMA journal_mode").get() }, { journal_mode: "wal" });
    file.close();
  }
});

Deno.test("sqliteStore() refuses options that are out of bounds before it touches the file", () => {
  using folder = new TemporaryFolder();
  const wrong: readonly [object, RegExp][] = [
    [{ maxGroupSize: 0 }, /'maxGroupSize' must be a whole number of 1 or more: current value is 0/],
    [{ maxFileBytes: 0.5 }, /'maxFileBytes' must be a whole number/],
    [{ maxFileBytes: NaN }, /'maxFileBytes' must be a whole number/],
    [{ maxKeyBytes: 0 }, /'maxKeyBytes'/],
    [{ maxValueBytes: -1 }, /'maxValueBytes'/],
    [{ maxBatchSize: Infinity }, /'maxBatchSize'/],
    [{ busyTimeoutMs: -1 }, /'busyTimeoutMs' must be a whole number of 0 or more: current value is -1/],
    [{ durability: "fast" }, /'durability' must be one of "full", "normal", "off": current value is "fast"/],
    [{ verify: "always" }, /'verify' must be one of "on-open", "never": current value is "always"/],
  ];
  for (const [options, message] of wrong) assert.throws(() => sqliteStore(folder.file("s"), options), { message });
  assert.deepEqual([...Deno.readDirSync(folder.path)], []);
});

Deno.test("sqliteStore() fails with a StoreBusyError while another writes for too long, and still reads", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s");
  await using store = sqliteStore(path, { busyTimeoutMs: 0 });
  await store.set(["a"], 1);
  const other = new DatabaseSync(path);
  other.exec("BEGIN IMMEDIATE");
  const busy = { name: "StoreBusyError", code: "store-busy", store: path, message: /within 0 ms: it is locked/ };
  const results = await Promise.allSettled([store.set(["a"], 2), store.set(["b"], 2)]);
  for (const result of results) assert.throws(() => raise(result), busy);
  assert.equal((await store.get(["a"]))?.value, 1);
  other.exec("COMMIT");
  other.close();
  await store.set(["a"], 3);
  assert.deepEqual((await store.list({})).entries.map(({ key, value }) => [key[0], value]), [["a", 3]]);
});

function raise(result: PromiseSettledResult<unknown>): void {
  if (result.status === "rejected") throw result.reason;
}
