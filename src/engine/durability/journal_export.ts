/**
 * A run as text, for other tools and for keeping: the lines that a file store would have written.
 * @module
 */
import { UnknownRunError } from "./checkpoints/checkpoint_error.ts";
import type { CheckpointStore } from "./checkpoints/checkpoint_store.ts";
import { sealedLine } from "./checkpoints/sealed_line.ts";

/**
 * Writes a run as JSONL: a line for the run, one for each record of its journal, one for each signal.
 *
 * @param store Where the run is kept.
 * @param id What names it.
 * @returns Lines, each with a checksum and an end.
 * @throws {UnknownRunError} If there is no such run.
 * @throws {CorruptRecordError} If its journal is damaged.
 */
export async function exportRun(store: CheckpointStore, id: string): Promise<string> {
  const run = await store.find(id);
  if (run === undefined) throw new UnknownRunError(id, store.name);
  const lines = [run, ...await store.load(id), ...await store.signals(id)];
  return lines.map((line) => `${sealedLine(id, line)}\n`).join("");
}
