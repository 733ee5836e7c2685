import assert from "node:assert/strict";
import { Alarm } from "../../src/time/clock.ts";
import { systemClock } from "../../src/time/system_clock.ts";

class Bell extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/** Resolves with the time at which an alarm of `delayMs` rang. */
function rung(delayMs: number): Promise<number> {
  return new Promise((resolve) => systemClock.set(new Bell(() => resolve(systemClock.now())), delayMs));
}

// The clock's ticking timer outlives the last alarm by up to one tick, on purpose.
const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test("systemClock never rings early and keeps the order of delays", options, async () => {
  const startMs = systemClock.now(), order: number[] = [];
  const delays = [0, 3, 25, 60, 60];
  await Promise.all(delays.map(async (delayMs) => {
    const atMs = await rung(delayMs);
    order.push(delayMs);
    assert.ok(atMs - startMs >= delayMs, `rang after ${atMs - startMs} ms instead of ${delayMs}`);
  }));
  assert.deepEqual(order, delays);
});

Deno.test("systemClock rings no alarm that was cleared", options, async () => {
  let rang = false;
  const alarm = new Bell(() => rang = true);
  systemClock.set(alarm, 5);
  systemClock.clear(alarm);
  systemClock.clear(alarm);
  await rung(30);
  assert.equal(rang, false);
  assert.equal(alarm.next, null);
});

Deno.test(
  "systemClock rings after a blocked event loop, and not what was set after the block early",
  options,
  async () => {
    const before = rung(20), startMs = systemClock.now();
    while (systemClock.now() - startMs < 80);
    const setMs = systemClock.now(), after = rung(40);
    await before;
    assert.ok(await after - setMs >= 40);
  },
);
