import assert from "node:assert/strict";
import { programFlags } from "../../../scripts/compile/program_flags.ts";
import { workerCommand } from "../../../src/harness/session/self_command.ts";

Deno.test("programFlags() keeps a portable program away from the configuration of the directory it is started in", () => {
  assert.deepEqual(programFlags("portable"), ["-A", "--no-config", "--no-lock", "--no-remote", "--no-npm"]);
});

Deno.test("programFlags() compiles in what workers need of V8, as they are started without flags", () => {
  const [v8Flags] = workerCommand().flags.filter((flag) => flag.startsWith("--v8-flags="));
  assert.equal(programFlags("compiled").at(-1), v8Flags);
  assert.match(v8Flags!, /--expose-gc/);
});
