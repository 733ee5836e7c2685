import assert from "node:assert/strict";
import { main } from "./streaming_tokens_sse.ts";

Deno.test("streaming_tokens_sse hands every word from the state to the reader, in order", async () => {
  assert.deepEqual(await main(), ["Once ", "there ", "was ", "a ", "puffin."]);
});

Deno.test("streaming_tokens_sse keeps what would break lines or JSON as it is", async () => {
  assert.equal((await main('a "bird"\n\ndata: x €')).join(""), 'Once there was a "bird"\n\ndata: x €.');
});
