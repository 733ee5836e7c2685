import assert from "node:assert/strict";
import { closureOf } from "../../../scripts/sizes/package_size.ts";

const LOCKED = {
  npm: {
    "top@1.0.0_peer@2.0.0": { dependencies: ["@scope/one", "two@3.0.0", "other@npm:@scope/one@1.1.0"] },
    "@scope/one@1.1.0_zod@4.0.0": { dependencies: ["zod"] },
    "two@2.0.0": {},
    "two@3.0.0": { dependencies: ["top@1.0.0"] },
    "zod@4.0.0": {},
  },
};

Deno.test("closureOf() lists what a package brings with it, each once, without the peers that were chosen", () => {
  assert.deepEqual(closureOf(LOCKED, ["top@1.0.0"]), ["@scope/one@1.1.0", "top@1.0.0", "two@3.0.0", "zod@4.0.0"]);
});

Deno.test("closureOf() names a package that the lock file does not have", () => {
  assert.throws(() => closureOf(LOCKED, ["three@1.0.0"]), /three@1\.0\.0 is missing/);
});
