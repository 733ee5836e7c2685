import assert from "node:assert/strict";
import { measureRetained } from "../../../src/harness/measure/retained.ts";

Deno.test("measureRetained() reads memory with nothing kept and at each count, once all is settled", async () => {
  const kept: number[] = [];
  let settled = 0;
  const points = await measureRetained({
    counts: [2, 5],
    keep: (index) => void kept.push(index),
    settle: () => Promise.resolve(void (settled = kept.length)),
  }, () => Promise.resolve({ heapUsedBytes: 1_000 + 10 * settled, externalBytes: 7 }));
  assert.deepEqual(kept, [0, 1, 2, 3, 4]);
  assert.deepEqual(points, [
    { count: 0, heapUsedBytes: 1_000, externalBytes: 7 },
    { count: 2, heapUsedBytes: 1_020, externalBytes: 7 },
    { count: 5, heapUsedBytes: 1_050, externalBytes: 7 },
  ]);
});
