import assert from "node:assert/strict";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { readFact, systemTexts } from "../../../src/harness/machine/text_source.ts";
import { parseWholeNumber } from "../../../src/harness/machine/whole_number.ts";
import { fixedTexts, refusedTexts } from "./fixed_texts.ts";

Deno.test("systemTexts.read() returns the text of a file", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "tsc\n");
    assert.equal(systemTexts.read(path), "tsc\n");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("systemTexts.read() tells an absent file from one that cannot be read", async () => {
  const directory = await Deno.makeTempDir();
  try {
    assert.deepEqual(systemTexts.read(`${directory}/nothing`), { kind: "absent", why: "not on this system" });
    const reading = systemTexts.read(directory);
    assert(typeof reading !== "string");
    assert.equal(reading.kind, "refused");
  } finally {
    await Deno.remove(directory);
  }
});

Deno.test("readFact() finds the value in the text", () => {
  const files = fixedTexts({ "/proc/answer": "42\n" });
  assert.deepEqual(readFact(files, { path: "/proc/answer", parse: parseWholeNumber }), known(42));
});

Deno.test("readFact() names the file when its text makes no sense", () => {
  const files = fixedTexts({ "/proc/answer": "forty-two" });
  assert.deepEqual(
    readFact(files, { path: "/proc/answer", parse: parseWholeNumber }),
    missing("/proc/answer: holds something else than expected"),
  );
});

Deno.test("readFact() adds what an absence means, and only to an absence", () => {
  const meaning = { path: "/proc/answer", parse: parseWholeNumber, ifAbsent: ", as usual" };
  assert.deepEqual(readFact(fixedTexts({}), meaning), missing("/proc/answer: not on this system, as usual"));
  assert.deepEqual(readFact(refusedTexts, meaning), missing("/proc/answer: no permission"));
});
