import assert from "node:assert/strict";
import { checkSameSession, findJournal, type FoundJournal } from "../../../src/harness/cli/resumption.ts";
import { JournalFile } from "../../../src/harness/session/journal.ts";
import { exampleHeader } from "../../fixtures/example_header.ts";

async function inDirectory(act: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await act(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function journalAt(path: string, seed: number): void {
  JournalFile.create(path, exampleHeader({ seed }))[Symbol.dispose]();
}

Deno.test("findJournal() takes the newest journal of the directory, or the one that is named", () =>
  inDirectory(async (directory) => {
    journalAt(`${directory}/benchmark_results_20250101_000000_9.journal.ndjson`, 9);
    journalAt(`${directory}/benchmark_results_20250102_000000_8.journal.ndjson`, 8);
    await Deno.writeTextFile(`${directory}/zzz.json`, "{}");
    const newest = await findJournal({ file: null, directory, cwd: "/" });
    assert.equal(newest.content.header.seed, 8);
    const file = "benchmark_results_20250101_000000_9.journal.ndjson";
    assert.equal((await findJournal({ file, directory: "nowhere", cwd: directory })).content.header.seed, 9);
  }));

Deno.test("findJournal() says when there is none, and what is wrong with one", () =>
  inDirectory(async (directory) => {
    await assert.rejects(findJournal({ file: null, directory, cwd: "/" }), {
      name: "UsageError",
      message: /^Cannot resume as there is no journal in /,
    });
    await assert.rejects(findJournal({ file: null, directory: `${directory}/none`, cwd: "/" }), { name: "UsageError" });
    await assert.rejects(findJournal({ file: "x.ndjson", directory, cwd: directory }), {
      name: "UsageError",
      message: /x\.ndjson as the file must exist$/,
    });
  }));

const FOUND: FoundJournal = { path: "j", content: { header: exampleHeader(), records: [], soundBytes: 0 } };

Deno.test("checkSameSession() lets the same plan, host and tool go on", () => {
  checkSameSession(FOUND, exampleHeader());
});

Deno.test("checkSameSession() refuses another tool, host or plan with one clear sentence", () => {
  const table = [
    [
      { hostFingerprint: "ffff" },
      /^Cannot resume j as the host must be what it was: it was fedcba9876543210 and is ffff;/,
    ],
    [{ plan: "ffff" }, /^Cannot resume j as the plan must be what it was/],
    [
      { tool: { ...exampleHeader().tool, version: "0.2.0" } },
      /^Cannot resume j as the version of puffinbench must be what it was: it was 0\.1\.0 unknown commit source and is 0\.2\.0 /,
    ],
  ] as const;
  for (const [changes, message] of table) {
    assert.throws(() => checkSameSession(FOUND, exampleHeader(changes)), { name: "UsageError", message });
  }
});
