import { redisCheckpoints } from "puffinflow/distributed";
import { storeConforms } from "../durability/checkpoints/store_conformance.ts";
import { RedisServer } from "./redis_server.ts";

storeConforms("redisCheckpoints()", async () => {
  const server = await RedisServer.start(), store = redisCheckpoints(server.url), second = redisCheckpoints(server.url);
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await store.close();
    isClosed = true;
  };
  return {
    store,
    second,
    kill: close,
    async [Symbol.asyncDispose]() {
      await close();
      await second.close();
      await server[Symbol.asyncDispose]();
    },
  };
});
