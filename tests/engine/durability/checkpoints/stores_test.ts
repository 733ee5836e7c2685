import { fileCheckpoints, memoryCheckpoints, sqliteCheckpoints } from "puffinflow/durability";
import { storeConforms } from "./store_conformance.ts";

storeConforms("memoryCheckpoints()", () => {
  const store = memoryCheckpoints();
  return Promise.resolve({
    store,
    second: store,
    kill: () => store.close(),
    [Symbol.asyncDispose]: () => store.close(),
  });
});

storeConforms("fileCheckpoints()", async () => {
  const directory = await Deno.makeTempDir(), store = fileCheckpoints(directory), second = fileCheckpoints(directory);
  return {
    store,
    second,
    kill: () => store.close(),
    async [Symbol.asyncDispose]() {
      await store.close();
      await second.close();
      await Deno.remove(directory, { recursive: true });
    },
  };
});

storeConforms("sqliteCheckpoints()", async () => {
  const directory = await Deno.makeTempDir(), path = `${directory}/runs.db`;
  const store = sqliteCheckpoints(path), second = sqliteCheckpoints(path);
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
      await Deno.remove(directory, { recursive: true });
    },
  };
});
