import assert from "node:assert/strict";
import { realWait } from "../../../src/harness/measure/real_wait.ts";

Deno.test("realWait() never ends before its time", async () => {
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: 50 }, async (_, i) => {
    const waitMs = 1 + i / 10;
    await realWait(waitMs);
    assert.ok(performance.now() - startedMs >= waitMs);
  }));
});

Deno.test("realWait() lets many wait together", async () => {
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: 100 }, () => realWait(10)));
  assert.ok(performance.now() - startedMs < 1_000, "a hundred waits of 10 ms would take a second in a row");
});
