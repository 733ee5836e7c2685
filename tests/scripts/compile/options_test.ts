import assert from "node:assert/strict";
import { readOptions } from "../../../scripts/compile/options.ts";

Deno.test("readOptions() chooses the route itself and compresses at level 6 when nothing is said", () => {
  assert.deepEqual(readOptions([]), { mode: "auto", compressLevel: 6 });
});

Deno.test("readOptions() takes both ways of writing an option", () => {
  assert.deepEqual(readOptions(["--mode=portable", "--compress", "9"]), { mode: "portable", compressLevel: 9 });
});

Deno.test("readOptions() names the modes when it is given another", () => {
  assert.throws(() => readOptions(["--mode=quick"]), {
    name: "RangeError",
    message: 'Cannot compile as --mode must be auto, denort, portable: current value is "quick"',
  });
});

for (const level of ["0", "10", "best", ""]) {
  Deno.test(`readOptions() refuses the compression level "${level}"`, () => {
    assert.throws(() => readOptions([`--compress=${level}`]), { name: "RangeError", message: /must be 1 to 9/ });
  });
}

Deno.test("readOptions() refuses an option that is not known", () => {
  assert.throws(() => readOptions(["--minify"]), { name: "TypeError", message: /--minify/ });
});
