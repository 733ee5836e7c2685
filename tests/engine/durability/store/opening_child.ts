/**
 * A process that writes to a store, and prints whether it could: "written", or the error's code. Argument: path of
 * the file.
 * @module
 */
import { sqliteStore, type StoreError } from "../../../../src/engine/durability/store/mod.ts";

let outcome = "written";
try {
  await using store = sqliteStore(Deno.args[0]!);
  await store.set(["a"], 2);
} catch (error) {
  outcome = (error as StoreError).code;
}
// deno-lint-ignore no-console -- printing is how the process reports
console.log(outcome);
