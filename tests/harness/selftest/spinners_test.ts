import assert from "node:assert/strict";
import process from "node:process";
import { besideSpinners } from "../../../src/harness/selftest/spinners.ts";

Deno.test("besideSpinners() keeps processors busy while the work is done, and not after it", async () => {
  const cpuMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1_000;
  const spentMs = await besideSpinners(1, async () => {
    const before = cpuMs();
    // A spinner that never spins would keep this test waiting until its runner gives up.
    while (cpuMs() < before + 100) await new Promise((resolve) => setTimeout(resolve, 10));
    return cpuMs() - before;
  });
  assert.ok(spentMs >= 100);
});

Deno.test("besideSpinners() ends its threads when the work fails", async () => {
  await assert.rejects(besideSpinners(1, () => Promise.reject(new RangeError("planted"))), /planted/);
});
