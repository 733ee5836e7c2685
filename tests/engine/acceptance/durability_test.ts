import assert from "node:assert/strict";
import { agent, secret } from "puffinflow";
import { type DurabilityWarning, durable, exportRun, memoryCheckpoints } from "puffinflow/durability";
import { failingStore } from "../durability/failing_store.ts";

Deno.test("row 9: a run that crashed after its second state does the third only", async () => {
  const store = memoryCheckpoints(), done: string[] = [], flags = { crashes: true };
  const order = agent("order")
    .state("a", () => void done.push("a"))
    .state("b", { after: ["a"] }, () => void done.push("b"))
    .state("c", { after: ["b"] }, ({ signal }) => {
      if (!flags.crashes) return void done.push("c");
      return new Promise<void>((_, reject) => signal.onabort = () => reject(signal.reason));
    });
  const orders = durable(order, { store }), run = await orders.start(undefined, { id: "order-42" });
  while ((await store.load("order-42")).length < 2) await new Promise((resolve) => setTimeout(resolve, 0));
  await run.suspend();
  flags.crashes = false;
  const result = await (await orders.resume("order-42")).result;
  assert.deepEqual([result.status, done], ["completed", ["a", "b", "c"]]);
});

Deno.test("row 10: records of one moment have numbers of their own, and none overwrites another", async () => {
  const store = memoryCheckpoints(), wallClock = { wallNow: () => 1_700_000_000_000 };
  let wide = agent("wide");
  for (let i = 0; i < 50; i++) wide = wide.state(`s${i}`, () => i) as never;
  const run = await durable(wide, { store, wallClock }).run(undefined, { id: "r" });
  assert.equal(run.status, "completed");
  const records = await store.load("r");
  assert.deepEqual(records.map(({ sequence }) => sequence), Array.from({ length: 51 }, (_, i) => i + 1));
  assert.equal(new Set(records.map(({ atMs }) => atMs)).size, 1);
});

Deno.test("row 11: a step that cannot be saved fails the run or is warned of, and never passes in silence", async () => {
  const failing = failingStore(), { store } = failing, warnings: DurabilityWarning[] = [], told: unknown[] = [];
  failing.refuses = ({ key }) => key === "step:a#1";
  const one = agent("one").state("a", () => 1), onWarning = (warning: DurabilityWarning) => void warnings.push(warning);
  const failed = await durable(one, { store }).run(undefined, { id: "fails" });
  assert.equal(failed.status === "failed" && (failed.error as Error).name, "SaveFailedError");
  const run = await durable(one, { store, onSaveFailed: "warn", onWarning }).start(undefined, { id: "warns" });
  for await (const event of run.events({ after: 0 })) if (event.type === "custom") told.push(event.data);
  assert.equal((await run.result).status, "completed");
  assert.equal(warnings[0]!.kind, "save-failed");
  assert.deepEqual(told, warnings.slice(0, 1));
});

Deno.test("row 13: a secret is in no journal, whatever a state does with it", async () => {
  const store = memoryCheckpoints(), key = secret("k-0123456789");
  const caller = agent("caller").constants({ key })
    .channel("last", { initial: secret("c-0123456789") })
    .state("as-it-is", ({ constants }) => constants.key)
    .state("in-a-list", ({ constants }) => [{ header: `Bearer ${constants.key.reveal()}` }])
    .state("in-an-error", { retry: { maxAttempts: 2 } }, ({ constants }): string => {
      throw new Error(`401 for ${constants.key.reveal()}`, { cause: constants.key.reveal() });
    })
    .state("used", ({ constants }) => constants.key.reveal().length);
  const result = await durable(caller, { store }).run(undefined, { id: "r" });
  assert.equal(result.output("used"), 12);
  const text = await exportRun(store, "r");
  assert.ok(!text.includes("0123456789"), text);
  assert.ok(text.includes("401 for [secret]"));
});
