import assert from "node:assert/strict";
import {
  choice,
  choices,
  listOf,
  numberWithin,
  oneMore,
  seconds,
  seed,
  span,
} from "../../../src/harness/cli/option_value.ts";
import { UsageError } from "../../../src/harness/cli/usage_error.ts";

Deno.test("choice() reads a known value and names the nearest otherwise", () => {
  const profile = choice("--profile", ["quick", "standard"]);
  assert.equal(profile("quick"), "quick");
  assert.throws(
    () => profile("quik"),
    new UsageError(
      'Cannot use --profile as its value must be one of quick, standard: did you mean "quick" instead of "quik"?',
    ),
  );
  assert.throws(
    () => profile("best"),
    new UsageError('Cannot use --profile as its value must be one of quick, standard: current value is "best"'),
  );
});

Deno.test("seed() reads 32 bits without a sign and nothing else", () => {
  assert.equal(seed("0"), 0);
  assert.equal(seed("4294967295"), 4_294_967_295);
  for (const text of ["4294967296", "-1", "1.5", "1e3", "0x10", " 7", ""]) {
    assert.throws(() => seed(text), { name: "UsageError", message: /whole number from 0 to 4294967295/ }, text);
  }
});

Deno.test("seconds() reads a number above 0 and gives milliseconds", () => {
  const timeLimit = seconds("--time-limit");
  assert.equal(timeLimit("30"), 30_000);
  assert.equal(timeLimit("0.5"), 500);
  assert.equal(timeLimit(".25"), 250);
  for (const text of ["0", "-1", "x", "", "1e3", "Infinity"]) {
    assert.throws(() => timeLimit(text), { name: "UsageError", message: /--time-limit .* above 0/ }, text);
  }
});

Deno.test("span() reads a number with its unit and gives milliseconds", () => {
  const budget = span("--budget");
  assert.deepEqual(["90s", "10m", "1.5h", ".5m"].map(budget), [90_000, 600_000, 5_400_000, 30_000]);
  for (const text of ["10", "0m", "-1m", "1d", "m", "", "1 m"]) {
    assert.throws(() => budget(text), { name: "UsageError", message: /--budget .* 90s, 10m or 1\.5h/ }, text);
  }
});

Deno.test("listOf() reads names separated by commas, over several uses of the option", () => {
  const frameworks = listOf("--frameworks");
  assert.deepEqual(frameworks("puffinflow, langgraph,"), ["puffinflow", "langgraph"]);
  assert.deepEqual(frameworks("control", ["langgraph"]), ["langgraph", "control"]);
  assert.throws(() => frameworks(" , "), { name: "UsageError", message: /--frameworks .* one name or more/ });
});

Deno.test("oneMore() adds a value to those read before", () => {
  assert.deepEqual(oneMore("b", ["a"]), ["a", "b"]);
});

Deno.test("numberWithin() reads numbers up to both bounds and refuses everything else", () => {
  const pairs = numberWithin("--pairs", { least: 6, most: 30, isWhole: true });
  assert.deepEqual([pairs("6"), pairs("30")], [6, 30]);
  const percent = numberWithin("--min-effect", { least: 0.1, most: 100, isWhole: false });
  assert.equal(percent("2.5"), 2.5);
  for (const text of ["5", "31", "7.5", "", "x", "-6", "1e1"]) {
    assert.throws(() => pairs(text), {
      name: "UsageError",
      message: `Cannot use --pairs as its value must be a whole number from 6 to 30: current value is "${text}"`,
    });
  }
});

Deno.test("choices() reads several names, each once and in the order in which they are listed", () => {
  const read = choices("--metrics", ["cold-start", "define", "memory"]);
  assert.deepEqual(read("memory, cold-start,memory"), ["cold-start", "memory"]);
  assert.deepEqual(read("none"), []);
});

Deno.test("choices() refuses what there is not, and none beside something", () => {
  const read = choices("--metrics", ["cold-start", "define"]);
  assert.throws(() => read("cold-star"), UsageError);
  assert.throws(() => read("none,define"), UsageError);
});
