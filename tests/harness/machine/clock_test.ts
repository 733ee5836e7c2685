import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { measureClock, readClockSource } from "../../../src/harness/machine/clock.ts";
import { known } from "../../../src/harness/machine/fact.ts";
import { fixedTexts } from "./fixed_texts.ts";
import { BARE_METAL } from "./sample_machines.ts";

/** A clock that is read in `costNs(reading)` and shows multiples of `grainNs`, rounded down to nanoseconds. */
function clockOf({ costNs, grainNs }: { costNs: (reading: number) => number; grainNs: number }): () => number {
  let timeNs = 0;
  let reading = 0;
  return () => Math.floor(Math.floor((timeNs += costNs(reading++)) / grainNs) * grainNs) / 1e6;
}

Deno.test("measureClock() finds a grain that is finer than a reading takes", () => {
  const clock = measureClock(clockOf({ costNs: (reading) => 80 + (reading * 7) % 50, grainNs: 10 }));
  assert.equal(clock.grainNs, 10);
});

Deno.test("measureClock() finds a grain that is no whole number of nanoseconds to within one", () => {
  // A clock of 24 MHz.
  const { grainNs } = measureClock(clockOf({ costNs: (reading) => 40 + (reading * 13) % 90, grainNs: 125 / 3 }));
  assert(grainNs >= 41 && grainNs <= 42, `${grainNs}`);
});

Deno.test("measureClock() takes the step of a clock that mostly stands still for its grain", () => {
  assert.equal(measureClock(clockOf({ costNs: () => 25, grainNs: 1_000_000 })).grainNs, 1_000_000);
});

Deno.test("measureClock() takes the step for the grain when all steps are alike", () => {
  assert.equal(measureClock(clockOf({ costNs: () => 100, grainNs: 1 })).grainNs, 100);
});

Deno.test("measureClock() finds the cost of a reading also on a clock that is coarser by far", () => {
  const { costNs } = measureClock(clockOf({ costNs: () => 25, grainNs: 1_000_000 }));
  assert(Math.abs(costNs - 25) <= 2.5, `${costNs}`);
});

Deno.test("measureClock() is not misled by readings that are interrupted", () => {
  const costNs = (reading: number) => reading % 3_001 === 0 ? 12_345_678 : 100;
  const clock = measureClock(clockOf({ costNs, grainNs: 10 }));
  assert.equal(Math.round(clock.costNs), 100);
  assert.equal(clock.grainNs, 100);
});

Deno.test("measureClock() throws when the clock never moves", () => {
  assert.throws(() => measureClock(() => 5), InvariantError);
});

Deno.test("readClockSource() names the kernel's source of time", () => {
  assert.deepEqual(readClockSource(fixedTexts(BARE_METAL)), known("tsc"));
});
