import assert from "node:assert/strict";
import { isFit } from "../../../src/harness/cli/required_grade.ts";
import { examineMachine } from "../../../src/harness/machine/doctor.ts";
import type { Grade } from "../../../src/harness/machine/grade.ts";
import { fakeIo } from "./fake_io.ts";

const examined = await examineMachine({ durationMs: 20 });

async function answer(required: Grade, found: Grade) {
  const io = fakeIo();
  const fit = await isFit(required, io, () => Promise.resolve({ ...examined, grade: found }));
  return { fit, stderr: io.written.stderr };
}

Deno.test("isFit() lets a machine pass that is as good as required or better", async () => {
  assert.deepEqual(await answer("B", "B"), { fit: true, stderr: "" });
  assert.deepEqual(await answer("B", "A"), { fit: true, stderr: "" });
});

Deno.test("isFit() turns a worse machine away and says why", async () => {
  assert.deepEqual(await answer("B", "C"), {
    fit: false,
    stderr: "puffinbench: Cannot measure as --require-grade wants B or better: this machine has C now; " +
      '"puffinbench doctor" says why\n',
  });
});
