import assert from "node:assert/strict";
import { measureDefining, MOST_DEFINITIONS } from "../../../src/harness/measure/defining.ts";

/** Definitions that take `ms` each, on a clock that only they move. */
function slowDefiner(ms: number) {
  const counts = { defined: 0, closed: 0 };
  let atMs = 0;
  const define = () => {
    counts.defined++;
    atMs += ms;
    return Promise.resolve({ run: () => Promise.resolve(0), close: () => Promise.resolve(void counts.closed++) });
  };
  return { counts, means: { define, nowMs: () => atMs } };
}

Deno.test("measureDefining() makes batches that last a sample, and lets go of every definition", async () => {
  const { counts, means } = slowDefiner(0.5);
  const { batch, readings } = await measureDefining(means, { warmUpMs: 10, samples: 3, sampleMs: 5 });
  assert.equal(batch, 10);
  assert.equal(readings.length, 3);
  assert.equal(counts.defined, 20 + 3 * 10);
  assert.equal(counts.closed, counts.defined);
});

Deno.test("measureDefining() defines at least once a batch, and never more than it may", async () => {
  const slow = slowDefiner(50), quick = slowDefiner(0.0001);
  assert.equal((await measureDefining(slow.means, { warmUpMs: 1, samples: 1, sampleMs: 5 })).batch, 1);
  const plan = { warmUpMs: 0.01, samples: 1, sampleMs: 5 };
  assert.equal((await measureDefining(quick.means, plan)).batch, MOST_DEFINITIONS);
});
