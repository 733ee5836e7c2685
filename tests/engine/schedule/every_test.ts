import assert from "node:assert/strict";
import fc from "fast-check";
import { every, nextRuns } from "puffinflow/schedule";

Deno.test("every() is due at each multiple of its period from its anchor, before and after it", () => {
  const period = fc.integer({ min: 10, max: 10_000_000 }), time = fc.integer({ min: -1e12, max: 4e12 });
  fc.assert(fc.property(period, time, time, (milliseconds, anchorMs, afterMs) => {
    const runs = nextRuns(every({ milliseconds, anchor: new Date(anchorMs) }), { after: new Date(afterMs), count: 3 });
    const [first] = runs.map((due) => due.getTime());
    assert.ok(first! > afterMs && first! <= afterMs + milliseconds);
    assert.equal(Math.abs((first! - anchorMs) % milliseconds), 0);
    assert.deepEqual(runs.map((due) => due.getTime() - first!), [0, milliseconds, 2 * milliseconds]);
  }));
});

Deno.test("every() adds up its parts and is counted from 1970 unless anchored", () => {
  assert.deepEqual(every({ hours: 1, minutes: 2, seconds: 3, milliseconds: 4 }), {
    kind: "interval",
    periodMs: 3_723_004,
    anchorMs: 0,
  });
  assert.equal(every({ seconds: 0.25, anchor: new Date(7) }).anchorMs, 7);
});

Deno.test("every() refuses periods and anchors out of bounds", () => {
  const wrong: [Parameters<typeof every>[0], RegExp][] = [
    [{}, /length must be a whole number of 10 ms or more: current value is 0 ms/],
    [{ milliseconds: 9 }, /current value is 9 ms/],
    [{ seconds: 0.0105 }, /current value is 10.5 ms/],
    [{ seconds: -1, minutes: 1 }, /'seconds' must be 0 or more: current value is -1/],
    [{ hours: NaN }, /'hours' must be 0 or more: current value is NaN/],
    [{ hours: Infinity }, /current value is Infinity ms/],
    [{ hours: 1, anchor: new Date("never") }, /its anchor must be a valid date: current value is NaN/],
  ];
  for (const [period, message] of wrong) assert.throws(() => every(period), { name: "RangeError", message });
});
