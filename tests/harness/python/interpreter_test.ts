import assert from "node:assert/strict";
import { findInterpreter } from "../../../src/harness/python/interpreter.ts";

/** Programs and what they say of themselves. */
function machineWith(programs: Readonly<Record<string, string>>) {
  return (program: string) => {
    const version = programs[program];
    return Promise.resolve(version === undefined ? null : `/real/${program}\n${version}\n`);
  };
}

Deno.test("findInterpreter() takes the first Python that the locks are made for", async () => {
  const ask = machineWith({ "python3": "3.14.1", "python3.12": "3.12.4", "python3.11": "3.11.9" });
  assert.deepEqual(await findInterpreter({}, ask), { program: "/real/python3.12", version: "3.12.4" });
});

Deno.test("findInterpreter() takes the Python that PUFFIN_PYTHON names, and no other", async () => {
  const ask = machineWith({ "python3": "3.11.2", "mine": "3.13.0", "old": "3.9.1" });
  assert.deepEqual(await findInterpreter({ PUFFIN_PYTHON: "mine" }, ask), { program: "/real/mine", version: "3.13.0" });
  const none = await findInterpreter({ PUFFIN_PYTHON: "old" }, ask);
  assert.ok(none.program === null);
  assert.equal(none.why, "needs Python 3.11 to 3.13, and there is only 3.9.1: install one or set PUFFIN_PYTHON");
});

Deno.test("findInterpreter() says so where there is none", async () => {
  const none = await findInterpreter({}, machineWith({}));
  assert.ok(none.program === null && none.why.includes("there is none"));
});
