import assert from "node:assert/strict";
import { probeDenort } from "../../../scripts/compile/probe_denort.ts";

/** `deno compile` takes its base from this variable, whatever it is. */
async function probeWith(denort: string) {
  const before = Deno.env.get("DENORT_BIN");
  Deno.env.set("DENORT_BIN", denort);
  try {
    return await probeDenort();
  } finally {
    if (before === undefined) Deno.env.delete("DENORT_BIN");
    else Deno.env.set("DENORT_BIN", before);
  }
}

Deno.test("probeDenort() is not taken in by an executable that is no denort", async () => {
  assert.deepEqual(await probeWith(Deno.execPath()), {
    works: false,
    why: "what it took for denort did not run the compiled program",
  });
});

Deno.test("probeDenort() says why there is no denort", async () => {
  assert.deepEqual(await probeWith("/nowhere/denort"), {
    works: false,
    why: "Could not find denort at '/nowhere/denort'",
  });
});
