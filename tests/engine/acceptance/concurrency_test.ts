import assert from "node:assert/strict";
import { agent, WorkflowDeadlockError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { loopedAgent } from "../../property/dag_run.ts";

/** Runs so many states of 100 ms each that wait for nothing. */
async function runOf(states: number, maxConcurrent: number) {
  const clock = new SimulatedClock();
  let running = 0, peak = 0, wide = loopedAgent<number>({ maxConcurrent }), tookMs = -1;
  for (let i = 0; i < states; i++) {
    wide = wide.state(`s${i}`, async () => {
      peak = Math.max(peak, ++running);
      await new Promise<void>((resolve) => clock.after(100, resolve));
      running--;
      return i;
    });
  }
  const run = wide.run(undefined, { clock });
  void run.then(() => tookMs = clock.now());
  await clock.runAll();
  return { result: await run, peak, tookMs };
}

Deno.test("row 1: five states of 100 ms run at the same time and take 100 ms, not 500", async () => {
  const { result, peak, tookMs } = await runOf(5, 5);
  assert.equal(result.status, "completed");
  assert.equal(peak, 5);
  assert.equal(tookMs, 100);
});

Deno.test("row 1: five states that really wait run at the same time", async () => {
  let running = 0, peak = 0, wide = loopedAgent<void>();
  for (let i = 0; i < 5; i++) {
    wide = wide.state(`s${i}`, async () => {
      peak = Math.max(peak, ++running);
      await new Promise<void>((resolve) => setTimeout(resolve, 5));
      running--;
    });
  }
  assert.equal((await wide.run()).status, "completed");
  assert.equal(peak, 5);
});

Deno.test("row 2: seven states with a limit of five all run, five at most at once", async () => {
  const { result, peak, tookMs } = await runOf(7, 5);
  assert.deepEqual(Object.keys(result.outputs), ["s0", "s1", "s2", "s3", "s4", "s5", "s6"]);
  assert.equal(peak, 5);
  assert.equal(tookMs, 200);
});

Deno.test("row 5: A, B and C, which needs both, all run before the run is completed", async () => {
  const order: string[] = [];
  const result = await agent("entries")
    .state("a", () => void order.push("a"))
    .state("b", () => void order.push("b"))
    .state("c", { after: ["a", "b"] }, () => void order.push("c"))
    .run();
  assert.equal(result.status, "completed");
  assert.deepEqual(order, ["a", "b", "c"]);
});

Deno.test("row 5: a run is not completed when a state waits for one that nothing led to", async () => {
  const result = await agent("stuck")
    .state("a", { to: ["b"] }, () => "goes nowhere")
    .state("b", () => 1)
    .state("c", { after: ["a", "b"] }, () => 2)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof WorkflowDeadlockError);
  assert.deepEqual(result.error.blocked, [{ state: "c", unmet: ["b"] }]);
  assert.deepEqual(result.states.b, { kind: "not-reached" });
  assert.deepEqual(result.states.c, { kind: "blocked", unmet: ["b"] });
});
