import assert from "node:assert/strict";
import { formattedMethod, METHOD_FILE } from "../../scripts/write_method.ts";

Deno.test("METHOD.md is what write_method.ts makes of the code's constants and of the last self-test", async () => {
  assert.equal(
    await Deno.readTextFile(METHOD_FILE),
    await formattedMethod(),
    "run `deno run -A scripts/write_method.ts`",
  );
});
