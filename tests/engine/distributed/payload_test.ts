import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { distributed } from "puffinflow/distributed";
import { RedisServer } from "./redis_server.ts";

Deno.test({
  name: "a payload of a mebibyte arrives whole",
  // The client's parser shrinks its buffer by a timer of its own, some seconds after an answer as large as this.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using server = await RedisServer.start("always");
    await using fleet = await distributed({ connection: server.url });
    const echo = agent("echo").input<string>().state("back", ({ input }) => input);
    fleet.worker([echo]);
    const text = "ü".repeat(512 * 1024);
    assert.equal((await (await fleet.run(echo, text)).result()).unwrap().back, text);
  },
});
