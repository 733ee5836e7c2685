import assert from "node:assert/strict";
import { gradeWatch, isFit, wasFit } from "../../../src/harness/cli/required_grade.ts";
import { examineMachine } from "../../../src/harness/machine/doctor.ts";
import type { Grade } from "../../../src/harness/machine/grade.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
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

Deno.test("gradeWatch() tells of the first pass that is worse, once", () => {
  const io = fakeIo(), watch = gradeWatch("B", io);
  watch({ kind: "pass-ended", pass: 0, grade: "B" });
  watch({ kind: "pass-ended", pass: 1, grade: null });
  assert.equal(io.written.stderr, "");
  watch({ kind: "pass-ended", pass: 2, grade: "D" });
  watch({ kind: "pass-ended", pass: 3, grade: "F" });
  assert.equal(
    io.written.stderr,
    "puffinbench: --require-grade wants B or better, and this machine had D in pass 3: " +
      "the session goes on and is judged by all of its passes\n",
  );
});

Deno.test("wasFit() judges the machine by the whole session", () => {
  const pass = (grade: Grade) => ({ ...exampleResult().host.passes[0]!, grade });
  const passes = [pass("A"), pass("D"), pass("C")];
  const io = fakeIo();
  assert.equal(wasFit("C", { grade: "C", passes }, io), true);
  assert.equal(wasFit("A", { grade: null, passes: [] }, io), true);
  assert.equal(io.written.stderr, "");
  assert.equal(wasFit("B", { grade: "C", passes }, io), false);
  assert.equal(
    io.written.stderr,
    "puffinbench: Cannot accept this session as --require-grade wants B or better: " +
      "the machine had C all through it, 2 of 3 passes worse\n",
  );
});
