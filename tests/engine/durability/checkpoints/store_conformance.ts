/**
 * What every store of runs has to do: one suite for those of one machine, and for those of many.
 * @module
 */
import assert from "node:assert/strict";
import {
  type CheckpointStore,
  ClaimLostError,
  type JournalRecord,
  type NewRun,
  RunLockedError,
  type StoredRun,
  UnknownRunError,
} from "puffinflow/durability";

/** A store under test. */
export interface StoreUnderTest {
  readonly store: CheckpointStore;
  /** Opens what is kept a second time, as another process would. */
  readonly second: CheckpointStore;
  /** Ends the process that the first one is in: what it holds is nobody's then. */
  kill(): Promise<void>;
  /** Removes everything. */
  [Symbol.asyncDispose](): Promise<void>;
}

const NEW_RUN: NewRun = { id: "r-1", agent: "order", fingerprint: "f", createdAtMs: 1_000, input: { item: "bäh\n" } };

function record(sequence: number, facts: Partial<JournalRecord> = {}): JournalRecord {
  return { sequence, key: `step:s#${sequence}`, kind: "step", atMs: 2_000 + sequence, data: { n: sequence }, ...facts };
}

/**
 * Registers the suite.
 *
 * @param name What the store is called.
 * @param make Makes an empty one.
 */
export function storeConforms(name: string, make: () => Promise<StoreUnderTest>): void {
  const test = (what: string, body: (under: StoreUnderTest) => Promise<void>) =>
    Deno.test(`${name} ${what}`, async () => {
      await using under = await make();
      await body(under);
    });
  testRuns(test);
  testRecords(test);
  testClaims(test);
  testSignals(test);
  testSelection(test);
}

type Register = (what: string, body: (under: StoreUnderTest) => Promise<void>) => void;

function testRuns(test: Register): void {
  test("keeps the first run of an id", async ({ store, second }) => {
    const stored = { ...NEW_RUN, status: "open" } satisfies StoredRun;
    assert.deepEqual(await store.create(NEW_RUN, "full"), stored);
    assert.deepEqual(await second.create({ ...NEW_RUN, input: "another" }, "full"), stored);
    assert.deepEqual(await second.find("r-1"), stored);
    assert.equal(await store.find("r-2"), undefined);
  });

  test("keeps a run's limit", async ({ store, second }) => {
    await store.create({ ...NEW_RUN, deadlineMs: 5_000 }, "full");
    assert.equal((await second.find("r-1"))!.deadlineMs, 5_000);
  });

  test("takes ids of any kind, each for a run of its own", async ({ store, second }) => {
    const ids = [
      "../../etc/passwd",
      "a/b",
      "a%2fb",
      "A",
      "a",
      ".",
      "..",
      "con",
      "ü".repeat(200),
      "ü".repeat(199),
      "-",
      " ",
    ];
    for (const id of ids) await store.create({ ...NEW_RUN, id, input: id }, "full");
    for (const id of ids) assert.equal((await second.find(id))!.input, id);
    assert.equal((await store.list({ limit: 100 })).length, ids.length);
  });

  test("forgets a run that is dropped", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    await store.send("r-1", { name: "go", atMs: 1, payload: null });
    assert.equal(await second.drop("r-1"), true);
    assert.equal(await second.drop("r-1"), false);
    assert.equal(await store.find("r-1"), undefined);
    await store.create(NEW_RUN, "full");
    assert.deepEqual([await store.load("r-1"), await store.signals("r-1")], [[], []]);
  });

  test("names a run that it does not have", async ({ store }) => {
    const unknown = { name: "UnknownRunError", id: "r-2" };
    await assert.rejects(store.claim("r-2", "me"), unknown);
    await assert.rejects(store.load("r-2"), unknown);
    await assert.rejects(store.send("r-2", { name: "go", atMs: 1, payload: null }), unknown);
    assert.deepEqual(await store.signals("r-2"), []);
    assert.ok(new UnknownRunError("r-2", store.name).message.includes(store.name));
  });
}

function testRecords(test: Register): void {
  test("gives back records in order, also to others", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me"), records = [1, 2, 3, 4, 5].map((sequence) => record(sequence));
    const kept = await Promise.all(records.map((each, i) => claim.putIfAbsent(each, i % 2 === 0 ? "full" : "normal")));
    assert.deepEqual(kept, records);
    assert.deepEqual(await second.load("r-1"), records);
  });

  test("keeps the first record of a key", async ({ store }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me"), first = record(1), rival = { ...first, data: "rival" };
    const [one, two] = await Promise.all([claim.putIfAbsent(first, "full"), claim.putIfAbsent(rival, "full")]);
    assert.deepEqual([one, two, await claim.putIfAbsent(rival, "full")], [first, first, first]);
    assert.deepEqual(await store.load("r-1"), [first]);
  });

  test("knows that a run has ended", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me");
    await claim.putIfAbsent(record(1, { kind: "ended", ends: "failed" }), "full");
    await claim.release();
    assert.deepEqual(await second.find("r-1"), { ...NEW_RUN, status: "failed", endedAtMs: 2_001 });
  });

  test("keeps records that nobody waits for", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me"),
      kept = [1, 2, 3].map((each) => claim.putIfAbsent(record(each), "off"));
    await Promise.all(kept);
    assert.equal((await second.load("r-1")).length, 3);
  });
}

function testClaims(test: Register): void {
  test("lets one at a time work on a run, and names the holder to others", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "process 7");
    for (const each of [store, second]) {
      await assert.rejects(each.claim("r-1", "process 8"), new RunLockedError("r-1", "process 7"));
      await assert.rejects(each.drop("r-1"), new RunLockedError("r-1", "process 7"));
      assert.equal((await each.find("r-1"))!.holder, "process 7");
    }
    await claim.release();
    assert.equal((await second.find("r-1"))!.holder, undefined);
    await (await second.claim("r-1", "process 8")).release();
  });

  test("gives a run to the next when its holder is gone, with a higher number", async ({ store, second, kill }) => {
    await store.create(NEW_RUN, "full");
    const before = await store.claim("r-1", "process 7");
    await before.putIfAbsent(record(1), "full");
    await kill();
    const after = await second.claim("r-1", "process 8");
    assert.ok(after.fence > before.fence);
    await after.putIfAbsent(record(2), "full");
    assert.equal((await second.load("r-1")).length, 2);
  });

  test("refuses what comes after a release", async ({ store }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me");
    await claim.release();
    await claim.release();
    await assert.rejects(claim.putIfAbsent(record(1), "full"), new ClaimLostError("r-1", claim.fence));
  });
}

function testSignals(test: Register): void {
  test("numbers signals, whoever sends them", async ({ store, second }) => {
    await store.create(NEW_RUN, "full");
    const claim = await store.claim("r-1", "me"), signal = { name: "go", atMs: 3_000, payload: { by: ["Ada"] } };
    await second.send("r-1", signal);
    await store.send("r-1", { ...signal, name: "stop" });
    const sent = await Promise.all([store.send("r-1", signal), second.send("r-1", signal)]);
    assert.deepEqual(sent.map(({ number }) => number).sort(), [3, 4]);
    const names = (await second.signals("r-1")).map(({ number, name }) => `${number} ${name}`);
    assert.deepEqual(names, ["1 go", "2 stop", "3 go", "4 go"]);
    assert.deepEqual((await store.signals("r-1"))[0], { number: 1, ...signal });
    await claim.release();
  });
}

function testSelection(test: Register): void {
  async function ended(store: CheckpointStore, id: string, atMs: number): Promise<void> {
    await store.create({ ...NEW_RUN, id }, "full");
    const claim = await store.claim(id, "me");
    await claim.putIfAbsent(record(1, { atMs, ends: "completed" }), "full");
    await claim.release();
  }

  test("lists runs page by page", async ({ store, second }) => {
    for (const id of ["c", "a", "d", "b"]) {
      await store.create({ ...NEW_RUN, id, agent: id === "d" ? "other" : "order" }, "full");
    }
    await ended(store, "e", 1);
    const ids = async (query: Parameters<CheckpointStore["list"]>[0]) =>
      (await second.list(query)).map((run) => run.id);
    assert.deepEqual(await ids({ limit: 2 }), ["a", "b"]);
    assert.deepEqual(await ids({ limit: 9, after: "b" }), ["c", "d", "e"]);
    assert.deepEqual(await ids({ limit: 9, agent: "order", status: "open" }), ["a", "b", "c"]);
    assert.deepEqual(await ids({ limit: 9, status: "completed" }), ["e"]);
  });

  test("removes ended runs by age and by count, and no others", async ({ store }) => {
    await store.create(NEW_RUN, "full");
    for (const [i, id] of ["a", "b", "c", "d"].entries()) await ended(store, id, i);
    const agent = "order", ids = async () => (await store.list({ limit: 9 })).map((run) => run.id);
    assert.equal(await store.prune({ agent: "other", endedBeforeMs: Infinity, maxCount: 0 }), 0);
    assert.equal(await store.prune({ agent, endedBeforeMs: 1, maxCount: Infinity }), 1);
    assert.deepEqual(await ids(), ["b", "c", "d", "r-1"]);
    assert.equal(await store.prune({ agent, endedBeforeMs: -Infinity, maxCount: 1 }), 2);
    assert.deepEqual(await ids(), ["d", "r-1"]);
  });
}
