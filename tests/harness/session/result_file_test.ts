import assert from "node:assert/strict";
import { join } from "node:path";
import { readResult, ResultFileError, resultFileName, writeResult } from "../../../src/harness/session/result_file.ts";
import { exampleResult } from "../../fixtures/example_result.ts";

/** Does something with a directory that is gone afterwards. */
async function inDirectory(act: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await act(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const filesIn = (directory: string) => [...Deno.readDirSync(directory)].map(({ name }) => name).toSorted();

/** Path of a file with the given content. */
function fileOf(directory: string, content: string): string {
  const path = join(directory, "some.json");
  Deno.writeTextFileSync(path, content);
  return path;
}

async function assertRefused(path: string, rest: string): Promise<void> {
  await assert.rejects(readResult(path), (error) => {
    assert.ok(error instanceof ResultFileError);
    assert.equal(error.message, `Cannot read the result ${path} as ${rest}`);
    return true;
  });
}

Deno.test("resultFileName() is made of the local date and time", () => {
  assert.equal(resultFileName(new Date(2024, 0, 2, 3, 4, 5)), "benchmark_results_20240102_030405.json");
});

Deno.test("writeResult() writes what readResult() reads, under the name of the session's start", () =>
  inDirectory(async (directory) => {
    const result = exampleResult();
    const path = await writeResult(directory, result);
    assert.equal(path, join(directory, resultFileName(new Date(result.session.startedAt))));
    assert.deepEqual(await readResult(path), result);
  }));

Deno.test("writeResult() makes the directory", () =>
  inDirectory(async (directory) => {
    const path = await writeResult(join(directory, "deep", "down"), exampleResult());
    assert.ok((await Deno.stat(path)).isFile);
  }));

Deno.test("writeResult() never overwrites, not even when two write at once", () =>
  inDirectory(async (directory) => {
    await Promise.all([1, 2, 3].map(() => writeResult(directory, exampleResult())));
    const name = resultFileName(new Date(exampleResult().session.startedAt));
    const stem = name.replace(".json", "");
    assert.deepEqual(filesIn(directory), [`${stem}-2.json`, `${stem}-3.json`, name].toSorted());
  }));

Deno.test("writeResult() refuses a result that does not fit the schema and leaves nothing behind", () =>
  inDirectory(async (directory) => {
    const result = exampleResult();
    result.session.seed = -1;
    await assert.rejects(writeResult(directory, result), { name: "ZodError" });
    assert.deepEqual(filesIn(directory), []);
  }));

Deno.test("writeResult() leaves nothing behind when all names are taken", () =>
  inDirectory(async (directory) => {
    const name = resultFileName(new Date(exampleResult().session.startedAt));
    Deno.writeTextFileSync(join(directory, name), "");
    for (let i = 2; i <= 100; i++) Deno.writeTextFileSync(join(directory, name.replace(".json", `-${i}.json`)), "");
    await assert.rejects(writeResult(directory, exampleResult()), /as one of 100 names like .* must be free/);
    assert.equal(filesIn(directory).length, 100);
  }));

Deno.test("readResult() names a file that is not there", () =>
  inDirectory(async (directory) => {
    await assertRefused(join(directory, "none.json"), "the file must exist");
  }));

Deno.test("readResult() says that a file is not JSON", () =>
  inDirectory(async (directory) => {
    const path = fileOf(directory, "<html>");
    await assert.rejects(readResult(path), /^ResultFileError: Cannot read the result .* as it must be JSON: /);
  }));

Deno.test("readResult() names the schema of a file that has another", () =>
  inDirectory(async (directory) => {
    await assertRefused(
      fileOf(directory, '{"schema":"puffinbench/9"}'),
      `'schema' must be "puffinbench/2" or older: current value is "puffinbench/9", which a newer puffinbench reads`,
    );
  }));

Deno.test("readResult() says so when a file has no schema at all", () =>
  inDirectory(async (directory) => {
    await assertRefused(
      fileOf(directory, "[]"),
      `'schema' must be "puffinbench/2" or older: current value is undefined`,
    );
  }));

Deno.test("readResult() names the first field that does not fit", () =>
  inDirectory(async (directory) => {
    const content = JSON.stringify(exampleResult()).replace('"batch":4', '"batch":0');
    await assertRefused(
      fileOf(directory, content),
      "'benchmarks[0].cells[0].forks[0].batch' does not fit: Too small: expected number to be >0",
    );
  }));

Deno.test("readResult() names a field that is missing", () =>
  inDirectory(async (directory) => {
    const content = JSON.stringify(exampleResult()).replace('"seed":1,', "");
    await assertRefused(
      fileOf(directory, content),
      "'session.seed' does not fit: Invalid input: expected number, received undefined",
    );
  }));
