import assert from "node:assert/strict";
import { forkPairs } from "../../../src/harness/compare/fork_pairs.ts";

const fork = (pass: number, cpuNs: number) => ({ pass, cpuNs, wallNs: cpuNs + 1, allocatedBytes: 0 });

Deno.test("forkPairs() pairs processes by pass and leaves out those without a partner", () => {
  const arms = { subject: [fork(0, 10), fork(2, 12), fork(3, 13)], reference: [fork(3, 23), fork(0, 20), fork(1, 21)] };
  assert.deepEqual(forkPairs(arms, "cpuNs"), [
    { subjectNs: 10, referenceNs: 20 },
    { subjectNs: 13, referenceNs: 23 },
  ]);
});

Deno.test("forkPairs() reads the clock that decides", () => {
  const arms = { subject: [fork(0, 10)], reference: [fork(0, 20)] };
  assert.deepEqual(forkPairs(arms, "wallNs"), [{ subjectNs: 11, referenceNs: 21 }]);
});

Deno.test("forkPairs() gives no pair when no pass is common", () => {
  assert.deepEqual(forkPairs({ subject: [fork(0, 1)], reference: [fork(1, 1)] }, "cpuNs"), []);
});
