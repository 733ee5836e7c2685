import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { fileCheckpoints, type JournalRecord, type NewRun, sqliteCheckpoints } from "puffinflow/durability";
import { FileCheckpoints } from "../../../../src/engine/durability/checkpoints/file_checkpoints.ts";
import { SqliteCheckpoints } from "../../../../src/engine/durability/checkpoints/sqlite_checkpoints.ts";

const RUN: NewRun = { id: "r", agent: "order", fingerprint: "f", createdAtMs: 1, input: null };

function record(sequence: number, text = "some data"): JournalRecord {
  return { sequence, key: `step:s#${sequence}`, kind: "step", atMs: sequence, data: { text } };
}

async function inDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** A journal of five records in a file. */
async function writtenFile(directory: string): Promise<string> {
  const store = fileCheckpoints(directory);
  await store.create(RUN, "full");
  const claim = await store.claim("r", "me");
  for (const sequence of [1, 2, 3, 4, 5]) await claim.putIfAbsent(record(sequence), "normal");
  await store.close();
  return `${directory}/r/journal.jsonl`;
}

Deno.test("a file whose last line is torn loses that line and nothing else", async () => {
  await inDirectory(async (directory) => {
    const path = await writtenFile(directory), whole = await Deno.readFile(path);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    for (let length = ends[0]!; length <= whole.length; length += 7) {
      await Deno.writeFile(path, whole.subarray(0, length));
      const store = fileCheckpoints(directory), kept = ends.filter((end) => end <= length).length - 1;
      const claim = await store.claim("r", "me");
      assert.deepEqual((await store.load("r")).map(({ sequence }) => sequence), [1, 2, 3, 4, 5].slice(0, kept));
      await claim.putIfAbsent(record(kept + 1, "again"), "full");
      assert.deepEqual((await store.load("r")).at(-1), record(kept + 1, "again"));
      await store.close();
    }
  });
});

Deno.test("a file whose last line was written twice has it once", async () => {
  await inDirectory(async (directory) => {
    const path = await writtenFile(directory), lines = (await Deno.readTextFile(path)).split("\n");
    await Deno.writeTextFile(path, [...lines.slice(0, -1), lines.at(-2), ""].join("\n"));
    assert.equal((await fileCheckpoints(directory).load("r")).length, 5);
  });
});

Deno.test("a file with a changed, missing or foreign line is damaged: the place is named, and nothing is skipped", async () => {
  await inDirectory(async (directory) => {
    const path = await writtenFile(directory), lines = (await Deno.readTextFile(path)).split("\n");
    const otherData = lines[3]!.replace("some data", "same data"), other = JSON.parse(lines[3]!);
    const damages: [string[], RegExp][] = [
      [
        lines.with(3, otherData),
        /as line 4 of .*journal\.jsonl is damaged: its checksum is \w{8} and should be \w{8}; restore/,
      ],
      [lines.with(3, JSON.stringify({ sequence: 3 })), /line 4 .* it has no checksum at its end/],
      [lines.toSpliced(3, 1), /record 3 is missing/],
      [lines.with(2, lines[4]!), /record 2 is missing/],
      [lines.with(0, lines[0]!.replace("order", "other")), /line 1 of/],
    ];
    assert.equal(other.sequence, 3);
    for (const [damaged, message] of damages) {
      await Deno.writeTextFile(path, damaged.join("\n"));
      const store = fileCheckpoints(directory);
      const look = async () => {
        await store.find("r");
        await store.load("r");
      };
      await assert.rejects(look(), { name: "CorruptRecordError", code: "corrupt-record", message });
      await store.close();
    }
  });
});

Deno.test("any changed byte of a journal's file is found, unless it tears the last line", async () => {
  await inDirectory(async (directory) => {
    const path = await writtenFile(directory), whole = await Deno.readFile(path);
    for (let at = 0; at < whole.length; at += 5) {
      const changed = whole.slice();
      changed[at]! ^= 1;
      await Deno.writeFile(path, changed);
      const store = fileCheckpoints(directory);
      const found = await store.find("r").then(() => store.load("r")).then(
        (records) => records.length,
        (error) => error.code,
      );
      assert.ok(found === "corrupt-record" || (at === whole.length - 1 && found === 4), `byte ${at}: ${found}`);
    }
  });
});

Deno.test("a file that was being made when its process died is nobody's run", async () => {
  await inDirectory(async (directory) => {
    const path = await writtenFile(directory), whole = await Deno.readFile(path);
    await Deno.writeFile(path, whole.subarray(0, 20));
    const store = fileCheckpoints(directory);
    assert.deepEqual([await store.find("r"), await store.list({ limit: 9 })], [undefined, []]);
    assert.equal((await store.create(RUN, "full")).status, "open");
    assert.deepEqual(await store.load("r"), []);
  });
});

Deno.test("a signal that was being sent when its process died was not sent; a changed one is named", async () => {
  await inDirectory(async (directory) => {
    const store = fileCheckpoints(directory);
    await store.create(RUN, "full");
    for (const name of ["a", "b"]) await store.send("r", { name, atMs: 1, payload: null });
    const path = `${directory}/r/signal-1.json`, text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.slice(0, 12));
    assert.deepEqual((await store.signals("r")).map(({ name }) => name), ["b"]);
    await Deno.writeTextFile(path, text.replace('"a"', '"c"'));
    await assert.rejects(store.signals("r"), { code: "corrupt-record", message: /signal-1\.json/ });
  });
});

Deno.test("a row of a database that was changed or removed is named", async () => {
  await inDirectory(async (directory) => {
    const path = `${directory}/runs.db`, store = sqliteCheckpoints(path);
    await store.create(RUN, "full");
    const claim = await store.claim("r", "me");
    for (const sequence of [1, 2, 3]) await claim.putIfAbsent(record(sequence), "normal");
    await claim.release();
    const database = new DatabaseSync(path);
    database.exec("UPDATE record SET line = replace(line, 'some', 'same') WHERE sequence = 2");
    await assert.rejects(store.load("r"), {
      code: "corrupt-record",
      message: /record "step:s#2" of the database .*runs\.db/,
    });
    database.exec("DELETE FROM record WHERE sequence = 2");
    await assert.rejects(store.load("r"), { code: "corrupt-record", message: /record 2 is missing/ });
    database.exec("UPDATE run SET head = replace(head, 'order', 'other')");
    await assert.rejects(store.find("r"), { code: "corrupt-record", message: /the head of the run/ });
    database.close();
    await store.close();
  });
});

Deno.test("a disk that is full in the middle of a write is an error, and takes nothing that was kept", async () => {
  await inDirectory(async (directory) => {
    let isFull = false;
    const hook = (place: string) => {
      if (isFull && place === "middle") throw new Error("no space left on device");
    };
    const stores = [
      new FileCheckpoints(`${directory}/files`, hook),
      new SqliteCheckpoints(`${directory}/runs.db`, {}, hook),
    ];
    for (const store of stores) {
      await store.create(RUN, "full");
      const claim = await store.claim("r", "me");
      await claim.putIfAbsent(record(1), "full");
      isFull = true;
      const refused = await Promise.allSettled([2, 3, 4].map((each) => claim.putIfAbsent(record(each), "full")));
      for (const each of refused) {
        assert.ok(each.status === "rejected");
        assert.match(
          each.reason.message,
          /^Cannot record a step of run "r" as the (directory|database) .* must be writable, with room left: no space/,
        );
      }
      isFull = false;
      assert.deepEqual(await store.load("r"), [record(1)]);
      for (const each of [2, 3, 4]) await claim.putIfAbsent(record(each), "full");
      assert.equal((await store.load("r")).length, 4);
      await store.close();
    }
  });
});

Deno.test("a directory that cannot be written is named when the store is used", async () => {
  await inDirectory(async (directory) => {
    const file = `${directory}/file`;
    await Deno.writeTextFile(file, "not a directory");
    const why = /as the (directory|database) ".*" must be writable, with room left:/;
    await assert.rejects(fileCheckpoints(`${file}/runs`).create(RUN, "full"), {
      code: "checkpoint-store",
      message: why,
    });
    assert.throws(() => sqliteCheckpoints(`${file}/runs.db`), { code: "checkpoint-store", message: why });
    assert.throws(() => sqliteCheckpoints(file), { code: "checkpoint-store", message: /not a database/ });
    const later = `${directory}/later.db`, database = new DatabaseSync(later);
    database.exec("PRAGMA user_version = 7");
    database.close();
    assert.throws(() => sqliteCheckpoints(later), { message: /its layout is 7, and this program knows 1/ });
  });
});

Deno.test("names of runs do not lead out of the directory of a file store", async () => {
  await inDirectory(async (directory) => {
    const store = fileCheckpoints(`${directory}/runs`);
    for (const id of ["../escaped", "/etc/escaped", "..", "a/../../escaped", "C:\\escaped", "nul\0byte"]) {
      await store.create({ ...RUN, id }, "full");
      await store.send(id, { name: "../../x", atMs: 1, payload: null });
    }
    assert.deepEqual([...Deno.readDirSync(directory)].map(({ name }) => name), ["runs"]);
    for (const { name } of Deno.readDirSync(`${directory}/runs`)) assert.match(name, /^[a-z0-9_%-]+$/);
  });
});

Deno.test("files that show who lives are removed with their process, and after it by the next", async () => {
  await inDirectory(async (directory) => {
    const path = `${directory}/runs.db`, store = sqliteCheckpoints(path);
    const holders = () => [...Deno.readDirSync(directory)].filter(({ name }) => name.includes("-holder-")).length;
    await Deno.writeTextFile(`${path}-holder-of-a-dead-process`, "");
    await store.create(RUN, "full");
    await store.claim("r", "me");
    assert.equal(holders(), 1);
    await store.close();
    assert.equal(holders(), 0);
  });
});
