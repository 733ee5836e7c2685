import assert from "node:assert/strict";
import { drawsFor } from "../../../src/harness/session/draws.ts";
import { turnsOf } from "../../../src/harness/session/stage.ts";
import { TINY_BENCHMARK, TINY_CHAIN } from "../../fixtures/tiny_session.ts";

Deno.test("drawsFor() draws the same at the same place, whatever was drawn elsewhere", () => {
  const first = drawsFor(7, "block", { pass: 3, of: "a" }).uint32();
  drawsFor(7, "block", { pass: 2, of: "a" }).uint32();
  assert.equal(drawsFor(7, "block", { pass: 3, of: "a" }).uint32(), first);
  const others = [
    drawsFor(8, "block", { pass: 3, of: "a" }),
    drawsFor(7, "order", { pass: 3, of: "a" }),
    drawsFor(7, "block", { pass: 4, of: "a" }),
    drawsFor(7, "block", { pass: 3, of: "b" }),
  ];
  for (const other of others) assert.notEqual(other.uint32(), first);
});

Deno.test("turnsOf() takes each benchmark of a stage once a pass, in an order of its own", () => {
  const stage = { kind: "look", firstPass: 4, passes: 20, benchmarks: [TINY_CHAIN.id, TINY_BENCHMARK.id] } as const;
  const turns = turnsOf(stage, [TINY_BENCHMARK, TINY_CHAIN, { ...TINY_CHAIN, id: "tiny/other/noop" }], 1);
  assert.equal(turns.length, 40);
  assert.deepEqual([...new Set(turns.map(({ pass }) => pass))], Array.from({ length: 20 }, (_, i) => 4 + i));
  const firsts = turns.filter((_, i) => i % 2 === 0).map(({ benchmark }) => benchmark.id);
  assert.deepEqual([...new Set(firsts)].toSorted(), [TINY_CHAIN.id, TINY_BENCHMARK.id].toSorted());
});
