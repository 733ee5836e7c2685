import assert from "node:assert/strict";
import { agent, goto, Secret, secret } from "puffinflow";
import { type DurabilityWarning, durable, memoryCheckpoints } from "puffinflow/durability";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { SimulatedWallClock } from "../../../src/time/simulated_wall_clock.ts";
import { settle } from "./endless.ts";
import { failingStore } from "./failing_store.ts";

Deno.test("an output that cannot be recorded fails its state, which is named with the place in it", async () => {
  const store = memoryCheckpoints();
  const odd = agent("odd")
    .state("a", { retry: { maxAttempts: 3 } }, () => ({ list: [1, { f: () => 1 }] }))
    .state("b", () => new URL("https://example.org"))
    .state("c", () => secret("k-0123456789"))
    .state("d", () => ["Bearer k-9876543210"]);
  const kept = secret("k-9876543210"), { states } = await durable(odd, { store }).run();
  const messages = Object.values(states).map((outcome) =>
    outcome.kind === "failed" ? (outcome.error as Error).message : ""
  );
  assert.deepEqual(messages, [
    'Cannot record the output of state "a" as all of it must be plain data: list[1].f is a function',
    'Cannot record the output of state "b" as all of it must be plain data: it is an instance of URL',
    'Cannot record the output of state "c" as all of it must be plain data: it is a secret: hand secrets in as constants',
    'Cannot record the output of state "d" as all of it must be plain data: [0] is the text of a secret: hand secrets in as constants',
  ]);
  assert.ok(states.a.kind === "failed" && states.a.attempts === 1);
  assert.ok(kept instanceof Secret);
});

Deno.test("a run with an input that cannot be recorded does not start", async () => {
  const store = memoryCheckpoints(), echo = agent("echo").input<{ key: Secret<string> }>().state("a", () => 1);
  await assert.rejects(durable(echo, { store }).run({ key: secret("k-0123456789") }), {
    code: "unrecordable",
    message: 'Cannot record the input of agent "echo" as all of it must be plain data: ' +
      "key is a secret: hand secrets in as constants",
  });
  assert.deepEqual(await store.list({ limit: 1 }), []);
});

Deno.test("a step that cannot be recorded ends the run, undoes nothing, and is done again when it is resumed", async () => {
  const failing = failingStore(), { store } = failing, done: string[] = [];
  failing.refuses = ({ key }) => key === "step:b#1";
  const saga = agent("saga")
    .state("a", { compensate: () => void done.push("undo a") }, () => void done.push("a"))
    .state("b", { after: ["a"], retry: { maxAttempts: 3 } }, () => void done.push("b"))
    .state("c", { after: ["b"] }, () => void done.push("c"));
  const sagas = durable(saga, { store }), result = await sagas.run(undefined, { id: "x" });
  assert.equal(result.status, "failed");
  assert.match((result as { error: Error }).error.message, /^Cannot go on with run "x" .* no space left; mend that/);
  assert.deepEqual(done, ["a", "b"]);
  failing.refuses = () => false;
  assert.equal((await (await sagas.resume("x")).result).status, "completed");
  assert.deepEqual(done, ["a", "b", "b", "c"]);
});

Deno.test("an end that cannot be recorded is a failed run, which ends again when it is resumed", async () => {
  const failing = failingStore(), { store } = failing;
  failing.refuses = ({ kind }) => kind === "ended";
  const ones = durable(agent("one").state("a", () => 1), { store }), result = await ones.run(undefined, { id: "x" });
  assert.equal(result.status === "failed" && (result.error as { code?: string }).code, "save-failed");
  failing.refuses = () => false;
  assert.equal((await ones.run(undefined, { id: "x" })).status, "completed");
});

for (const durability of ["full", "off"] as const) {
  Deno.test(`onSaveFailed "warn" lets a run go on, and keeps what was missed with the next record (${durability})`, async () => {
    const failing = failingStore(), { store } = failing, warnings: DurabilityWarning[] = [];
    failing.refuses = ({ sequence }) => sequence === 2 && warnings.length < 2;
    const chain = agent("chain").state("a", () => 1).state("b", { after: ["a"] }, () => 2)
      .state("c", { after: ["b"] }, async () => {
        await settle();
        return 3;
      });
    const chains = durable(chain, {
      store,
      durability,
      onSaveFailed: "warn",
      onWarning: (warning) => warnings.push(warning),
    });
    const run = await chains.start(undefined, { id: "x" }), told: unknown[] = [];
    for await (const event of run.events({ after: 0 })) if (event.type === "custom") told.push(event.data);
    assert.equal((await run.result).status, "completed");
    assert.ok(warnings.length >= 1 && warnings[0]!.kind === "save-failed" && warnings[0]!.unsaved === 1);
    assert.deepEqual(told.slice(0, 1), warnings.slice(0, 1));
    assert.deepEqual((await store.load("x")).map(({ key }) => key), ["step:a#1", "step:b#1", "step:c#1", "ended:"]);
  });
}

Deno.test('onSaveFailed "warn" ends a run that has missed more than maxUnsaved records', async () => {
  const failing = failingStore(), { store } = failing;
  failing.refuses = () => true;
  const loop = agent("loop").state("a", { entry: true }, ({ visit }) => visit < 10 ? goto("a") : visit);
  const result = await durable(loop, { store, onSaveFailed: "warn", maxUnsaved: 3 }).run();
  assert.equal(result.status === "failed" && (result.error as { code?: string }).code, "save-failed");
});

Deno.test("retention removes ended runs as soon as another one ends", async () => {
  const store = memoryCheckpoints(),
    ones = durable(agent("one").state("a", () => 1), { store, retention: { maxCount: 2 } });
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date(0));
  for (const id of ["a", "b", "c", "d"]) await ones.run(undefined, { id });
  assert.equal((await ones.list({ status: "completed" })).length, 2);
  const aged = durable(agent("aged").state("a", () => 1), { store, wallClock, retention: { maxAgeMs: 1_000 } });
  await aged.run(undefined, { id: "old" });
  await clock.advance(2_000);
  await aged.run(undefined, { id: "new" });
  assert.deepEqual((await aged.list()).map(({ id }) => id), ["new"]);
});

Deno.test("a retention that cannot be kept is a warning, and the run's result stands", async () => {
  const { store } = failingStore(), warnings: DurabilityWarning[] = [];
  const broken = { ...store, prune: () => Promise.reject(new Error("no")) };
  const options = {
    store: broken,
    retention: { maxCount: 1 },
    onWarning: (warning: DurabilityWarning) => void warnings.push(warning),
  };
  assert.equal((await durable(agent("one").state("a", () => 1), options).run()).status, "completed");
  assert.deepEqual(warnings.map(({ kind }) => kind), ["prune-failed"]);
});
