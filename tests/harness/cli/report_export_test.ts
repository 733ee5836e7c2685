import assert from "node:assert/strict";
import { oneMoreExport } from "../../../src/harness/cli/option_value.ts";
import { exportReports } from "../../../src/harness/cli/report_export.ts";
import { UsageError } from "../../../src/harness/cli/usage_error.ts";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { fakeIo } from "./fake_io.ts";

Deno.test("oneMoreExport() reads a form and a file, which may have an equals sign in its name", () => {
  const read = oneMoreExport("md=a=b.md", oneMoreExport("bencher=c.json", []));
  assert.deepEqual(read, [{ format: "bencher", path: "c.json" }, { format: "md", path: "a=b.md" }]);
  for (const text of ["md", "md=", "=a.md", "pdf=a.pdf"]) assert.throws(() => oneMoreExport(text, []), UsageError);
});

Deno.test("exportReports() writes each form to its file, and the others where one cannot be written", async () => {
  const directory = await Deno.makeTempDir(), io = fakeIo();
  try {
    await Deno.writeTextFile(`${directory}/file`, "");
    const exports = [
      { format: "csv", path: `${directory}/file/in.csv` },
      { format: "json", path: `${directory}/made/for/it.json` },
    ] as const;
    assert.equal(await exportReports(exports, () => buildModel(exampleResult()), io), true);
    assert.match(io.written.stderr, /^puffinbench: Cannot write the report as --export must be a file to write to/);
    assert.equal(JSON.parse(await Deno.readTextFile(`${directory}/made/for/it.json`)).schema, "puffinbench-report/1");
    assert.equal(await exportReports([], () => assert.fail("nobody wants a report"), io), false);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
