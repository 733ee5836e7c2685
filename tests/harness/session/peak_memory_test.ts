import assert from "node:assert/strict";
import { readPeakRssKib } from "../../../src/harness/session/peak_memory.ts";

Deno.test("readPeakRssKib() reads the peak of a living process from outside", () => {
  const kib = readPeakRssKib(Deno.pid);
  assert.ok(kib !== null && kib > 10_000, `${kib} KiB`);
});

Deno.test("readPeakRssKib() returns null for a process that is not there", () => {
  assert.equal(readPeakRssKib(2 ** 31 - 1), null);
});
