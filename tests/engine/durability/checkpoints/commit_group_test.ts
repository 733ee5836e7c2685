import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { type Durability, durable } from "puffinflow/durability";
import { SqliteCheckpoints } from "../../../../src/engine/durability/checkpoints/sqlite_checkpoints.ts";

async function withStore(body: (store: SqliteCheckpoints, commits: () => number) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  let commits = 0;
  const store = new SqliteCheckpoints(`${directory}/runs.db`, {}, (place) => {
    if (place === "end") commits++;
  });
  try {
    await body(store, () => commits);
  } finally {
    await store.close();
    await Deno.remove(directory, { recursive: true });
  }
}

const chain = agent("chain").state("a", () => 1).state("b", { after: ["a"] }, () => 2)
  .state("c", { after: ["b"] }, () => 3).state("d", { after: ["c"] }, () => 4);

Deno.test("runs that wait for the disk in one turn of the event loop share a commit", async () => {
  await withStore(async (store, commits) => {
    const chains = durable(chain, { store });
    await Promise.all(Array.from({ length: 64 }, (_, i) => chains.run(undefined, { id: `run ${i}` })));
    // Each has to be stored, claimed, given four steps and an end, and released: eight commits of its own would be 512.
    assert.ok(commits() <= 16, `${commits()} commits`);
    assert.equal((await store.list({ limit: 100, status: "completed" })).length, 64);
  });
});

Deno.test("a run comes to the same with every durability", async () => {
  await withStore(async (store) => {
    for (const durability of ["full", "normal", "off"] satisfies Durability[]) {
      const { outputs } = await durable(chain, { store, durability }).run(undefined, { id: durability });
      assert.deepEqual({ ...outputs }, { a: 1, b: 2, c: 3, d: 4 });
      assert.equal((await store.load(durability)).length, 5);
    }
  });
});

Deno.test("what is refused in a commit is refused alone", async () => {
  await withStore(async (store) => {
    await store.create({ id: "r", agent: "x", fingerprint: "f", createdAtMs: 1, input: null }, "full");
    const results = await Promise.allSettled([store.claim("nobody", "me"), store.claim("r", "me")]);
    assert.deepEqual(results.map(({ status }) => status), ["rejected", "fulfilled"]);
  });
});
