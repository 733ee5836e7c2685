import assert from "node:assert/strict";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { drawExamination } from "../../../../src/harness/report/terminal/examination.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { BUSY, examination, QUIET } from "../../../golden/machine_examination.ts";

const FACE: Face = { width: 80, color: "off", charset: "unicode" };

Deno.test("drawExamination() draws what the golden files show", async () => {
  await assertGolden("doctor_quiet.txt", `${drawExamination(examination(QUIET), FACE).join("\n")}\n`);
  await assertGolden("doctor_busy.txt", `${drawExamination(examination(BUSY), FACE).join("\n")}\n`);
});

Deno.test("drawExamination() says once what would help several checks", () => {
  const remedies = drawExamination(examination(BUSY), FACE).filter((line) => line.startsWith("→ end other programs"));
  assert.equal(remedies.length, 1);
});

Deno.test("drawExamination() stays within the face", () => {
  for (const width of [40, 60, 80]) {
    for (const line of drawExamination(examination(BUSY), { ...FACE, width, charset: "ascii" })) {
      assert.ok(displayWidth(line) <= width, line);
      assert.match(line, /^[\x20-\x7e]*$/);
    }
  }
});
