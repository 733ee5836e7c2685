import assert from "node:assert/strict";
import { conformance } from "./conformance.ts";

conformance("compares and sets: a writer that comes second learns what is there", async (open) => {
  await using opened = open();
  const { store } = opened, key = ["counter"];
  const made = await store.compareAndSet(key, { ifVersion: null, value: 1 });
  assert.equal(made.status, "committed");
  const { version } = (await store.get(key))!;
  assert.deepEqual(made, { status: "committed", version });
  const conflict = { status: "conflict", conflicts: [{ key, expected: null, found: version }] };
  assert.deepEqual(await store.compareAndSet(key, { ifVersion: null, value: 2 }), conflict);
  const next = await store.compareAndSet(key, { ifVersion: version, value: 2, ttlMs: 50 });
  assert.equal(next.status, "committed");
  const late = await store.compareAndSet(key, { ifVersion: version, value: 3 });
  assert.equal(late.status, "conflict");
  assert.equal((await store.get(key))?.value, 2);
  assert.notEqual((await store.get(key))?.expiresAtMs, undefined);
});

conformance("does not take an entry for the one that it replaced, though all of it is the same", async (open) => {
  await using opened = open();
  const { store } = opened, version = await store.set(["k"], "same");
  await store.delete(["k"]);
  await store.set(["k"], "same");
  assert.equal((await store.compareAndSet(["k"], { ifVersion: version, value: "mine" })).status, "conflict");
});

conformance("loses no increment when many count at once", async (open) => {
  await using opened = open();
  const { store } = opened;
  let conflicts = 0;
  await Promise.all(Array.from({ length: 20 }, async () => {
    for (let i = 0; i < 5; i++) {
      for (;;) {
        const entry = await store.get<number>(["n"]), value = (entry?.value ?? 0) + 1;
        const { status } = await store.compareAndSet(["n"], { ifVersion: entry?.version ?? null, value });
        if (status === "committed") break;
        conflicts++;
      }
    }
  }));
  assert.equal((await store.get(["n"]))?.value, 100);
  assert.ok(conflicts > 0);
});

conformance("commits a batch as a whole, with one version, if all of its checks hold", async (open) => {
  await using opened = open();
  const { store } = opened;
  const from = await store.set(["from"], 10), old = await store.set(["old"], 0);
  const result = await store.commit({
    checks: [{ key: ["from"], version: from }, { key: ["to"], version: null }],
    writes: [
      { kind: "set", key: ["from"], value: 7 },
      { kind: "set", key: ["to"], value: 3, ttlMs: 1_000 },
      { kind: "delete", key: ["old"] },
      { kind: "delete", key: ["never"] },
    ],
  });
  assert.equal(result.status, "committed");
  const { entries } = await store.list({});
  assert.deepEqual(entries.map(({ key, value }) => [key[0], value]), [["from", 7], ["to", 3]]);
  const version = result.status === "committed" ? result.version : 0;
  assert.ok(version > old && entries.every((entry) => entry.version === version));
});

conformance("commits nothing of a batch if one check fails, and tells all that do", async (open) => {
  await using opened = open();
  const { store } = opened, version = await store.set(["a"], 1);
  const result = await store.commit({
    checks: [
      { key: ["a"], version },
      { key: ["a"], version: null },
      { key: ["b"], version: 1 },
    ],
    writes: [{ kind: "set", key: ["a"], value: 2 }, { kind: "delete", key: ["a"] }, {
      kind: "set",
      key: ["c"],
      value: 1,
    }],
  });
  const conflicts = [{ key: ["a"], expected: null, found: version }, { key: ["b"], expected: 1, found: null }];
  assert.deepEqual(result, { status: "conflict", conflicts });
  assert.deepEqual((await store.list({})).entries, [{ key: ["a"], value: 1, version, expiresAtMs: undefined }]);
});

conformance("lets the last of several writes to a key count", async (open) => {
  await using opened = open();
  const { store } = opened;
  await store.commit({
    writes: [
      { kind: "set", key: ["a"], value: 1 },
      { kind: "delete", key: ["a"] },
      { kind: "set", key: ["b"], value: 1, ttlMs: 1 },
      { kind: "set", key: ["b"], value: 2 },
    ],
  });
  const [entry, ...others] = (await store.list({})).entries;
  assert.deepEqual([entry?.value, entry?.expiresAtMs, others], [2, undefined, []]);
});

conformance("checks without writing, and gives the version of the newest commit", async (open) => {
  await using opened = open();
  const { store } = opened;
  assert.deepEqual(await store.commit({ writes: [] }), { status: "committed", version: 0 });
  const version = await store.set(["a"], 1);
  const result = await store.commit({ checks: [{ key: ["a"], version }], writes: [] });
  assert.deepEqual(result, { status: "committed", version });
});
