/**
 * The store: a namespaced key-value store with lifetimes, compare-and-set, batches and ordered ranges, in memory
 * or in an SQLite file. Its door is `puffinflow/durability`.
 * @module
 */
export { PuffinError } from "../../puffin_error.ts";
export type { WallClock } from "../../../time/wall_clock.ts";
export type { Key, KeyPart } from "./key.ts";
export type { KeyOrder, KeyRange } from "./key_range.ts";
export type {
  Batch,
  BatchCheck,
  BatchWrite,
  CommitResult,
  ConditionalSet,
  KeyValueStore,
  ListOptions,
  ScanOptions,
  SetOptions,
  StoreEntry,
  StorePage,
  VersionConflict,
} from "./key_value_store.ts";
export { memoryStore, type MemoryStoreOptions } from "./memory_store.ts";
export type { StoreDurability } from "./sqlite_file.ts";
export { sqliteStore, type SqliteStoreOptions } from "./sqlite_store.ts";
export {
  StoreBusyError,
  StoreClosedError,
  StoreCorruptError,
  StoreError,
  StoreFullError,
  StoreUnavailableError,
} from "./store_error.ts";
export type { StoreOptions } from "./store_options.ts";
