/**
 * V7: whether the counter of allocated bytes counts what is allocated, tried on objects of which the size is known.
 * @module
 */
import { ConsumptionMeter } from "../measure/counters.ts";
import type { SelftestLine } from "./selftest_line.ts";

const OBJECTS = 4_000_000;
/** Four fields behind V8's three words of an object, eight bytes each. */
const BYTES_PER_OBJECT = 8 * (3 + 4);
/** What was allocated last stays reachable, so that no compiler may leave the allocation out. */
const KEPT = 8;

/** Share by which the counter may be off. */
export const COUNTER_LIMIT = 0.01;

/**
 * Allocates a known amount and reads the counter.
 *
 * @returns One line: by which share the counter is off.
 */
export function allocationCounter(): SelftestLine[] {
  const meter = new ConsumptionMeter(), kept: unknown[] = new Array(KEPT);
  // Until the function is compiled to the end: before, the interpreter allocates numbers of its own.
  for (let i = 0; i < 3; i++) allocate(OBJECTS, kept);
  meter.start();
  allocate(OBJECTS, kept);
  const { allocatedBytes } = meter.stop();
  const known = OBJECTS * BYTES_PER_OBJECT;
  return [{
    id: "V7",
    what: "error of the allocation counter on objects of known size",
    value: Math.abs(allocatedBytes - known) / known,
    unit: "share",
    n: OBJECTS,
    pass: { atMost: COUNTER_LIMIT },
  }];
}

function allocate(objects: number, kept: unknown[]): void {
  for (let i = 0; i < objects; i++) kept[i % KEPT] = { a: i, b: 1, c: 2, d: 3 };
}
