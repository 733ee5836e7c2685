import assert from "node:assert/strict";
import { join } from "node:path";
import { JournalFile, readJournal } from "../../../src/harness/session/journal.ts";
import { JournalError } from "../../../src/harness/session/journal_error.ts";
import { journalLine } from "../../../src/harness/session/journal_line.ts";
import type { JournalRecord } from "../../../src/harness/session/journal_record.ts";
import { exampleFork } from "../../fixtures/example_fork.ts";
import { exampleHeader } from "../../fixtures/example_header.ts";

const BEGUN: JournalRecord = {
  kind: "begun",
  startedAt: "2024-12-31T22:05:09.123Z",
  cpuRounds: 10,
  referenceRounds: 1_000,
};
const REFERENCE = { startedMs: 5, wallNs: 2e7, cpuNs: 2e7 };

function blockOf(pass: number): JournalRecord {
  return {
    kind: "block",
    pass,
    benchmark: "tiny/diamond/noop",
    reference: REFERENCE,
    startedMs: 10,
    endedMs: 20,
    arms: [
      { arm: "control", facts: null, outcome: { kind: "fork", fork: exampleFork(pass) } },
      { arm: "b", facts: null, outcome: { kind: "lost", cell: { subject: "b", status: "invalid", reason: "é" } } },
    ],
  };
}

const RECORDS = [BEGUN, blockOf(0), blockOf(1)];

/** Does something with the path of a journal that holds all records. */
async function withJournal(act: (path: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    const path = join(directory, "some.journal.ndjson");
    using journal = JournalFile.create(path, exampleHeader());
    for (const record of RECORDS) journal.append(record);
    await act(path);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("readJournal() reads what was appended", () =>
  withJournal(async (path) => {
    const { header, records, soundBytes } = await readJournal(path);
    assert.deepEqual(header, exampleHeader());
    assert.deepEqual(records, RECORDS);
    assert.equal(soundBytes, (await Deno.stat(path)).size);
  }));

Deno.test("JournalFile.create() never takes the place of another journal", () =>
  withJournal((path) => {
    assert.throws(() => JournalFile.create(path, exampleHeader()), Deno.errors.AlreadyExists);
    return Promise.resolve();
  }));

Deno.test("readJournal() cuts the last line wherever it was torn, and the next record takes its place", () =>
  withJournal(async (path) => {
    const bytes = await Deno.readFile(path);
    const last = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    const cuts = [last, last + 1, last + 9, last + 30, Math.floor((last + bytes.length) / 2), bytes.length - 1];
    for (const cut of cuts) {
      await Deno.writeFile(path, bytes.subarray(0, cut));
      const content = await readJournal(path);
      assert.deepEqual(content.records, RECORDS.slice(0, -1), `cut after ${cut} bytes`);
      assert.equal(content.soundBytes, last);
      using journal = JournalFile.resume(path, content);
      journal.append(blockOf(7));
      assert.deepEqual((await readJournal(path)).records, [...RECORDS.slice(0, -1), blockOf(7)]);
    }
  }));

Deno.test("readJournal() cuts a last line that ends as it should and holds something else", () =>
  withJournal(async (path) => {
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace(/"pass":1,(?!.*"pass":1,)/s, '"pass":9,'));
    assert.deepEqual((await readJournal(path)).records, RECORDS.slice(0, -1));
  }));

Deno.test("readJournal() names a line before the last that is corrupt", () =>
  withJournal(async (path) => {
    const lines = (await Deno.readTextFile(path)).split("\n");
    await Deno.writeTextFile(path, lines.with(2, lines[2]!.replace("diamond", "diamonD")).join("\n"));
    await assert.rejects(readJournal(path), (error) => {
      assert.ok(error instanceof JournalError);
      assert.equal(error.message, `Cannot resume ${path} as line 3 must be what was written: it is corrupt`);
      return true;
    });
  }));

Deno.test("readJournal() refuses what is not a journal, one of another version, and a file that is not there", () =>
  withJournal(async (path) => {
    await Deno.writeTextFile(path, "{}\n");
    await assert.rejects(readJournal(path), /must begin with the header of a journal/);
    await Deno.writeTextFile(path, journalLine({ ...exampleHeader(), journal: 2 }));
    await assert.rejects(readJournal(path), /its version must be 1: current value is 2$/);
    await assert.rejects(readJournal(`${path}.gone`), /the file must exist$/);
  }));
