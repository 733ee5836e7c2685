import assert from "node:assert/strict";
import { git } from "../../../../src/harness/cli/ab/git.ts";
import { fetchImports, LONGEST_SESSION_MS, Worktrees } from "../../../../src/harness/cli/ab/worktree.ts";
import { UsageError } from "../../../../src/harness/cli/usage_error.ts";
import { repository } from "./repository.ts";

Deno.test("Worktrees checks a commit out once, and takes it away again", async () => {
  await using repo = await repository();
  const [first, second] = [await repo.commit({ "a.txt": "one" }), await repo.commit({ "a.txt": "two" })];
  const place = `${repo.root}/.cache`;
  {
    await using worktrees = new Worktrees(repo.root, place);
    const path = await worktrees.at(first);
    assert.equal(await Deno.readTextFile(`${path}/a.txt`), "one");
    assert.equal(await worktrees.at(first), path);
    assert.equal(await Deno.readTextFile(`${await worktrees.at(second)}/a.txt`), "two");
    assert.equal(await Deno.readTextFile(`${repo.root}/a.txt`), "two");
  }
  assert.deepEqual([...Deno.readDirSync(place)], []);
  assert.equal((await git(["worktree", "list"], { cwd: repo.root })).split("\n").length, 1);
});

Deno.test("Worktrees begins anew where a session that was killed left a checkout behind", async () => {
  await using repo = await repository();
  const commit = await repo.commit({ "a.txt": "one" });
  const place = `${repo.root}/.cache`;
  const killed = await new Worktrees(repo.root, place).at(commit);
  await Deno.writeTextFile(`${killed}/a.txt`, "half");
  await using worktrees = new Worktrees(repo.root, place);
  assert.equal(await Deno.readTextFile(`${await worktrees.at(commit)}/a.txt`), "one");
});

Deno.test("Worktrees.sweep() takes away what is older than any session, and nothing else", async () => {
  await using repo = await repository();
  const commit = await repo.commit({ "a.txt": "one" });
  const place = `${repo.root}/.cache`, worktrees = new Worktrees(repo.root, place);
  await worktrees.sweep(Date.now());
  await worktrees.at(commit);
  await worktrees.sweep(Date.now());
  assert.equal([...Deno.readDirSync(place)].length, 1);
  await worktrees.sweep(Date.now() + 2 * LONGEST_SESSION_MS);
  assert.deepEqual([...Deno.readDirSync(place)], []);
});

Deno.test("Worktrees says what git says where it cannot check out", async () => {
  await using repo = await repository();
  await repo.commit({ "a.txt": "one" });
  await using worktrees = new Worktrees(repo.root, `${repo.root}/.cache`);
  await assert.rejects(
    worktrees.at("0".repeat(40)),
    (error) => error instanceof UsageError && /^Cannot check 0000000 out as git/.test(error.message),
  );
});

Deno.test("fetchImports() wants what a module imports to be there", async () => {
  await using repo = await repository();
  await repo.write("sound.mjs", "export default 1;");
  await fetchImports(`${repo.root}/sound.mjs`, repo.root);
  await repo.write("broken.mjs", 'import "./nowhere.mjs";');
  await assert.rejects(
    fetchImports(`${repo.root}/broken.mjs`, repo.root),
    (error) => error instanceof UsageError && /broken\.mjs as its imports must be there/.test(error.message),
  );
});
