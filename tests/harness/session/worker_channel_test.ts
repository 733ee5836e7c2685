import assert from "node:assert/strict";
import { openWorkerChannel } from "../../../src/harness/session/worker_channel.ts";

Deno.test("openWorkerChannel() is null in a process that no session started", () => {
  assert.equal(openWorkerChannel(), null);
});
