import assert from "node:assert/strict";
import { floorBreaches } from "../../scripts/check_floors.ts";
import { withRepository } from "./planted_repository.ts";

const SOUND = {
  "deno.json": '{ "imports": { "puffinflow": "./mod.ts" } }',
  "mod.ts": 'export { run } from "./src/engine/run/run.ts";\n',
  "src/engine/run/run.ts": 'import "../../invariant.ts";\nexport const run = 1;\n',
  "src/harness/adapters/puffinflow.ts": 'export { run } from "puffinflow";\n',
  "src/invariant.ts": "export {};\n",
  "tests/engine/run_test.ts": 'import "../../src/engine/run/run.ts";\n',
};

Deno.test("floorBreaches() finds nothing in a house that stands", () =>
  withRepository(SOUND, async (root) => assert.deepEqual(await floorBreaches(root), [])));

Deno.test("floorBreaches() names the files and the rules when the engine reaches into the harness", () =>
  withRepository({
    ...SOUND,
    "src/engine/run/run.ts": 'export const run = () => import("../../harness/session/session.ts");\n',
    "src/harness/session/session.ts": "export {};\n",
  }, async (root) => {
    const found = "src/engine/run/run.ts -> src/harness/session/session.ts: ";
    assert.deepEqual(await floorBreaches(root), [
      `${found}imports only go down: src/harness/session/ stands above src/engine/run/`,
      `${found}the engine never knows that it is measured`,
    ]);
  }));

Deno.test("floorBreaches() finds circles that are made of types alone", () =>
  withRepository({
    ...SOUND,
    "src/stats/a.ts": 'import type { B } from "./b.ts";\nexport type A = B | 1;\n',
    "src/stats/b.ts": 'import type { A } from "./a.ts";\nexport type B = A[];\n',
  }, async (root) => {
    assert.deepEqual(await floorBreaches(root), [
      "src/stats/a.ts -> src/stats/b.ts -> src/stats/a.ts: no import goes in a circle",
    ]);
  }));
