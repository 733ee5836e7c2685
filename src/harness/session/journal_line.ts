/**
 * The lines of a journal: JSON with a checksum in front, so that what a crash or a bad disk left behind
 * is never taken for a measurement.
 * @module
 */
import { EMPTY_FOLD, foldNext } from "../workload/digest.ts";

const LINE = /^\{"sum":"([0-9a-f]{8})","record":(.*)\}$/s;

/**
 * Writes a line.
 *
 * @param record Anything that JSON can say.
 * @returns The line with its end.
 */
export function journalLine(record: unknown): string {
  const text = JSON.stringify(record);
  return `{"sum":"${checksum(text)}","record":${text}}\n`;
}

/**
 * Reads a line.
 *
 * @param line The line without its end.
 * @returns The record, or `undefined` if the line is not what was written.
 */
export function recordOf(line: string): unknown {
  const [, sum, text] = LINE.exec(line) ?? [];
  return text === undefined || checksum(text) !== sum ? undefined : JSON.parse(text);
}

function checksum(text: string): string {
  let folded = EMPTY_FOLD;
  for (const byte of new TextEncoder().encode(text)) folded = foldNext(folded, byte);
  return folded.toString(16).padStart(8, "0");
}
