import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { InvariantError } from "../../../src/invariant.ts";
import { collectGarbage, EXPOSE_GC_FLAG } from "../../../src/harness/measure/garbage.ts";

Deno.test("collectGarbage() frees what nothing refers to", async () => {
  setFlagsFromString(EXPOSE_GC_FLAG);
  Reflect.set(globalThis, "gc", runInNewContext("gc"));
  const garbage = new WeakRef({ of: "this test" });
  // What a weak reference was made of lives until the event loop turns.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  assert.equal(garbage.deref(), undefined);
  Reflect.deleteProperty(globalThis, "gc");
});

Deno.test("collectGarbage() names the flag when the runtime was started without it", () => {
  const exposed = Reflect.get(globalThis, "gc");
  Reflect.deleteProperty(globalThis, "gc");
  assert.throws(
    () => collectGarbage(),
    (error) => error instanceof InvariantError && /--expose-gc/.test(error.message),
  );
  if (exposed !== undefined) Reflect.set(globalThis, "gc", exposed);
});
