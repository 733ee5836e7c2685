/**
 * Tests of the samples that a page carries along.
 * @module
 */
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import { packSamples } from "../../../../src/harness/report/html/packed_samples.ts";
import { reportModel } from "../../../golden/report_model.ts";

Deno.test("packSamples() keeps every sample to 0.1 %", () => {
  const model = reportModel();
  const { step, cells, bytes } = packSamples(model);
  const unpacked = inflateRawSync(atob(bytes).length > 0 ? Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)) : "");
  const half = unpacked.length / 2;
  let at = 0;
  for (const [benchmark, subject, , count, least] of cells) {
    const cell = model.suites.flatMap(({ benchmarks }) => benchmarks).find(({ id }) => id === benchmark)!.cells
      .find((cell) => cell.subject === subject)!;
    assert(cell.status === "measured" && cell.samples.length === count);
    let steps = 0;
    for (const value of cell.samples) {
      steps += unpacked[at]! + 256 * unpacked[half + at]!;
      at += 1;
      assert(Math.abs(least * Math.exp(steps * step) / value - 1) < 0.001);
    }
  }
  assert.equal(at, half);
});
