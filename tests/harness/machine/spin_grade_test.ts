import assert from "node:assert/strict";
import { processorShare, spinGrade, variation } from "../../../src/harness/machine/spin_grade.ts";

const runs = (wallNs: readonly number[], share = 1) => wallNs.map((ns) => ({ wallNs: ns, cpuNs: ns * share }));

Deno.test("spinGrade() is A on a machine that is always equally fast, and is unknown below three readings", () => {
  assert.equal(spinGrade(runs([100, 100, 100.5])), "A");
  assert.equal(spinGrade(runs([100, 100])), null);
});

Deno.test("spinGrade() is the worse of what spread and share say", () => {
  assert.equal(spinGrade(runs([100, 104, 96, 100])), "C");
  assert.equal(spinGrade(runs([100, 100, 100], 0.97)), "C");
  assert.equal(spinGrade(runs([100, 150, 60], 0.5)), "F");
});

Deno.test("processorShare() cuts off what helper threads add, and variation() is deviation over mean", () => {
  assert.equal(processorShare([{ wallNs: 100, cpuNs: 150 }, { wallNs: 100, cpuNs: 50 }]), 0.75);
  assert.equal(variation([90, 110]), Math.sqrt(200) / 100);
});
