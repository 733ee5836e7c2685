import assert from "node:assert/strict";
import { agent, Command } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const boom = new Error("boom");

function fail(): never {
  throw boom;
}

Deno.test("compensate undoes what completed, the last first, with input, output, error and name", async () => {
  const undone: unknown[] = [];
  const compensate = (context: unknown) => void undone.push(context);
  const result = await agent("trip").input<string>()
    .state("flight", { compensate }, async () => await Promise.resolve("flight 1"))
    .state("hotel", { after: ["flight"], compensate }, () => "hotel 2")
    .state("stroll", { after: ["flight"] }, () => "nothing to undo")
    .state("car", { after: ["hotel"], compensate }, fail)
    .state("later", { after: ["car"], compensate }, () => "never")
    .run("Ada");
  assert.deepEqual(undone, [
    { input: "Ada", output: "hotel 2", error: boom, state: "hotel" },
    { input: "Ada", output: "flight 1", error: boom, state: "flight" },
  ]);
  assert.deepEqual(result.compensations, [
    { state: "hotel", kind: "compensated" },
    { state: "flight", kind: "compensated" },
  ]);
  assert.equal(result.status, "failed");
});

Deno.test("compensate is not called when the run completes", async () => {
  const result = await agent("fine").state("a", { compensate: fail }, () => 1).run();
  assert.equal(result.status, "completed");
  assert.deepEqual(result.compensations, []);
});

Deno.test("compensations run one after another, and one that fails keeps none from running", async () => {
  const clock = new SimulatedClock(), log: string[] = [];
  const undo = async ({ state }: { readonly state: string }) => {
    log.push(`${state} begins at ${clock.now()}`);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    if (state === "b") fail();
  };
  const running = agent("slow undo")
    .state("a", { compensate: undo }, () => 1)
    .state("b", { after: ["a"], compensate: undo }, () => 2)
    .state("c", { after: ["b"], compensate: fail }, () => 3)
    .state("d", { after: ["c"] }, fail)
    .run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual((await running).compensations, [
    { state: "c", kind: "failed", error: boom },
    { state: "b", kind: "failed", error: boom },
    { state: "a", kind: "compensated" },
  ]);
  assert.deepEqual(log, ["b begins at 0", "a begins at 10"]);
});

Deno.test("a run that is cancelled or times out undoes what completed, with the reason as error", async () => {
  const clock = new SimulatedClock(), errors: unknown[] = [];
  const booked = agent("booked")
    .state("a", { compensate: ({ error }) => void errors.push(error) }, () => 1)
    .state("hangs", { after: ["a"] }, () => new Promise<never>(() => {}));
  const cancelled = booked.start(undefined, { clock });
  await clock.advance(1);
  cancelled.cancel("enough");
  const timedOut = booked.run(undefined, { clock, timeoutMs: 5 });
  await clock.advance(5);
  assert.equal((await cancelled.result).status, "cancelled");
  const result = await timedOut;
  assert(result.status === "timed-out");
  assert.deepEqual(errors, ["enough", result.error]);
});

Deno.test("each visit of a loop is undone with its own output", async () => {
  const undone: unknown[] = [];
  await agent("loop")
    .state(
      "book",
      { compensate: ({ output }) => void undone.push(output) },
      ({ visit }) => Command({ output: `booking ${visit}`, goto: visit < 3 ? "book" as const : "fail" as const }),
    )
    .state("fail", { entry: false }, fail)
    .run();
  assert.deepEqual(undone, ["booking 3", "booking 2", "booking 1"]);
});

Deno.test("a run that fails fast undoes what had completed by then, and its result waits for that", async () => {
  const clock = new SimulatedClock();
  let isUndone = false;
  const running = agent("strict", { onFailure: "fail-fast" })
    .state("a", {
      compensate: async () => {
        await new Promise<void>((resolve) => clock.after(10, resolve));
        isUndone = true;
      },
    }, () => 1)
    .state("b", { after: ["a"] }, fail)
    .run(undefined, { clock });
  const seen = running.then(() => isUndone);
  await clock.runAll();
  assert.equal(await seen, true);
});
