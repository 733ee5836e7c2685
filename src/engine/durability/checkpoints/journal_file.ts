/**
 * The file of one run's journal: a line for the run, then a line for each record. Lines that are handed in while the
 * disk is busy are written together with one flush.
 *
 * The last line may be torn: a crash in the middle of a write leaves it without its end. It was not acknowledged, as
 * that comes after the write, and is cut off when the run is claimed. Any other damage is an error.
 * @module
 */
import type { Durability } from "./checkpoint_store.ts";
import type { WriteBoundary } from "./write_boundary.ts";

interface WaitingLine {
  readonly bytes: Uint8Array;
  readonly durability: Durability;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const encoder = new TextEncoder();

/** What a journal's file holds. */
export interface JournalText {
  /** The complete lines. */
  readonly lines: readonly string[];
  /** Length of the complete lines in bytes. */
  readonly length: number;
}

/**
 * Splits a file into lines.
 *
 * @param bytes The file.
 * @returns Its complete lines; what comes after the last end of a line was never acknowledged.
 */
export function journalText(bytes: Uint8Array): JournalText {
  const length = bytes.lastIndexOf(10) + 1;
  if (length === 0) return { lines: [], length };
  return { lines: new TextDecoder().decode(bytes.subarray(0, length - 1)).split("\n"), length };
}

/** A journal's file, open for writing. */
export class JournalFile {
  readonly #file: Deno.FsFile;
  readonly #boundary: WriteBoundary | undefined;
  #length: number;
  #waiting: WaitingLine[] = [];
  /** Resolves when nothing waits. */
  #idle: Promise<void> | null = null;
  /** Why nothing more can be written: what a failed write left could not be cut off. */
  #broken: { readonly error: unknown } | null = null;

  /**
   * Takes over a file.
   *
   * @param file An open file, locked.
   * @param length Length of what is valid in it, in bytes: all behind it is cut off.
   * @param boundary Called at each write.
   */
  constructor(file: Deno.FsFile, length: number, boundary?: WriteBoundary) {
    this.#file = file;
    this.#length = length;
    this.#boundary = boundary;
    file.truncateSync(length);
  }

  /**
   * Writes a line.
   *
   * @param line The line, without its end.
   * @param durability When it counts as written.
   * @returns Resolves when it does; rejects with all lines that come after one that cannot be written.
   */
  append(line: string, durability: Durability): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes: encoder.encode(`${line}\n`), durability, resolve, reject });
      this.#idle ??= this.#writeAll();
    });
  }

  /** Waits for what is being written, and lets go of the file. */
  async close(): Promise<void> {
    await this.#idle;
    this.#file.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#writeGroup(group);
        for (const { resolve } of group) resolve();
      } catch (error) {
        // Those that came meanwhile too: there is no record without the one before it.
        const refused = [...group, ...this.#waiting];
        this.#waiting = [];
        this.#cutBack();
        for (const { reject } of refused) reject(error);
      }
    }
    this.#idle = null;
  }

  async #writeGroup(group: readonly WaitingLine[]): Promise<void> {
    if (this.#broken !== null) throw this.#broken.error;
    const bytes = joined(group), half = this.#boundary === undefined ? 0 : bytes.length >> 1;
    this.#boundary?.("begin");
    await this.#file.seek(this.#length, Deno.SeekMode.Start);
    // One write, unless a test stands in its middle.
    await writeFully(this.#file, bytes.subarray(0, half));
    this.#boundary?.("middle");
    await writeFully(this.#file, bytes.subarray(half));
    if (group.some(({ durability }) => durability === "full")) await this.#file.syncData();
    this.#boundary?.("end");
    this.#length += bytes.length;
  }

  #cutBack(): void {
    try {
      this.#file.truncateSync(this.#length);
    } catch (error) {
      this.#broken = { error };
    }
  }
}

function joined(group: readonly WaitingLine[]): Uint8Array {
  if (group.length === 1) return group[0]!.bytes;
  const all = new Uint8Array(group.reduce((length, { bytes }) => length + bytes.length, 0));
  let at = 0;
  for (const { bytes } of group) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}

async function writeFully(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
