/// <reference lib="deno.unstable" />
import assert from "node:assert/strict";
import housePlugin from "../../../scripts/lint/house_plugin.ts";

/** Rules broken by a file, in the order of the breaches. */
function breachesOf(path: string, source: string): string[] {
  return Deno.lint.runPlugin(housePlugin, path, source).map(({ id }) => id.replace("house/", ""));
}

function functionOf(lines: number): string {
  return `function long() {${"\n".repeat(lines - 1)}}\n`;
}

for (
  const [form, source] of [
    ["declarations", functionOf(71)],
    ["expressions", `const long = ${functionOf(71)}`],
    ["arrows", `const long = () => {${"\n".repeat(70)}};`],
    ["methods", `class Long {\n  run() {${"\n".repeat(70)}}\n}`],
  ] as const
) {
  Deno.test(`house/function-length reports ${form} of 71 lines`, () => {
    assert.deepEqual(breachesOf("src/a.ts", source), ["function-length"]);
  });
}

Deno.test("house/function-length accepts 70 lines", () => {
  assert.deepEqual(breachesOf("src/a.ts", functionOf(70)), []);
});

Deno.test("house/parameter-count reports the fourth parameter, except of a constructor", () => {
  assert.deepEqual(breachesOf("src/a.ts", "function f(a, b, c) {}"), []);
  assert.deepEqual(breachesOf("src/a.ts", "const f = (a, b, c, d) => 1;"), ["parameter-count"]);
  assert.deepEqual(breachesOf("src/a.ts", "class A { m(a, b, c, d) {} }"), ["parameter-count"]);
  assert.deepEqual(breachesOf("src/a.ts", "class A { constructor(a, b, c, d) {} }"), []);
});

Deno.test("house/casts wants a reason for a cast by way of unknown", () => {
  assert.deepEqual(breachesOf("src/a.ts", "const a = b as unknown as C;"), ["casts"]);
  assert.deepEqual(breachesOf("src/a.ts", "// The reason.\nconst a = b as unknown as C;"), []);
  assert.deepEqual(breachesOf("src/a.ts", "const a = b as unknown as C; // The reason."), []);
  assert.deepEqual(breachesOf("src/a.ts", "const a = b as C;"), []);
});

for (const room of ["src/stats/", "src/engine/graph/", "src/harness/workload/"]) {
  for (
    const use of ["Deno.cwd()", "performance.now()", "new Date()", "Math.random()", "globalThis.performance.now()"]
  ) {
    Deno.test(`house/effects reports ${use} in ${room}`, () => {
      assert.deepEqual([...new Set(breachesOf(`${room}a.ts`, `const a = ${use};`))], ["effects"]);
    });
  }
}

Deno.test("house/effects knows a name that is no global from one that is", () => {
  const source = "const a: Date = b.Date; const c = { performance: Math.max(1, 2) }; class D { Deno() {} }";
  assert.deepEqual(breachesOf("src/stats/a.ts", source), []);
});

Deno.test("house/effects lets the engine reach Deno only where it stores, distributes and exports", () => {
  assert.deepEqual(breachesOf("src/engine/run/a.ts", "Deno.cwd();"), ["effects"]);
  assert.deepEqual(breachesOf("src/engine/run/a.ts", "performance.now();"), []);
  for (const room of ["durability", "distributed", "observability/exporters"]) {
    assert.deepEqual(breachesOf(`src/engine/${room}/a.ts`, "Deno.cwd();"), []);
  }
});

Deno.test("house/effects lets main.ts alone end the process", () => {
  assert.deepEqual(breachesOf("main.ts", "Deno.exit(0);"), []);
  assert.deepEqual(breachesOf("src/harness/cli/a.ts", "Deno.exit(0);"), ["effects"]);
  assert.deepEqual(breachesOf("scripts/a.ts", "globalThis.Deno.exit(0);"), ["effects"]);
});

Deno.test("house/place-in-module reports what a bundle would break, and nothing in scripts", () => {
  for (const place of ["dirname", "filename", "main", "url"]) {
    assert.deepEqual(breachesOf("src/a.ts", `const a = import.meta.${place};`), ["place-in-module"]);
  }
  assert.deepEqual(breachesOf("main.ts", "const a = import.meta.url;"), ["place-in-module"]);
  assert.deepEqual(breachesOf("scripts/a.ts", "const a = import.meta.url;"), []);
});
