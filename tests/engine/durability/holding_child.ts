/**
 * A process that claims a run, says so, and waits to be killed.
 *
 * Arguments: kind of store, its path.
 * @module
 */
import { fileCheckpoints, sqliteCheckpoints } from "puffinflow/durability";

const [backend, path] = Deno.args, store = backend === "file" ? fileCheckpoints(path!) : sqliteCheckpoints(path!);
await store.create({ id: "r", agent: "order", fingerprint: "f", createdAtMs: 1, input: null }, "full");
await store.claim("r", `process ${Deno.pid}`);
await Deno.stdout.write(new TextEncoder().encode("held\n"));
setInterval(() => {}, 1_000);
