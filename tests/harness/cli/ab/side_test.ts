import assert from "node:assert/strict";
import { git } from "../../../../src/harness/cli/ab/git.ts";
import { sideOf, sideText, workingTreeSide } from "../../../../src/harness/cli/ab/side.ts";
import { UsageError } from "../../../../src/harness/cli/usage_error.ts";
import { repository } from "./repository.ts";

Deno.test("sideOf() knows git refs, programs and saved results apart", async () => {
  await using repo = await repository();
  const commit = await repo.commit({ "a.txt": "one" });
  const place = { flag: "--base", cwd: repo.root };
  assert.deepEqual(await sideOf("main", place), { kind: "commit", name: "main", commit });
  await repo.write("result.json", "{}");
  assert.deepEqual(await sideOf("result.json", place), { kind: "result", path: `${repo.root}/result.json` });
  await repo.write("program", "#!/bin/sh\n");
  await Deno.chmod(`${repo.root}/program`, 0o755);
  const program = await sideOf("./program", place);
  assert.ok(program.kind === "program" && program.path === `${repo.root}/program` && program.sha256.length === 64);
});

Deno.test("sideOf() says what is wrong with what is none of them", async () => {
  await using repo = await repository();
  await repo.commit({ "a.txt": "one" });
  for (const text of ["no-such-ref", "a.txt", "--help"]) {
    await assert.rejects(
      sideOf(text, { flag: "--base", cwd: repo.root }),
      (error) => error instanceof UsageError && error.message.startsWith(`Cannot use --base "${text}" as it must be`),
    );
  }
});

Deno.test("workingTreeSide() is the commit itself where nothing changed", async () => {
  await using repo = await repository();
  const commit = await repo.commit({ "a.txt": "one" });
  assert.deepEqual(await workingTreeSide(repo.root), { kind: "commit", name: "working tree", commit });
});

Deno.test("workingTreeSide() takes changes and new files along, and leaves the user's index alone", async () => {
  await using repo = await repository();
  const head = await repo.commit({ "a.txt": "one", ".gitignore": "ignored.txt" });
  await repo.write("a.txt", "two");
  await repo.write("new.txt", "new");
  await repo.write("ignored.txt", "secret");
  const before = await git(["status", "--porcelain"], { cwd: repo.root });
  const side = await workingTreeSide(repo.root);
  assert.ok(side.kind === "commit" && side.commit !== head);
  const { commit } = side;
  const files = await git(["ls-tree", "--name-only", commit], { cwd: repo.root });
  assert.deepEqual(files.split("\n"), [".gitignore", "a.txt", "new.txt"]);
  assert.equal(await git(["show", `${commit}:a.txt`], { cwd: repo.root }), "two");
  assert.equal(await git(["status", "--porcelain"], { cwd: repo.root }), before);
  assert.deepEqual(await workingTreeSide(repo.root), side);
});

Deno.test("sideText() names a commit once, and what else there is with its first digits", () => {
  const commit = "7770540aa1";
  assert.equal(sideText({ kind: "commit", name: "main", commit }), "main (7770540)");
  assert.equal(sideText({ kind: "commit", name: "77705", commit }), "7770540");
  assert.equal(
    sideText({ kind: "program", name: "dist/a", path: "/dist/a", sha256: "abcdef0123" }),
    "dist/a (abcdef0)",
  );
  assert.equal(sideText({ kind: "result", path: "a.json" }), "a.json");
});
