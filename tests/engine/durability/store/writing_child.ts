/**
 * A process that writes one entry after another until it is killed, and prints the number of each as soon as it
 * is acknowledged. Argument: path of the file.
 * @module
 */
import { sqliteStore } from "../../../../src/engine/durability/store/mod.ts";

const store = sqliteStore(Deno.args[0]!);
for (let n = 1;; n++) {
  await store.set(["n", n], `value ${n}`);
  // deno-lint-ignore no-console -- printing is how the process reports
  console.log(n);
}
