import assert from "node:assert/strict";
import { adapterIds } from "../../../src/harness/adapters/registry.ts";
import { list } from "../../../src/harness/cli/list.ts";
import { SUITES } from "../../../src/harness/suites/suites.ts";
import { fakeIo } from "./fake_io.ts";

const LOOKS = { color: "auto", ascii: false } as const;

function listed(options: { long?: boolean; format?: "text" | "json" }): string {
  const io = fakeIo();
  assert.equal(list({ ...LOOKS, long: false, format: "text", ...options }, io), 0);
  assert.equal(io.written.stderr, "");
  return io.written.stdout;
}

Deno.test("list() names suites, benchmarks as --filter takes them, and frameworks with versions", () => {
  const text = listed({});
  assert.match(text, /^orchestration {2}/);
  assert.match(text, /^ {2}deep-chain\/noop +deep chain, 20 states · no-op tasks$/m);
  assert.match(text, /^ {2}langgraph +LangGraph · @langchain\/langgraph \d+\.\d+\.\d+/m);
});

Deno.test("list() says what everything is about when it may be long", () => {
  const lines = listed({ long: true }).split("\n");
  const chain = lines.findIndex((line) => line.startsWith("  deep-chain/noop"));
  assert.match(lines[chain + 1]!, /^ {4}\S.*\.$/);
  for (const line of lines) assert.ok(line.length <= 80, line);
});

Deno.test("list() gives programs the same as JSON", () => {
  const catalogue = JSON.parse(listed({ format: "json" }));
  assert.deepEqual(catalogue.suites.map(({ name }: { name: string }) => name), SUITES.map(({ name }) => name));
  assert.equal(catalogue.suites[0].benchmarks[0].id, "orchestration/deep-chain/noop");
  const frameworks = catalogue.frameworks.map(({ id }: { id: string }) => id);
  assert.deepEqual(frameworks, adapterIds);
});
