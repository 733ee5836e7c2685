import fc from "fast-check";
import assert from "node:assert/strict";
import { lanesOf, type Stretch } from "../../../../src/engine/observability/tracing/lanes.ts";

/** Trees of stretches: each begins in its parent; whether it ends there is left to chance. */
const forests: fc.Arbitrary<Stretch[]> = fc.array(
  fc.record({ parent: fc.nat(), offset: fc.nat(20), length: fc.nat(30) }),
  { maxLength: 25 },
).map((parts) => {
  const stretches: Stretch[] = [];
  for (const [index, { parent, offset, length }] of parts.entries()) {
    const around = index === 0 || parent % 4 === 0 ? undefined : stretches[parent % index]!;
    const start = around === undefined ? offset : around.start + offset % (around.end - around.start + 1);
    stretches.push({ spanId: `${index}`, parentSpanId: around?.spanId, start, end: start + length });
  }
  return stretches;
});

/** Whether one of two stretches is inside the other one or apart from it. */
function canShare(a: Stretch, b: Stretch): boolean {
  const isApart = a.end <= b.start || b.end <= a.start;
  const isInside = (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end);
  return isApart || isInside;
}

Deno.test("lanesOf() puts two stretches into one lane only if they can be drawn there, and leaves none out", () => {
  fc.assert(fc.property(forests, (stretches) => {
    const lanes = lanesOf(stretches);
    assert.equal(lanes.size, stretches.length);
    for (const [a, laneOfA] of lanes) {
      for (const [b, laneOfB] of lanes) if (laneOfA === laneOfB) assert.ok(canShare(a, b));
    }
  }));
});

Deno.test("lanesOf() numbers lanes without gaps, in an order that does not depend on that of the stretches", () => {
  fc.assert(fc.property(forests, fc.infiniteStream(fc.nat()), (stretches, draws) => {
    const shuffled = stretches.map((stretch) => [stretch, draws.next().value!] as const)
      .toSorted(([, a], [, b]) => a - b).map(([stretch]) => stretch);
    const shapes = (lanes: ReadonlyMap<Stretch, number>) =>
      [...lanes].map(([{ start, end }, lane]) => `${start} ${end} ${lane}`).toSorted();
    const numbers = new Set(lanesOf(stretches).values());
    for (let lane = 0; lane < numbers.size; lane++) assert.ok(numbers.has(lane));
    const hasTwins = new Set(stretches.map(({ start, end }) => `${start} ${end}`)).size < stretches.length;
    if (!hasTwins) assert.deepEqual(shapes(lanesOf(shuffled)), shapes(lanesOf(stretches)));
  }));
});

Deno.test("lanesOf() needs one lane for what is done one after another, however deep", () => {
  const lanes = lanesOf([
    { spanId: "second", parentSpanId: "run", start: 0, end: 10 },
    { spanId: "run", parentSpanId: undefined, start: 0, end: 10 },
    { spanId: "first", parentSpanId: "run", start: 0, end: 0 },
    { spanId: "attempt", parentSpanId: "second", start: 0, end: 4 },
    { spanId: "another", parentSpanId: "second", start: 4, end: 10 },
  ]);
  assert.deepEqual([...lanes.keys()].map((stretch) => stretch.spanId), [
    "run",
    "first",
    "second",
    "attempt",
    "another",
  ]);
  assert.deepEqual(new Set(lanes.values()), new Set([0]));
});

Deno.test("lanesOf() puts what outlives its parent beside it", () => {
  const lanes = lanesOf([
    { spanId: "run", parentSpanId: "of another program", start: 0, end: 10 },
    { spanId: "left behind", parentSpanId: "run", start: 5, end: 15 },
  ]);
  assert.deepEqual([...lanes.values()], [0, 1]);
});
