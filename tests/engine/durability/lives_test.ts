import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { agent, Command, DeadLetterQueue } from "puffinflow";
import {
  type CheckpointStore,
  durable,
  fileCheckpoints,
  memoryCheckpoints,
  type RunClaim,
  sqliteCheckpoints,
} from "puffinflow/durability";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { endless, settle } from "./endless.ts";

/** A store that does something else in a few places. */
function altered(store: CheckpointStore, changes: Partial<CheckpointStore>): CheckpointStore {
  return {
    name: store.name,
    create: (run, durability) => store.create(run, durability),
    find: (id) => store.find(id),
    claim: (id, holder) => store.claim(id, holder),
    load: (id) => store.load(id),
    send: (id, signal) => store.send(id, signal),
    signals: (id) => store.signals(id),
    list: (query) => store.list(query),
    drop: (id) => store.drop(id),
    prune: (query) => store.prune(query),
    close: () => store.close(),
    ...changes,
  };
}

/** An agent whose last state is in flight until it is let go. */
function waiting(gate: { isOpen: boolean }) {
  return agent("waiting").state("a", () => 1)
    .state("b", { after: ["a"] }, ({ signal }) => gate.isOpen ? 2 : endless(signal));
}

Deno.test("a run whose claim is lost stops at its next record, also when it would go on with warnings", async () => {
  for (const onSaveFailed of ["fail-run", "warn"] as const) {
    const store = memoryCheckpoints(), late = Promise.withResolvers<number>(), done: string[] = [];
    const slow = agent("slow").state("a", () => late.promise).state("b", { after: ["a"] }, () => void done.push("b"));
    const slows = durable(slow, { store, onSaveFailed }), run = await slows.start(undefined, { id: "x" });
    await settle();
    // What its process holds is given to somebody else.
    await store.close();
    const claim = await store.claim("x", "somebody else");
    late.resolve(1);
    const result = await run.result;
    assert.equal(result.status === "failed" && (result.error as { code?: string }).code, "claim-lost");
    assert.deepEqual([done, await store.load("x")], [[], []]);
    await claim.release();
  }
});

Deno.test("what is asked of a run that is over has no effect", async () => {
  const store = memoryCheckpoints(), ones = durable(agent("one").state("a", () => 1), { store });
  await ones.run(undefined, { id: "x" });
  const again = await ones.resume("x");
  again.pause();
  again.resume();
  again.cancel();
  await again.suspend();
  await again[Symbol.asyncDispose]();
  assert.deepEqual([again.id, again.agent, again.status, (await again.result).status], [
    "x",
    "one",
    "completed",
    "completed",
  ]);
});

Deno.test("a run that ends between the look at it and the claim is over, and nobody holds it", async () => {
  const store = memoryCheckpoints(), one = agent("one").state("a", () => 1);
  await durable(one, { store }).run(undefined, { id: "x" });
  const { endedAtMs: _endedAtMs, ...head } = (await store.find("x"))!;
  const stale = altered(store, { find: () => Promise.resolve({ ...head, status: "open" }) });
  const run = await durable(one, { store: stale }).resume("x");
  assert.equal((await run.result).unwrap().a, 1);
  assert.equal((await store.find("x"))!.holder, undefined);
});

Deno.test("resumeAll() leaves to others what they have claimed meanwhile, and tells of what is wrong with a run", async () => {
  const store = memoryCheckpoints(), gate = { isOpen: false };
  for (const id of ["x", "y"]) {
    await using _run = await durable(waiting(gate), { store }).start(undefined, { id });
  }
  gate.isOpen = true;
  await store.claim("x", "somebody else");
  const blind = altered(store, {
    list: async (query) => (await store.list(query)).map(({ holder: _holder, ...run }) => run),
  });
  const [run, ...others] = await durable(waiting(gate), { store: blind }).resumeAll();
  assert.deepEqual([run!.id, others.length, (await run!.result).status], ["y", 0, "completed"]);
  const broken = altered(store, { claim: () => Promise.reject(new Error("unreadable")), list: blind.list });
  await assert.rejects(durable(waiting(gate), { store: broken }).resumeAll(), { message: "unreadable" });
});

Deno.test("a run with a damaged journal is not resumed, and nobody holds it then", async () => {
  const directory = await Deno.makeTempDir(), gate = { isOpen: false };
  const path = `${directory}/runs.db`,
    files = fileCheckpoints(`${directory}/files`),
    database = sqliteCheckpoints(path);
  for (const store of [files, database]) {
    const run = await durable(waiting(gate), { store }).start(undefined, { id: "x" });
    while ((await store.load("x")).length === 0) await settle();
    await run.suspend();
  }
  const rows = new DatabaseSync(path), journal = `${directory}/files/x/journal.jsonl`;
  rows.exec("UPDATE record SET line = replace(line, 'visit', 'visits')");
  rows.close();
  await Deno.writeTextFile(journal, (await Deno.readTextFile(journal)).replace("visit", "visits"));
  gate.isOpen = true;
  for (const store of [files, database]) {
    await assert.rejects(durable(waiting(gate), { store }).resume("x"), { code: "corrupt-record" });
    await store.close();
  }
  const after = sqliteCheckpoints(path);
  assert.equal((await after.find("x"))!.holder, undefined);
  await after.close();
  await Deno.remove(directory, { recursive: true });
});

Deno.test("a step whose limit passes while it is recorded is recorded once: the next attempt gets what the first gave", async () => {
  const clock = new SimulatedClock(), inner = memoryCheckpoints(), gate = Promise.withResolvers<void>();
  // In order, as all stores do.
  let last: Promise<unknown> = gate.promise;
  const slowly = (claim: RunClaim): RunClaim => ({
    fence: claim.fence,
    putIfAbsent(record, durability) {
      const kept = last.then(() => claim.putIfAbsent(record, durability));
      last = kept;
      return kept;
    },
    release: () => claim.release(),
  });
  const store = altered(inner, { claim: async (id, holder) => slowly(await inner.claim(id, holder)) });
  const short = agent("short").state(
    "a",
    { timeoutMs: 50, retry: { maxAttempts: 2 } },
    ({ attempt }) => `attempt ${attempt}`,
  );
  const run = await durable(short, { store }).start(undefined, { id: "x", clock });
  await clock.advance(60);
  gate.resolve();
  await clock.advance(10);
  assert.equal((await run.result).unwrap().a, "attempt 1");
  assert.deepEqual((await inner.load("x")).filter(({ kind }) => kind === "step").length, 1);
});

Deno.test("a recorded step does not go ahead while its run is held: its turn may come when that goes on", async () => {
  const clock = new SimulatedClock(), store = memoryCheckpoints(), flags = { pauses: false, isOpen: false };
  const held = agent("held")
    .state("a", {
      when({ pause }) {
        if (flags.pauses) pause();
        return true;
      },
    }, async () => await new Promise<number>((resolve) => clock.after(10, () => resolve(1))))
    .state("b", () => 2)
    .state("c", ({ signal }) => flags.isOpen ? 3 : endless(signal));
  const all = durable(held, { store }), run = await all.start(undefined, { id: "x", clock });
  await clock.advance(20);
  await run.suspend();
  Object.assign(flags, { pauses: true, isOpen: true });
  const again = await all.resume("x", { clock }), told: string[] = [];
  const reading = (async () => {
    for await (const event of again.events({ after: 0 })) if (event.type === "state-completed") told.push(event.state);
  })();
  await clock.advance(200);
  assert.deepEqual([again.status, told], ["paused", []]);
  again.resume();
  await clock.advance(200);
  await reading;
  assert.deepEqual(told, ["b", "c", "a"].toSorted((x, y) => told.indexOf(x) - told.indexOf(y)));
  assert.ok(told.indexOf("b") < told.indexOf("a"));
});

Deno.test("a run that failed by a conflict of channels has its error, and no channels, when it is read again", async () => {
  const store = memoryCheckpoints();
  const rivals = agent("rivals").channel("x", { initial: 0 })
    .state("a", () => Command({ update: { x: 1 } }))
    .state("b", () => Command({ update: { x: 2 } }));
  const all = durable(rivals, { store });
  assert.equal((await all.run(undefined, { id: "r" })).status, "failed");
  const again = await all.run(undefined, { id: "r" });
  assert.equal(again.status === "failed" && (again.error as { code?: string }).code, "channel-conflict");
  assert.deepEqual([{ ...again.channels }, again.output("a")], [{}, undefined]);
});

Deno.test("a dead letter of a durable run is replayed as an ordinary run, which nobody records", async () => {
  const store = memoryCheckpoints();
  const deadLetters = new DeadLetterQueue(), flags = { fails: true };
  const flaky = agent("flaky", { deadLetters }).state("a", () => {
    if (flags.fails) throw new Error("no");
    return 1;
  });
  await durable(flaky, { store }).run(undefined, { id: "x" });
  const before = await store.load("x");
  flags.fails = false;
  assert.equal((await deadLetters.replay(1)).status, "completed");
  assert.deepEqual(await store.load("x"), before);
});
