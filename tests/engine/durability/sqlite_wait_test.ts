import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { retryWhileBusy } from "../../../src/engine/durability/sqlite_wait.ts";
import { TemporaryFolder } from "./store/store_subject.ts";

function lockedError(): Error {
  return Object.assign(new Error("database is locked"), { errcode: 5 });
}

Deno.test("retryWhileBusy() tries again while the file is locked, and returns what the work returned", () => {
  let attempts = 0;
  const result = retryWhileBusy(5_000, () => {
    if (++attempts < 4) throw attempts === 2 ? new Error("cannot open", { cause: lockedError() }) : lockedError();
    return "open";
  });
  assert.deepEqual({ result, attempts }, { result: "open", attempts: 4 });
});

Deno.test("retryWhileBusy() throws at once what is no lock", () => {
  let attempts = 0;
  const work = () => {
    attempts++;
    throw Object.assign(new Error("disk is full"), { errcode: 13 });
  };
  assert.throws(() => retryWhileBusy(5_000, work), /disk is full/);
  assert.equal(attempts, 1);
});

Deno.test("retryWhileBusy() gives up when the time is over, with SQLite's own error", () => {
  using folder = new TemporaryFolder();
  const path = folder.file("held.sqlite");
  using holder = new DatabaseSync(path);
  holder.exec("BEGIN EXCLUSIVE");
  using other = new DatabaseSync(path);
  let attempts = 0;
  const work = () => {
    attempts++;
    return other.prepare("PRAGMA journal_mode = WAL").get();
  };
  assert.throws(() => retryWhileBusy(20, work), /locked/);
  assert.ok(attempts > 1);
  holder.exec("COMMIT");
  assert.deepEqual({ ...retryWhileBusy(0, work) }, { journal_mode: "wal" });
});
