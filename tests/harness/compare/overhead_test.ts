import assert from "node:assert/strict";
import fc from "fast-check";
import { overheadNsPerTask } from "../../../src/harness/compare/overhead.ts";

const pair = (subjectNs: number, referenceNs: number) => ({ subjectNs, referenceNs });

Deno.test("overheadNsPerTask() divides the difference within each pair by the tasks of a run", () => {
  // Differences per task: 1, 2, 3, 4, 5 and 6 ns.
  const pairs = [120, 140, 160, 180, 200, 220].map((subjectNs) => pair(subjectNs, 100));
  const overhead = overheadNsPerTask(pairs, 20);
  assert.deepEqual(overhead, { value: 3.5, lo: 1, hi: 6, confidence: 0.95, n: 6, withinResolution: false });
});

Deno.test("overheadNsPerTask() is below 0 when the subject is faster than the control", () => {
  const overhead = overheadNsPerTask([1, 2, 3, 4, 5, 6].map((ns) => pair(100 - ns, 100)), 1);
  assert.deepEqual([overhead?.value, overhead?.withinResolution], [-3.5, false]);
});

Deno.test("overheadNsPerTask() is within resolution when its interval covers 0", () => {
  const overhead = overheadNsPerTask([-1, 2, -3, 4, -5, 6].map((ns) => pair(100 + ns, 100)), 1);
  assert.equal(overhead?.withinResolution, true);
});

Deno.test("overheadNsPerTask() is within resolution when fewer than six pairs give no interval", () => {
  const overhead = overheadNsPerTask([pair(500, 100), pair(510, 100)], 4);
  assert.deepEqual([overhead?.lo, overhead?.hi, overhead?.n], [-Infinity, Infinity, 2]);
  assert.equal(overhead?.withinResolution, true);
});

Deno.test("overheadNsPerTask() is null when there is no pair", () => {
  assert.equal(overheadNsPerTask([], 20), null);
});

Deno.test("overheadNsPerTask() cancels what slows both of a pair by the same time", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e6 })), {
    minLength: 6,
    maxLength: 15,
  });
  fc.assert(fc.property(pairs, (drawn) => {
    const quiet = overheadNsPerTask(drawn.map(([subjectNs]) => pair(subjectNs, 1)), 4);
    const noisy = overheadNsPerTask(drawn.map(([subjectNs, noise]) => pair(subjectNs + noise, 1 + noise)), 4);
    assert.deepEqual(noisy, quiet);
  }));
});
