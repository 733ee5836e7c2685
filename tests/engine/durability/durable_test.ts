import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { durable, memoryCheckpoints, RunLockedError, UnknownRunError } from "puffinflow/durability";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { SimulatedWallClock } from "../../../src/time/simulated_wall_clock.ts";
import { endless, settle } from "./endless.ts";

Deno.test("run() of an id that is in flight is the same run", async () => {
  let runs = 0;
  const store = memoryCheckpoints(), gate = Promise.withResolvers<void>();
  const slow = agent("slow").input<number>().state("a", async ({ input }) => {
    runs++;
    await gate.promise;
    return input;
  });
  const slows = durable(slow, { store }), others = durable(slow, { store });
  const both = [slows.run(1, { id: "x" }), others.run(2, { id: "x" })];
  await settle();
  gate.resolve();
  const outputs = (await Promise.all(both)).map((result) => result.unwrap().a);
  assert.deepEqual([outputs, runs], [[1, 1], 1]);
});

Deno.test("run() without an id makes a run of its own each time", async () => {
  const store = memoryCheckpoints(), ones = durable(agent("one").state("a", () => 1), { store });
  await ones.run();
  await ones.run();
  assert.equal((await ones.list()).length, 2);
});

Deno.test("resume() names a run that does not exist, and one of another agent", async () => {
  const store = memoryCheckpoints(), ones = durable(agent("one").state("a", () => 1), { store });
  const twos = durable(agent("two").state("a", () => 1), { store });
  await ones.run(undefined, { id: "x" });
  await assert.rejects(ones.resume("y"), new UnknownRunError("y", store.name));
  await assert.rejects(twos.resume("x"), { code: "other-agent" });
  await assert.rejects(twos.signal("y", "go"), { code: "unknown-run" });
  assert.deepEqual([await twos.status("x"), await twos.drop("x"), await ones.status("y")], [
    undefined,
    false,
    undefined,
  ]);
  assert.equal(await ones.drop("x"), true);
});

Deno.test("durable() refuses what is no agent, and options that are none", async () => {
  const store = memoryCheckpoints(), one = agent("one").state("a", () => 1);
  assert.throws(() => durable({ run() {} } as never, { store }), TypeError);
  assert.throws(() => durable(one, { store, durability: "half" as never }), TypeError);
  assert.throws(() => durable(one, { store, onSaveFailed: "ignore" as never }), TypeError);
  const numbers = [{ maxUnsaved: 0 }, { maxSignals: 0.5 }, { signalPollMs: 0 }, { retention: { maxCount: -1 } }];
  for (const wrong of [...numbers, { retention: { maxAgeMs: NaN } }]) {
    assert.throws(() => durable(one, { store, ...wrong }), RangeError);
  }
  const ones = durable(one, { store });
  await assert.rejects(ones.run(undefined, { id: "" }), TypeError);
  await assert.rejects(ones.run(undefined, { id: "x".repeat(201) }), TypeError);
  await assert.rejects(ones.list({ limit: 0 }), RangeError);
  await assert.rejects(ones.run(undefined, { timeoutMs: 0 }), RangeError);
});

Deno.test("a run that another holder works on is refused, with the holder's name", async () => {
  const store = memoryCheckpoints(), ones = durable(agent("one").state("a", () => 1), { store });
  await store.create({ id: "x", agent: "one", fingerprint: "", createdAtMs: 0, input: null }, "full");
  await store.claim("x", "process 7");
  await assert.rejects(ones.resume("x", { changedDefinition: "accept" }), new RunLockedError("x", "process 7"));
  assert.deepEqual(await ones.resumeAll({ changedDefinition: "accept" }), []);
});

Deno.test("suspend() gives a run up without undoing anything; another life goes on with it", async () => {
  const undone: string[] = [], store = memoryCheckpoints();
  const trip = agent("trip")
    .state("book", { compensate: () => void undone.push("book") }, () => "booked")
    .state("wait", { after: ["book"] }, ({ signal, visit }) => undone.length > 5 ? visit : endless(signal));
  const trips = durable(trip, { store }), run = await trips.start(undefined, { id: "x" });
  await settle();
  assert.equal(run.status, "running");
  await run.suspend();
  const result = await run.result;
  assert.equal(result.status === "cancelled" && (result.error as Error).name, "RunSuspendedError");
  assert.deepEqual([undone, (await trips.status("x"))!.status], [[], "open"]);
  undone.length = 6;
  assert.equal((await (await trips.resume("x")).result).status, "completed");
});

Deno.test("cancel() ends a run for good, and undoes it", async () => {
  const undone: string[] = [], store = memoryCheckpoints();
  const trip = agent("trip")
    .state("book", { compensate: () => void undone.push("book") }, () => "booked")
    .state("wait", { after: ["book"] }, ({ signal }) => endless(signal));
  const trips = durable(trip, { store }), run = await trips.start(undefined, { id: "x" });
  await settle();
  run.cancel(new Error("enough"));
  assert.equal((await run.result).status, "cancelled");
  const again = await trips.resume("x"), result = await again.result;
  assert.deepEqual([result.status, again.status, undone], ["cancelled", "cancelled", ["book"]]);
  assert.deepEqual(result.states.wait, { kind: "cancelled" });
  assert.throws(() => result.unwrap(), { name: "RunFailedError", message: /enough/ });
  assert.equal((await again.events().getReader().read()).done, true);
});

Deno.test("a run that was cut off while it was being undone goes on with that, and starts no state", async () => {
  const undone: string[] = [], started: string[] = [], store = memoryCheckpoints(), cut = Promise.withResolvers<void>();
  const build = (isSecond: boolean) =>
    agent("trip")
      .state("a", { compensate: () => void undone.push("a") }, () => 1)
      .state("b", {
        after: ["a"],
        compensate: () => {
          undone.push("b");
          return isSecond ? undefined : cut.promise;
        },
      }, () => 2)
      .state("c", { after: ["b"], compensate: () => void undone.push("c") }, () => 3)
      .state("d", { after: ["c"] }, ({ signal }) => {
        started.push("d");
        return endless(signal);
      });
  const run = await durable(build(false), { store }).start(undefined, { id: "x" });
  await settle();
  run.cancel(new Error("enough"));
  await settle();
  assert.deepEqual(undone, ["c", "b"]);
  // The process ends here: what it holds is nobody's.
  const copy = memoryCheckpoints(), { holder: _holder, status: _status, ...head } = (await store.find("x"))!;
  await copy.create(head, "full");
  const claim = await copy.claim("x", "copy");
  for (const record of await store.load("x")) await claim.putIfAbsent(record, "full");
  await claim.release();
  const result = await (await durable(build(true), { store: copy }).resume("x")).result;
  assert.equal(result.status === "cancelled" && (result.error as Error).message, "enough");
  assert.deepEqual([undone, started], [["c", "b", "b", "a"], ["d"]]);
  assert.deepEqual(result.compensations.map(({ state }) => state), ["c", "b", "a"]);
  cut.resolve();
  await run.result;
});

Deno.test("timeoutMs of a run goes on while the process does not run", async () => {
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date("2025-01-01"));
  const store = memoryCheckpoints(), slow = agent("slow").state("a", ({ signal }) => endless(signal));
  const slows = durable(slow, { store, wallClock });
  const run = await slows.start(undefined, { id: "x", timeoutMs: 1_000, clock });
  await clock.advance(400);
  await run.suspend();
  await clock.advance(400);
  const again = await slows.resume("x", { clock });
  await clock.advance(150);
  assert.equal(again.status, "running");
  await clock.advance(100);
  assert.equal((await again.result).status, "timed-out");
  const { deadlineMs, createdAtMs } = (await slows.status("x"))!;
  assert.equal(deadlineMs! - createdAtMs, 1_000);
});

Deno.test("a durable run that is disposed of is suspended", async () => {
  const store = memoryCheckpoints(),
    slows = durable(agent("slow").state("a", ({ signal }) => endless(signal)), { store });
  {
    await using run = await slows.start(undefined, { id: "x" });
    assert.equal(run.agent, "slow");
  }
  const info = (await slows.status("x"))!;
  assert.deepEqual([info.status, info.holder], ["open", undefined]);
});
