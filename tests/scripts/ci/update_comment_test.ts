import assert from "node:assert/strict";
import { updateComment } from "../../../scripts/ci/update_comment.ts";

const SCENE = { apiUrl: "https://api.example.org", repository: "ada/engine", token: "t", pullRequest: 7 };
const BODY = "<!-- puffinbench:summary:v1 -->\n### Benchmarks";

/** GitHub with these comments, a hundred a page; it remembers what it was asked to write. */
function github(comments: readonly { id: number; body: string }[], status = 200) {
  const written: string[] = [];
  const request: typeof fetch = (input, init) => {
    const url = new URL(String(input)), method = init?.method ?? "GET";
    assert.equal(new Headers(init?.headers).get("authorization"), "Bearer t");
    if (method === "GET") {
      const page = Number(url.searchParams.get("page"));
      return Promise.resolve(Response.json(comments.slice((page - 1) * 100, page * 100)));
    }
    written.push(`${method} ${url.pathname} ${JSON.parse(String(init?.body)).body === BODY}`);
    return Promise.resolve(new Response("{}", { status }));
  };
  return { request, written };
}

Deno.test("updateComment() writes a comment where there is none of ours", async () => {
  const { request, written } = github([{ id: 1, body: "Nice work" }]);
  assert.equal(await updateComment(BODY, SCENE, request), "created");
  assert.deepEqual(written, ["POST /repos/ada/engine/issues/7/comments true"]);
});

Deno.test("updateComment() writes ours anew, however many comments come before it", async () => {
  const others = Array.from({ length: 150 }, (_, id) => ({ id, body: "Nice work" }));
  const { request, written } = github([...others, { id: 777, body: "<!-- puffinbench:summary:v1 -->\nold" }]);
  assert.equal(await updateComment(BODY, SCENE, request), "updated");
  assert.deepEqual(written, ["PATCH /repos/ada/engine/issues/comments/777 true"]);
});

Deno.test("updateComment() does not fail where comments may not be written", async () => {
  assert.equal(await updateComment(BODY, SCENE, github([], 403).request), "forbidden");
});

Deno.test("updateComment() fails when GitHub answers nonsense", async () => {
  await assert.rejects(updateComment(BODY, SCENE, github([], 500).request), /it answered 500/);
});
