import assert from "node:assert/strict";
import { StepClock } from "../../../src/harness/session/block_steps.ts";

Deno.test("StepClock adds up what each step takes, also of one that throws", async () => {
  let nowMs = 0;
  const clock = new StepClock(() => nowMs);
  const lasting = (ms: number) => () => Promise.resolve(void (nowMs += ms));
  await clock.take("start", lasting(5));
  await clock.take("sample", lasting(7));
  const thrown = clock.take("sample", () => {
    nowMs += 11;
    return Promise.reject(new RangeError("planted"));
  });
  await assert.rejects(thrown, RangeError);
  assert.deepEqual(clock.spentMs, {
    start: 5,
    trace: 0,
    warmUp: 0,
    sample: 18,
    timeRuns: 0,
    verify: 0,
    record: 0,
    finish: 0,
  });
});
