import assert from "node:assert/strict";
import { checkBound, checkNumber } from "../../../src/harness/report/check_wording.ts";
import { LADDERS, LIMITS } from "../../../src/harness/machine/grade.ts";

Deno.test("checkNumber() writes each unit as people know it", () => {
  const table: [unit: Parameters<typeof checkNumber>[0], value: number, text: string][] = [
    ["share", 0.0123, "1.2%"],
    ["share", 1, "100%"],
    ["excess", 0, "0%"],
    ["percent", 14.6, "15%"],
    ["per-second", 1_234.5, "1,235/s"],
    ["per-second", 4, "4/s"],
    ["per-core", 0.85, "0.85"],
    ["nanoseconds", 41.4, "41 ns"],
    ["nanoseconds", 5_000, "5,000 ns"],
    ["bytes", 2 ** 30, "1.0 GiB"],
  ];
  for (const [unit, value, text] of table) assert.equal(checkNumber(unit, value), text);
});

Deno.test("checkBound() says on which side of the limit it is good", () => {
  const unread = { kind: "measured", value: { value: 0 }, verdict: "good" } as const;
  assert.equal(checkBound({ ...unread, id: "load", limit: LIMITS["load"] }), "at most 0.5");
  assert.equal(checkBound({ ...unread, id: "processor-share", limit: LADDERS["processor-share"] }), "at least 98%");
});
