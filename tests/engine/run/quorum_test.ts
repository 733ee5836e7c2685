import assert from "node:assert/strict";
import { agent, Command, ConflictError, quorum, QuorumError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const boom = new Error("boom");

function fail(): never {
  throw boom;
}

Deno.test("quorum() completes a run of which enough last states complete", async () => {
  const result = await agent("majority", { onFailure: quorum(2) })
    .state("start", () => 1)
    .state("a", { after: ["start"] }, () => "a")
    .state("b", { after: ["start"] }, fail)
    .state("c", { after: ["start"] }, async () => await Promise.resolve("c"))
    .run();
  assert.equal(result.status, "completed");
  assert.deepEqual(result.outputs, { start: 1, a: "a", c: "c" });
  assert.deepEqual(result.states.b, { kind: "failed", error: boom, attempts: 1 });
});

Deno.test("quorum() ends a run at once when it cannot be reached any more", async () => {
  const clock = new SimulatedClock(), first = new Error("first");
  let reason: unknown;
  const running = agent("majority", { onFailure: quorum(2) })
    .state("start", () => 1)
    .state("a", { after: ["start"] }, () => "a")
    .state("b", { after: ["start"] }, () => {
      throw first;
    })
    .state("c", { after: ["start"] }, async () => {
      await new Promise<void>((resolve) => clock.after(5, resolve));
      fail();
    })
    .state("waits", { after: ["start"] }, ({ signal }) => {
      signal.addEventListener("abort", () => reason = signal.reason);
      return new Promise<void>((resolve) => clock.after(50, resolve));
    })
    .state("leaf", { after: ["waits", "b"] }, () => 2)
    .run(undefined, { clock });
  await clock.advance(5);
  const result = await running;
  assert(result.status === "failed");
  assert.ok(result.error instanceof QuorumError);
  assert.deepEqual([result.error.completed, result.error.needs, result.error.cause], [1, 2, first]);
  assert.equal(result.failedState, "b");
  assert.equal(reason, result.error);
});

Deno.test("quorum() counts skipped last states as missing when another one fails", async () => {
  const result = await agent("skips", { onFailure: quorum(1) })
    .state("a", { when: () => false }, () => 1)
    .state("b", async () => {
      await Promise.resolve();
      fail();
    })
    .run();
  assert(result.status === "failed");
  assert.match(String(result.error), /1 of its last states must complete: 0 did/);
});

Deno.test("quorum() is missed by last states that nothing led to", async () => {
  const result = await agent("unreached", { onFailure: quorum(2) })
    .state("a", () => 1)
    .state("b", { entry: false }, () => 2)
    .state("c", fail)
    .run();
  assert(result.status === "failed");
  assert.match(String(result.error), /2 of its last states must complete: 1 did/);
});

Deno.test("quorum() makes no peace between writers of one channel", async () => {
  const result = await agent("conflict", { onFailure: quorum(2) })
    .channel("c", { initial: 0 })
    .state("a", () => Command({ update: { c: 1 } }))
    .state("b", () => Command({ update: { c: 2 } }))
    .state("x", fail)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof ConflictError);
});

Deno.test("quorum() refuses a number that is none", () => {
  for (const needs of [0, -1, 1.5, NaN]) {
    assert.throws(() => quorum(needs), /'needs' must be a whole number of 1 or more: current value is/);
  }
});
