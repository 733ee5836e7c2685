import assert from "node:assert/strict";
import { main } from "./map_reduce_send.ts";

Deno.test("map_reduce_send counts the words of all documents", async () => {
  assert.deepEqual(await main(), { to: 2, be: 2, or: 1, not: 1 });
});

Deno.test("map_reduce_send counts nothing when there is no document, and as many as there are", async () => {
  assert.deepEqual(await main([]), {});
  assert.deepEqual(await main(Array.from({ length: 100 }, () => "a puffin")), { a: 100, puffin: 100 });
});
