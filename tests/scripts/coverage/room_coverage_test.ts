import assert from "node:assert/strict";
import { filesIn, percentOf, roomCoverage } from "../../../scripts/coverage/room_coverage.ts";

const LCOV = `SF:/repo/src/engine/run/a.ts
FN:1,one
FNDA:3,one
FNF:4
FNH:3
BRDA:2,0,0,1
BRF:10
BRH:9
DA:1,1
LH:1
LF:1
end_of_record
SF:/repo/src/engine/data/b.ts
FNF:0
FNH:0
BRF:0
BRH:0
end_of_record
SF:/repo/src/engine/run/c.ts
FNF:1
FNH:1
BRF:10
BRH:5
end_of_record
`;

Deno.test("roomCoverage() sums up by folder, and all of them", () => {
  assert.deepEqual(roomCoverage(LCOV, "/repo"), [
    { room: "src/engine/data", branches: { reached: 0, total: 0 }, functions: { reached: 0, total: 0 } },
    { room: "src/engine/run", branches: { reached: 14, total: 20 }, functions: { reached: 4, total: 5 } },
    { room: "all", branches: { reached: 14, total: 20 }, functions: { reached: 4, total: 5 } },
  ]);
});

Deno.test("roomCoverage() of an empty report has reached nothing of nothing", () => {
  assert.deepEqual(roomCoverage("", "/repo"), [
    { room: "all", branches: { reached: 0, total: 0 }, functions: { reached: 0, total: 0 } },
  ]);
});

Deno.test("filesIn() lists the files of a report from the root", () => {
  assert.deepEqual([...filesIn(LCOV, "/repo")], [
    "src/engine/run/a.ts",
    "src/engine/data/b.ts",
    "src/engine/run/c.ts",
  ]);
});

Deno.test("percentOf() gives a share, and all of nothing", () => {
  assert.equal(percentOf({ reached: 9, total: 10 }), 90);
  assert.equal(percentOf({ reached: 0, total: 0 }), 100);
});
