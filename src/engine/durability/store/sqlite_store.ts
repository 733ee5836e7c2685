/**
 * The store in a file: it outlives its process, and several processes may share it.
 * @module
 */
import { GroupCommit } from "./group_commit.ts";
import type { KeyValueStore } from "./key_value_store.ts";
import { ShelvedStore } from "./shelved_store.ts";
import { SqliteFile, type StoreDurability } from "./sqlite_file.ts";
import { checkLimits, type StoreOptions, storeSettings } from "./store_options.ts";

/** Options of a store in a file. */
export interface SqliteStoreOptions extends StoreOptions {
  /**
   * What a write waits for before it is acknowledged. With `"full"` for the disk: nothing acknowledged is ever lost.
   * With `"normal"` for the operating system: a crash of the process loses nothing, one of the machine the last
   * writes. With `"off"` as well, and a crash of the machine may damage the file. @default {"full"}
   */
  readonly durability?: StoreDurability | undefined;
  /**
   * How long to wait for another process that is writing, in milliseconds, 0 or more; 0 fails at once. The program
   * stands still meanwhile. @default {5_000}
   */
  readonly busyTimeoutMs?: number | undefined;
  /** Most operations that share a commit, 1 or more; 1 commits each by itself. @default {1_000} */
  readonly maxGroupSize?: number | undefined;
  /**
   * Most bytes of the file, without the log beside it; at least what it has already.
   * @default {Infinity} what SQLite and the disk allow
   */
  readonly maxFileBytes?: number | undefined;
  /**
   * When to look through the whole file for damage. `"on-open"` finds entries that a damaged page has made
   * unfindable, and takes as long as reading the file; `"never"` leaves it at the checksum of each entry that is
   * read. @default {"never"}
   */
  readonly verify?: "on-open" | "never" | undefined;
}

/**
 * Opens a store in an SQLite file. All that is asked for in one turn of the event loop is written in one commit.
 *
 * @param path Where the file is, or is to be; on a local disk. Beside it are two more while it is open.
 * @param options Clock, durability and limits.
 * @returns The store. What others write, in this process or another, it sees as soon as it is committed.
 * @throws {RangeError} If a limit is out of its bounds.
 * @throws {StoreError} If the file cannot be opened, or holds something else.
 *
 * @example A counter that loses nothing, whoever else counts
 * ```ts
 * import assert from "node:assert/strict";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { type Key, type KeyValueStore, sqliteStore } from "puffinflow/durability";
 *
 * async function count(store: KeyValueStore, key: Key): Promise<number> {
 *   for (;;) {
 *     const entry = await store.get<number>(key), value = (entry?.value ?? 0) + 1;
 *     const { status } = await store.compareAndSet(key, { ifVersion: entry?.version ?? null, value });
 *     if (status === "committed") return value;
 *   }
 * }
 *
 * const folder = await mkdtemp(join(tmpdir(), "store-"));
 * {
 *   await using one = sqliteStore(join(folder, "counts.sqlite"));
 *   await using other = sqliteStore(join(folder, "counts.sqlite")); // As another process would.
 *   await Promise.all([one, other, one, other].map((store) => count(store, ["visits", "2025-01-01"])));
 *   assert.equal((await one.get(["visits", "2025-01-01"]))?.value, 4);
 * }
 * await rm(folder, { recursive: true });
 * ```
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): KeyValueStore {
  const { durability = "full", busyTimeoutMs = 5_000, maxGroupSize = 1_000, maxFileBytes = Infinity } = options;
  const { verify = "never" } = options, settings = storeSettings(options);
  checkLimits("open a store", { maxGroupSize, ...(maxFileBytes !== Infinity && { maxFileBytes }) });
  checkChoice("durability", durability, ["full", "normal", "off"]);
  checkChoice("verify", verify, ["on-open", "never"]);
  if (!Number.isSafeInteger(busyTimeoutMs) || busyTimeoutMs < 0) {
    throw new RangeError(
      `Cannot open a store as 'busyTimeoutMs' must be a whole number of 0 or more: current value is ${busyTimeoutMs}`,
    );
  }
  const file = new SqliteFile({ path, durability, busyTimeoutMs, maxFileBytes, verify });
  return new ShelvedStore(new GroupCommit(file, maxGroupSize), settings);
}

function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const list = choices.map((choice) => `"${choice}"`).join(", ");
  throw new TypeError(`Cannot open a store as '${option}' must be one of ${list}: current value is "${value}"`);
}
