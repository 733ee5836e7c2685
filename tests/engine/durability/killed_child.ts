/**
 * A process that runs an agent of the zoo and is killed at one of its writes: nothing of it is tidied up.
 *
 * Arguments: kind of store, its path, kind of agent, number of the write, place in the write.
 * @module
 */
import { durable } from "puffinflow/durability";
import { FileCheckpoints } from "../../../src/engine/durability/checkpoints/file_checkpoints.ts";
import { SqliteCheckpoints } from "../../../src/engine/durability/checkpoints/sqlite_checkpoints.ts";
import { zooAgent } from "./crash_zoo.ts";

const [backend, path, kind, write, place] = Deno.args;
let writes = 0;

function boundary(here: string): void {
  if (here === "begin") writes++;
  if (writes === Number(write) && here === place) Deno.kill(Deno.pid, "SIGKILL");
}

const store = backend === "file" ? new FileCheckpoints(path!, boundary) : new SqliteCheckpoints(path!, {}, boundary);
await durable(zooAgent(kind!) as never, { store }).run(5 as never, { id: "r" });
// The run was over before that many writes.
await store.close();
