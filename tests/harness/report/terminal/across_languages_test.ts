import assert from "node:assert/strict";
import { analyseSession } from "../../../../src/harness/compare/session_analysis.ts";
import { drawAcrossLanguages } from "../../../../src/harness/report/terminal/across_languages.ts";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import type { Result } from "../../../../src/harness/session/result.ts";
import { benchmarkOf, measured } from "../../compare/benchmark_fixture.ts";
import { sessionResult } from "../../../golden/session_result.ts";

const FACE: Face = { width: 80, color: "off", charset: "unicode" };
const NS = [1_000, 1_010, 1_020, 1_030, 1_040, 1_050];

function resultWith(languages: Readonly<Record<string, "python">>): Result {
  const result = sessionResult(), [template] = result.subjects;
  const ids = ["control", "puffinflow", "raw-python", "langgraph-python"];
  const subjects = ids.map((id) => {
    const language = languages[id];
    return { ...template!, id, title: id, adapter: id, ...(language !== undefined && { language }) };
  });
  const factors = [1, 5, 50, 450];
  const cells = ids.map((id, index) => measured(id, NS.map((ns) => factors[index]! * ns)));
  return { ...result, subjects, benchmarks: [benchmarkOf(cells)] };
}

Deno.test("drawAcrossLanguages() ranks engines by the state that they add 5 % to", () => {
  const result = resultWith({ "raw-python": "python", "langgraph-python": "python" });
  const lines = drawAcrossLanguages(analyseSession(result), FACE);
  assert.equal(lines[0], "");
  assert.match(lines[1]!, /^Across languages /);
  assert.match(lines[2]!, /^puffinflow +\S+ µs/);
  assert.match(lines[3]!, /^langgraph-python +\S+ (µs|ms)/);
  assert.ok(lines.every((line) => line.length <= 80));
});

Deno.test("drawAcrossLanguages() says nothing where all subjects are of one language", () => {
  assert.deepEqual(drawAcrossLanguages(analyseSession(resultWith({})), FACE), []);
  assert.deepEqual(drawAcrossLanguages(analyseSession(sessionResult()), FACE), []);
});
