import assert from "node:assert/strict";
import { readCommit } from "../../../src/harness/machine/commit.ts";
import { isKnown, known, missing } from "../../../src/harness/machine/fact.ts";
import { fixedTexts, refusedTexts, type Texts } from "./fixed_texts.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

function commitOf(texts: Texts) {
  return readCommit({ build: undefined, root: "/tool", files: fixedTexts(texts) });
}

Deno.test("readCommit() takes the commit that the build carries", () => {
  const build = { kind: "portable", version: "0.1.0", id: "ab12", commit: `${COMMIT}-dirty` };
  assert.deepEqual(readCommit({ build }), known(`${COMMIT}-dirty`));
});

Deno.test("readCommit() gives a reason when the build carries none", () => {
  for (const build of [{ commit: null }, {}, null, "portable", { commit: "" }]) {
    assert.deepEqual(readCommit({ build }), missing("the build does not carry it"));
  }
});

Deno.test("readCommit() follows HEAD to the branch's own file", () => {
  const texts = { "/tool/.git/HEAD": "ref: refs/heads/main\n", "/tool/.git/refs/heads/main": `${COMMIT}\n` };
  assert.deepEqual(commitOf(texts), known(COMMIT));
});

Deno.test("readCommit() finds a branch that git has packed", () => {
  const packed = `# pack-refs with: peeled\n${"f".repeat(40)} refs/heads/old\n${COMMIT} refs/heads/a/main\n`;
  const texts = { "/tool/.git/HEAD": "ref: refs/heads/a/main\n", "/tool/.git/packed-refs": packed };
  assert.deepEqual(commitOf(texts), known(COMMIT));
});

Deno.test("readCommit() takes a detached HEAD as it is, also with SHA-256", () => {
  assert.deepEqual(commitOf({ "/tool/.git/HEAD": `${COMMIT}\n` }), known(COMMIT));
  assert.deepEqual(commitOf({ "/tool/.git/HEAD": "e".repeat(64) }), known("e".repeat(64)));
});

Deno.test("readCommit() follows a linked work tree to the branches of the main one", () => {
  const texts = {
    "/tool/.git": "gitdir: /repo/.git/worktrees/tool\n",
    "/repo/.git/worktrees/tool/HEAD": "ref: refs/heads/main\n",
    "/repo/.git/worktrees/tool/commondir": "../..\n",
    "/repo/.git/worktrees/tool/../../refs/heads/main": COMMIT,
  };
  assert.deepEqual(commitOf(texts), known(COMMIT));
});

Deno.test("readCommit() gives a reason where there is no checkout, or no permission to see it", () => {
  assert.deepEqual(commitOf({}), missing("the source is in no git checkout"));
  assert.deepEqual(
    readCommit({ build: undefined, root: "/tool", files: refusedTexts }),
    missing("git's HEAD: no permission"),
  );
  assert.deepEqual(readCommit({ build: undefined, root: undefined }), missing("the source is not on this machine"));
});

Deno.test("readCommit() gives a reason when HEAD names no branch", () => {
  for (const head of ["", "ref: ", "ref: refs/../../secret", "0123", "ref: refs/heads/ma in"]) {
    assert.deepEqual(commitOf({ "/tool/.git/HEAD": head }), missing("git's HEAD names no branch"), head);
  }
});

Deno.test("readCommit() gives a reason when the branch's commit is in no file, or is none", () => {
  const head = { "/tool/.git/HEAD": "ref: refs/heads/main\n" };
  const none = missing("git has no commit in a file for the branch");
  assert.deepEqual(commitOf(head), none);
  assert.deepEqual(commitOf({ ...head, "/tool/.git/refs/heads/main": "not a commit" }), none);
  assert.deepEqual(commitOf({ ...head, "/tool/.git/packed-refs": "garbage refs/heads/main" }), none);
});

Deno.test("readCommit() looks for the tool's own source by default, and tells of it without its path", () => {
  const commit = readCommit();
  if (isKnown(commit)) assert.match(commit.value, /^[0-9a-f]{40}([0-9a-f]{24})?(-dirty)?$/);
  else assert.doesNotMatch(commit.why, /\//);
});
