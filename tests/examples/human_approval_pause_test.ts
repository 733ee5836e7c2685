import assert from "node:assert/strict";
import { main } from "./human_approval_pause.ts";

Deno.test("human_approval_pause asks about the draft and publishes it after a yes", async () => {
  const asked: string[] = [];
  const yes = (question: string) => {
    asked.push(question);
    return Promise.resolve(true);
  };
  assert.equal(await main(yes), "All about puffins (published)");
  assert.deepEqual(asked, ['Publish "All about puffins"?']);
});

Deno.test("human_approval_pause skips the publication after a no", async () => {
  assert.equal(await main(() => Promise.resolve(false), "auks"), "skipped");
});
