/** The commands about frameworks, with the frameworks themselves. */
import assert from "node:assert/strict";
import { assertGolden } from "../golden/golden.ts";
import { inDirectory } from "./command.ts";
import { puffinbench } from "./program.ts";

interface Probed {
  readonly framework: string;
  readonly answers: readonly { readonly feature: string; readonly answer: string; readonly evidence: string }[];
}

Deno.test("puffinbench frameworks features probes every feature of every framework, and no probe is broken", () =>
  inDirectory(async (directory) => {
    const { exitCode, stdout, stderr } = await puffinbench(directory, "frameworks", "features", "--format", "json");
    assert.equal(exitCode, 0, stderr);
    const probed: readonly Probed[] = JSON.parse(stdout);
    for (const { answers } of probed) for (const { evidence } of answers) assert.match(evidence, /^[A-Z0-9].*\.$/);
    // What is known of frameworks changes with their versions only, and then a person has to look at it.
    const lines = probed.flatMap(({ framework, answers }) =>
      answers.map(({ feature, answer }) => `${framework} ${feature} ${answer}\n`)
    );
    await assertGolden("framework_features.txt", lines.join(""));
  }));

Deno.test("puffinbench frameworks show tells why a framework is measured as it is", () =>
  inDirectory(async (directory) => {
    const { exitCode, stdout, stderr } = await puffinbench(directory, "frameworks", "show", "langgraph");
    assert.equal(exitCode, 0, stderr);
    for (const word of ["LangGraph", "recursionLimit", "https://", "1.7.3"]) assert.ok(stdout.includes(word), word);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80 || line.includes("https://"), line);
  }));
