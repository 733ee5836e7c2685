import assert from "node:assert/strict";
import { compareArms, probe, type Slice } from "../../../src/harness/machine/probe.ts";
import { fixedHost } from "./fixed_host.ts";

const MS = 1e6;

/** A pair of slices in the order of the names. */
function pair(...slices: [arm: Slice["arm"], wallNs: number][]): Slice[] {
  return slices.map(([arm, wallNs]) => ({ arm, wallNs, cpuNs: wallNs, startedMs: 0 }));
}

Deno.test("probe() runs slices of ten milliseconds until the time is over", async () => {
  const host = fixedHost();
  const slices = await probe(host, { durationMs: 3_000, seed: 1, kernel: host.kernel });
  assert.equal(slices.length, 300);
  for (const { wallNs, cpuNs } of slices) assert.deepEqual([wallNs, cpuNs], [10 * MS, 10 * MS]);
  assert.deepEqual(slices.slice(0, 3).map(({ startedMs }) => Math.round(startedMs)), [0, 10, 20]);
});

Deno.test("probe() gives every slice the same work", async () => {
  const host = fixedHost();
  const slices = await probe(host, { durationMs: 200, seed: 1, kernel: host.kernel });
  assert.equal(new Set(host.runs.slice(-slices.length)).size, 1);
});

Deno.test("probe() sizes the work by a run that nobody disturbed", async () => {
  const host = fixedHost({ lostNs: (run) => run < 60 && run % 10 !== 7 ? 4 * MS : 0 });
  const slices = await probe(host, { durationMs: 100, seed: 1, kernel: host.kernel });
  assert.equal(slices[0]!.wallNs, 10 * MS);
});

Deno.test("probe() runs each arm once a pair, in an order that the seed decides", async () => {
  const armsOf = async (seed: number) => {
    const host = fixedHost();
    const slices = await probe(host, { durationMs: 400, seed, kernel: host.kernel });
    return slices.map(({ arm }) => arm).join("");
  };
  const arms = await armsOf(7);
  assert.match(arms, /^(ab|ba)+$/);
  assert(/^(..)*ab/.test(arms) && /^(..)*ba/.test(arms));
  assert.equal(await armsOf(7), arms);
  assert.notEqual(await armsOf(8), arms);
});

Deno.test("probe() sees time that others took as wall time without processor time", async () => {
  const host = fixedHost({ lostNs: (run) => run === 65 ? 4 * MS : 0 });
  const slices = await probe(host, { durationMs: 100, seed: 1, kernel: host.kernel });
  const lost = slices.filter(({ wallNs, cpuNs }) => wallNs > cpuNs);
  assert.deepEqual(lost.map(({ wallNs, cpuNs }) => wallNs - cpuNs), [4 * MS]);
});

Deno.test("probe() runs six pairs at least and five hundred at most", async () => {
  const short = fixedHost();
  assert.equal((await probe(short, { durationMs: 1, seed: 1, kernel: short.kernel })).length, 12);
  const long = fixedHost();
  assert.equal((await probe(long, { durationMs: 1e9, seed: 1, kernel: long.kernel })).length, 1_000);
});

Deno.test("probe() stops between two pairs when the signal is aborted", async () => {
  const controller = new AbortController();
  let turns = 0;
  const host = fixedHost({
    yieldTurn() {
      if (++turns === 3) controller.abort(new Error("enough"));
      return Promise.resolve();
    },
  });
  const options = { durationMs: 3_000, seed: 1, kernel: host.kernel, signal: controller.signal };
  await assert.rejects(probe(host, options), /enough/);
  assert.equal(turns, 3);
});

Deno.test("probe() refuses a duration that is not above 0", async () => {
  for (const durationMs of [0, -1, NaN]) {
    await assert.rejects(probe(fixedHost(), { durationMs, seed: 1 }), {
      name: "RangeError",
      message: `Cannot probe as 'durationMs' must be above 0: current value is ${durationMs}`,
    });
  }
});

Deno.test("compareArms() finds 1 when both arms always take equally long", () => {
  const slices = Array.from({ length: 8 }, () => pair(["a", 10], ["b", 10])).flat();
  const { value, lo, hi, n } = compareArms(slices);
  assert.deepEqual({ value, lo, hi, n }, { value: 1, lo: 1, hi: 1, n: 8 });
});

Deno.test("compareArms() divides b by a whichever ran first", () => {
  const slices = Array.from({ length: 4 }, () => [...pair(["a", 10], ["b", 12]), ...pair(["b", 12], ["a", 10])]).flat();
  const { value, lo, hi } = compareArms(slices);
  for (const bound of [value, lo, hi]) assert(Math.abs(bound - 1.2) < 1e-12);
});

Deno.test("compareArms() leaves out a slice without a partner, and gives no interval for too few pairs", () => {
  const { n, lo, hi } = compareArms(pair(["a", 10], ["b", 10], ["a", 99]));
  assert.deepEqual([n, lo, hi], [1, 0, Infinity]);
});
