import assert from "node:assert/strict";
import { ReferenceLoop } from "../../../src/harness/measure/reference_loop.ts";

/** A machine on which a round takes 5 ns, and has the processor for half of it. */
function machine() {
  let roundsRun = 0;
  return {
    nowMs: () => roundsRun * 5e-6,
    processorUs: () => roundsRun * 2.5e-3,
    kernel(seed: number, rounds: number) {
      roundsRun += rounds;
      return seed + 1;
    },
  };
}

Deno.test("ReferenceLoop is sized to 20 ms and says what each run took", () => {
  const loop = new ReferenceLoop(null, machine());
  assert.ok(Math.abs(loop.rounds - 4_000_000) < 10);
  const { wallNs, cpuNs } = loop.time();
  assert.ok(Math.abs(wallNs - 20e6) < 1e3);
  assert.ok(Math.abs(cpuNs - 10e6) < 1e3);
});

Deno.test("ReferenceLoop keeps the rounds of the session that it goes on for", () => {
  const loop = new ReferenceLoop(1_000, machine());
  assert.equal(loop.rounds, 1_000);
  assert.ok(Math.abs(loop.time().wallNs - 5_000) <= 1);
});
