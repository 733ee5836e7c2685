import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { ConsumptionMeter } from "../../../src/harness/measure/counters.ts";

/** Allocates about 60 MB, more than the young generation holds. */
function litter(): number {
  let length = 0;
  for (let i = 0; i < 60_000; i++) length += new Array(128).fill(i).length;
  return length;
}

Deno.test("ConsumptionMeter counts the bytes that were allocated, though they are garbage by then", () => {
  const meter = new ConsumptionMeter();
  meter.start();
  assert.equal(litter(), 128 * 60_000);
  const { allocatedBytes } = meter.stop();
  const expected = 60_000 * 128 * 4;
  assert.ok(allocatedBytes > expected && allocatedBytes < 8 * expected, `${allocatedBytes} bytes`);
});

Deno.test("ConsumptionMeter counts small amounts to some thousand bytes, however much of a page is free", () => {
  const meter = new ConsumptionMeter(), kept: unknown[] = new Array(8);
  const allocate = (objects: number) => {
    // Four fields behind three words, eight bytes each.
    for (let i = 0; i < objects; i++) kept[i & 7] = { a: i, b: 1, c: 2, d: 3 };
  };
  for (let i = 0; i < 200; i++) allocate(1_000);
  const errors = Array.from({ length: 51 }, () => {
    meter.start();
    allocate(1_000);
    return meter.stop().allocatedBytes - 1_000 * 7 * 8;
  }).sort((a, b) => a - b);
  // What the readings themselves allocate is in it. Without the second reading they spread over 262,144 bytes.
  assert.ok(errors[13]! > 0 && errors[37]! < 4_096, `${errors}`);
});

Deno.test("ConsumptionMeter counts garbage collections and their nanoseconds, which are part of the whole", () => {
  const meter = new ConsumptionMeter();
  meter.start();
  litter();
  const { gcCount, gcNs, wallNs } = meter.stop();
  assert.ok(gcCount > 0);
  assert.ok(gcNs > 1_000, `${gcNs} ns`);
  assert.ok(gcNs < wallNs, `${gcNs} of ${wallNs} ns`);
});

Deno.test("ConsumptionMeter reads wall and processor time in nanoseconds", () => {
  const meter = new ConsumptionMeter();
  meter.start();
  const dueMs = performance.now() + 20;
  while (performance.now() < dueMs);
  const { wallNs, cpuNs } = meter.stop();
  assert.ok(wallNs >= 20e6, `${wallNs} ns`);
  assert.ok(cpuNs > 1e5, `${cpuNs} ns`);
});

Deno.test("ConsumptionMeter starts from nothing for each stretch", () => {
  const meter = new ConsumptionMeter();
  meter.start();
  litter();
  meter.stop();
  meter.start();
  const { allocatedBytes, gcCount } = meter.stop();
  assert.ok(allocatedBytes < 1e6, `${allocatedBytes} bytes`);
  assert.equal(gcCount, 0);
});

Deno.test("ConsumptionMeter.stop() refuses a stretch that was not started", () => {
  assert.throws(() => new ConsumptionMeter().stop(), InvariantError);
});
