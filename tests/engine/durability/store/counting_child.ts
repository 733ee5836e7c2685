/**
 * A process that counts in a store that others count in too, and prints each number that it counted.
 * Arguments: path of the file, how often.
 * @module
 */
import { sqliteStore } from "../../../../src/engine/durability/store/mod.ts";

const [path, times] = Deno.args;
await using store = sqliteStore(path!, { durability: "normal" });
for (let i = 0; i < Number(times);) {
  const entry = await store.get<number>(["count"]), value = (entry?.value ?? 0) + 1;
  const { status } = await store.compareAndSet(["count"], { ifVersion: entry?.version ?? null, value });
  if (status === "conflict") continue;
  i++;
  // deno-lint-ignore no-console -- printing is how the process reports
  console.log(value);
}
