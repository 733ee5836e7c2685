import assert from "node:assert/strict";

const read = (path: string) => Deno.readTextFileSync(new URL(`../../../${path}`, import.meta.url));

const SCRIPT = read(".github/actions/ab/ab.sh"), ACTION = read(".github/actions/ab/action.yml");

/** Variables that the script reads, by its own words. */
const variables = [...new Set(SCRIPT.match(/\bAB_[A-Z_]+/g))].toSorted();

Deno.test("the action hands every variable to its script, and each is one of its inputs", () => {
  for (const name of variables) {
    const input = name.slice("AB_".length).toLowerCase().replaceAll("_", "-");
    assert.ok(ACTION.includes(`${name}: \${{ inputs.${input} }}`), name);
    assert.match(ACTION, new RegExp(`^  ${input}:$`, "m"));
  }
});

Deno.test("the action pins what it uses by commit", () => {
  for (const [, used = ""] of `${ACTION}\n${read(".github/workflows/benchmark.yml")}`.matchAll(/uses: (\S+)/g)) {
    if (!used.startsWith("./")) assert.match(used, /@[0-9a-f]{40}$/);
  }
});

Deno.test("the GitLab template sets only variables that the script reads", () => {
  const set = read(".gitlab/ab.gitlab-ci.yml").match(/^ +AB_[A-Z_]+(?=:)/gm)?.map((name) => name.trim()) ?? [];
  assert.ok(set.includes("AB_BASE"));
  for (const name of set) assert.ok(variables.includes(name), name);
});
