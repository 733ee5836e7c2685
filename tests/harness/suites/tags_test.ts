import assert from "node:assert/strict";
import { suiteOf, SUITES } from "../../../src/harness/suites/suites.ts";
import { tagsOf } from "../../../src/harness/suites/tags.ts";
import { TINY_BENCHMARK } from "../../fixtures/tiny_session.ts";

Deno.test("tagsOf() adds what follows from the other fields", () => {
  const store = suiteOf("durability").benchmarks.find(({ scenario }) => scenario === "store-sqlite-get")!;
  assert.deepEqual(tagsOf(store), ["store", "program", "wall-clock", "files"]);
  assert.deepEqual(tagsOf({ ...TINY_BENCHMARK, kernel: "wait", primaryClock: "wall" }), ["wait", "wall-clock"]);
});

Deno.test("every benchmark says what it is about, in words that a command line takes as they are", () => {
  for (const benchmark of SUITES.flatMap(({ benchmarks }) => benchmarks)) {
    assert.ok((benchmark.tags ?? []).length > 0, benchmark.id);
    for (const tag of tagsOf(benchmark)) assert.match(tag, /^[a-z]+(-[a-z]+)*$/);
  }
});
