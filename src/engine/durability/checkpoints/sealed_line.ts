/**
 * A record as one line of JSON that shows whether it was changed. The checksum covers the run's id too: a line of
 * another run is as wrong as a damaged one. All stores keep such lines; a file of them is JSONL.
 * @module
 */
import { crc32 } from "node:zlib";
import { CorruptRecordError } from "./checkpoint_error.ts";
import type { JournalRecord } from "./checkpoint_store.ts";

/** What ends a line: `,"checksum":"01234567"}`. */
const SEAL = /,"checksum":"([0-9a-f]{8})"\}$/;

/**
 * Writes a record.
 *
 * @param id The run.
 * @param record Plain JSON with at least one property.
 * @returns A line, without its end.
 */
export function sealedLine(id: string, record: object): string {
  const json = JSON.stringify(record);
  return `${json.slice(0, -1)},"checksum":"${checksumOf(id, json)}"}`;
}

/** Where a line stands. */
export interface LinePlace {
  /** The run. */
  readonly id: string;
  /** Says it in words, for the error: only asked for when the line is damaged. */
  readonly place: () => string;
}

/**
 * Reads a line.
 *
 * @param line What `sealedLine()` gave.
 * @param where Where it stands.
 * @returns The record.
 * @throws {CorruptRecordError} If it is not what was written.
 */
export function openLine<T>(line: string, { id, place }: LinePlace): T {
  const found = SEAL.exec(line);
  if (found === null) throw new CorruptRecordError(id, place(), "it has no checksum at its end");
  const json = `${line.slice(0, found.index)}}`;
  const checksum = checksumOf(id, json);
  if (checksum !== found[1]) {
    throw new CorruptRecordError(id, place(), `its checksum is ${found[1]} and should be ${checksum}`);
  }
  return JSON.parse(json);
}

function checksumOf(id: string, json: string): string {
  return crc32(json, crc32(id)).toString(16).padStart(8, "0");
}

/**
 * Checks that records are all there, once each.
 *
 * @param records What was read, in the order in which it stands.
 * @param where Where they stand: the place of all of them.
 * @returns The records without copies of one another, which a write that was repeated leaves behind.
 * @throws {CorruptRecordError} If one is missing, or there are two different ones in one place.
 */
export function inSequence(records: readonly JournalRecord[], { id, place }: LinePlace): JournalRecord[] {
  const kept: JournalRecord[] = [];
  for (const record of records) {
    const before = kept[record.sequence - 1];
    if (before !== undefined) {
      if (JSON.stringify(before) === JSON.stringify(record)) continue;
      throw new CorruptRecordError(id, place(), `there are two different records of number ${record.sequence}`);
    }
    if (record.sequence !== kept.length + 1) {
      throw new CorruptRecordError(id, place(), `record ${kept.length + 1} is missing`);
    }
    kept.push(record);
  }
  return kept;
}
