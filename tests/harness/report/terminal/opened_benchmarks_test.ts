/** Tests of benchmarks with every figure of every subject. */
import assert from "node:assert/strict";
import { drawOpened } from "../../../../src/harness/report/terminal/opened_benchmarks.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";

const MODEL = reportModel({ samples: 24 });

function drawn(width: number): string {
  return drawOpened(MODEL, { width, color: "off", charset: "unicode" }).join("\n");
}

Deno.test("drawOpened() draws what the golden file shows", async () => {
  await assertGolden("terminal_opened_80.txt", `${drawn(80)}\n`);
});

Deno.test("drawOpened() has a line for each of the seed's columns, and for percentiles of single runs", () => {
  const [, first] = drawn(120).split(/\n\n/);
  for (
    const title of [
      "Median",
      "Average",
      "Min",
      "Max",
      "Std dev",
      "Throughput",
      "Memory",
      "CPU",
      "Iterations",
      "Setup",
      "Teardown",
      "p99 of runs",
    ]
  ) assert.match(drawn(120), new RegExp(`^${title} `, "m"));
  assert.ok(first !== undefined);
});

Deno.test("drawOpened() sets subjects below each other where they do not fit side by side", () => {
  const subjects = /^ +PuffinFlow( .*)?$/gm;
  const [wide] = drawn(120).match(subjects)!, [narrow] = drawn(44).match(subjects)!;
  assert.match(wide!, /PuffinFlow +LangGraph +LlamaIndex +plain promises/);
  assert.doesNotMatch(narrow!, /plain promises/);
  assert.match(drawn(44), /^ +.*plain promises$/m);
  assert.ok(drawn(44).split("\n").every((line) => [...line].length <= 44));
});

Deno.test("drawOpened() says why a subject has no figures", () => {
  assert.match(drawn(80), /^LangGraph failed: GraphRecursionError/m);
});
