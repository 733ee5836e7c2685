import assert from "node:assert/strict";
import { cron, every, nextRuns, type Trigger } from "puffinflow/schedule";

Deno.test("nextRuns() gives what comes after a moment, without the moment itself", () => {
  const after = new Date("2025-01-01T00:15:00Z");
  assert.deepEqual(nextRuns(every({ minutes: 15 }), { after }), [new Date("2025-01-01T00:30:00Z")]);
  assert.deepEqual(nextRuns(cron("*/15 * * * *"), { after }), [new Date("2025-01-01T00:30:00Z")]);
  assert.deepEqual(nextRuns(cron("15 * * * *"), { after: new Date(after.getTime() - 1) }), [after]);
  assert.deepEqual(nextRuns(cron("* * * * *"), { after, count: 0 }), []);
});

Deno.test("nextRuns() refuses options out of bounds and triggers that were stored wrongly", () => {
  const after = new Date(0), trigger = every({ minutes: 1 });
  for (const count of [-1, 1.5, 10_001, NaN]) assert.throws(() => nextRuns(trigger, { after, count }), RangeError);
  assert.throws(() => nextRuns(trigger, { after: new Date(NaN) }), RangeError);
  const stored: Trigger[] = [
    { kind: "cron", pattern: "* * * * *", timeZone: "Nowhere" },
    { kind: "interval", periodMs: 0, anchorMs: 0 },
  ];
  for (const wrong of stored) assert.throws(() => nextRuns(wrong, { after }), RangeError);
});
