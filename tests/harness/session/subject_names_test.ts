import assert from "node:assert/strict";
import { LANGGRAPH } from "../../../src/harness/adapters/facts.ts";
import { packageVersions } from "../../../src/harness/adapters/package_versions.ts";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import { SubjectNames } from "../../../src/harness/session/subject_names.ts";
import { testCommand } from "../../fixtures/tiny_session.ts";

const namesOf = (adapters: string[]) => new SubjectNames(plainArms(adapters), testCommand());
const MINE = { ...LANGGRAPH, id: "mine", title: "My Engine", packages: ["my-engine"] };

Deno.test("SubjectNames.subjects() describes known adapters that were never loaded, with their versions", () => {
  const [subject] = namesOf(["langgraph"]).subjects();
  assert.equal(subject?.title, "LangGraph");
  assert.deepEqual(subject?.packages, packageVersions(["@langchain/langgraph", "@langchain/core"]));
});

Deno.test("SubjectNames.nameOf() is the plan's name until the adapter has been loaded", () => {
  const names = namesOf(["./mine.ts"]);
  assert.equal(names.nameOf("./mine.ts"), "./mine.ts");
  assert.deepEqual(names.subjects(), []);
  names.learn("./mine.ts", MINE);
  assert.equal(names.nameOf("./mine.ts"), "mine");
});

Deno.test("SubjectNames.subjects() keeps the plan's order whoever was loaded first", () => {
  const names = namesOf(["./mine.ts", "control"]);
  names.learn("./mine.ts", MINE);
  assert.deepEqual(names.subjects().map(({ id }) => id), ["mine", "control"]);
});

Deno.test("SubjectNames.subjects() admits that the versions of an adapter from outside are unknown", () => {
  const names = namesOf(["./mine.ts"]);
  names.learn("./mine.ts", MINE);
  assert.deepEqual(names.subjects()[0]?.packages, { "my-engine": "unknown" });
});

Deno.test("SubjectNames.learn() leaves an id with the subject that had it first", () => {
  const names = namesOf(["./mine.ts", "./other.ts"]);
  names.learn("./other.ts", MINE);
  names.learn("./mine.ts", MINE);
  assert.equal(names.nameOf("./other.ts"), "mine");
  assert.equal(names.nameOf("./mine.ts"), "./mine.ts");
});
