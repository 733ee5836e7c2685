import assert from "node:assert/strict";
import { entryOf, parseWholeNumber } from "../../../src/harness/machine/whole_number.ts";

Deno.test("parseWholeNumber() reads digits with space around them", () => {
  assert.equal(parseWholeNumber(" 4096\n"), 4_096);
  assert.equal(parseWholeNumber("0"), 0);
});

Deno.test("parseWholeNumber() is null for what is no whole number or no exact one", () => {
  for (const text of ["", "-1", "1.5", "1e3", "0x10", "4096 kB", "max", "9007199254740993"]) {
    assert.equal(parseWholeNumber(text), null, text);
  }
});

Deno.test("entryOf() finds the entry whose whole name it is", () => {
  const text = "nr_throttled_others 9\nnr_throttled 17\n";
  assert.equal(entryOf("nr_throttled")(text), 17);
  assert.equal(entryOf("nr_periods")(text), null);
});
