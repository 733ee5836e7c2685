import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CheckpointStore,
  durable,
  exportRun,
  idempotencyKey,
  type JournalRecord,
  memoryCheckpoints,
} from "puffinflow/durability";
import { picture, ZOO, zooAgent } from "./crash_zoo.ts";

/** A store as it was when only so many records of a run were kept. */
async function cutAfter(store: CheckpointStore, records: readonly JournalRecord[]): Promise<CheckpointStore> {
  const cut = memoryCheckpoints(), { status: _status, endedAtMs: _endedAtMs, ...run } = (await store.find("r"))!;
  await cut.create(run, "full");
  const claim = await cut.claim("r", "the one that was cut off");
  for (const record of records) await claim.putIfAbsent(record, "full");
  await claim.release();
  return cut;
}

/** Runs to the end; tells which steps were carried out. */
async function life(
  kind: string,
  store: CheckpointStore,
): Promise<{ readonly result: unknown; readonly steps: string[] }> {
  const steps: string[] = [], told = zooAgent(kind, (context) => void steps.push(idempotencyKey(context)));
  const result = await durable(told as never, { store }).run(5 as never, { id: "r" });
  return { result: picture(result), steps };
}

function stepsOf(records: readonly JournalRecord[]): string[] {
  return records.filter(({ kind }) => kind === "step" || kind === "failure").map(({ key }) =>
    `r:${key.slice(key.indexOf(":") + 1)}`
  );
}

for (const kind of ZOO) {
  Deno.test(`a run of kind ${kind} that was cut off after any record comes to the same result and repeats no step`, async () => {
    const whole = memoryCheckpoints(),
      plain = picture(await zooAgent(kind).run(5)),
      { result } = await life(kind, whole);
    assert.deepEqual(result, plain);
    const records = await whole.load("r");
    assert.ok(records.length > 3);
    for (let kept = 0; kept <= records.length; kept++) {
      const cut = await cutAfter(whole, records.slice(0, kept)), again = await life(kind, cut);
      assert.deepEqual(again.result, plain, `cut after ${kept} of ${records.length}`);
      const recorded = new Set(stepsOf(records.slice(0, kept)));
      assert.deepEqual(again.steps.filter((step) => recorded.has(step)), [], `repeated after ${kept}`);
      const journal = await cut.load("r");
      assert.deepEqual(journal.slice(0, kept), records.slice(0, kept));
      assert.equal(new Set(journal.map((record) => record.key)).size, journal.length);
    }
  });
}

Deno.test("a run that was cut off again and again comes to the same result", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ZOO), fc.array(fc.nat(6), { maxLength: 6 }), async (kind, cuts) => {
      const plain = picture(await zooAgent(kind).run(5));
      let store = memoryCheckpoints(), kept: readonly JournalRecord[] = [];
      await life(kind, store);
      for (const more of cuts) {
        const records = await store.load("r");
        kept = records.slice(0, Math.min(kept.length + more, records.length));
        store = await cutAfter(store, kept);
        assert.deepEqual((await life(kind, store)).result, plain);
      }
    }),
    { numRuns: 120 },
  );
});

Deno.test("a run that is over is not run again: its recorded result is that of the run", async () => {
  for (const kind of ZOO) {
    const store = memoryCheckpoints(), first = await life(kind, store), text = await exportRun(store, "r");
    const second = await life(kind, store);
    assert.deepEqual(second.result, first.result);
    assert.deepEqual(second.steps, []);
    assert.equal(await exportRun(store, "r"), text);
  }
});
