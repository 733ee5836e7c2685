/**
 * A file of records, a line each, every line on the disk before its writer goes on: whoever is killed loses at most
 * what was under way. What the lines mean belongs to whoever writes them: `journal.ts` for sessions,
 * `selftest/selftest_journal.ts` for self-tests.
 * @module
 */
import type { ZodType } from "zod";
import { JournalError } from "./journal_error.ts";
import { journalLine, recordOf } from "./journal_line.ts";

/** A file that lines are added to. */
export class LineFile implements Disposable {
  readonly #file: Deno.FsFile;

  private constructor(readonly path: string, file: Deno.FsFile) {
    this.#file = file;
  }

  /**
   * Starts a file.
   *
   * @param path The file; must not exist.
   * @param header Its first record.
   * @returns The file.
   * @throws {Deno.errors.AlreadyExists} If the file exists.
   */
  static create(path: string, header: unknown): LineFile {
    const file = new LineFile(path, Deno.openSync(path, { write: true, createNew: true }));
    file.append(header);
    return file;
  }

  /**
   * Goes on with a file. What follows its sound lines is cut.
   *
   * @param path The file.
   * @param soundBytes Bytes that are whole lines, as {@linkcode readLineFile} found them.
   * @returns The file.
   */
  static reopen(path: string, soundBytes: number): LineFile {
    const file = Deno.openSync(path, { write: true });
    file.truncateSync(soundBytes);
    file.seekSync(0, Deno.SeekMode.End);
    return new LineFile(path, file);
  }

  /**
   * Keeps a record: it is on the disk when this returns.
   *
   * @param record Anything that JSON can say.
   */
  append(record: unknown): void {
    let bytes = new TextEncoder().encode(journalLine(record));
    while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
    this.#file.syncDataSync();
  }

  /** Closes the file and leaves it where it is. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** What a file holds. */
export interface LineFileContent<Header, Record> {
  readonly header: Header;
  readonly records: readonly Record[];
  /** Bytes of the file that are whole lines; what follows was torn off in the middle of a write. */
  readonly soundBytes: number;
}

/** What the lines of a file have to be. */
export interface LineFileForm<Header, Record> {
  readonly header: ZodType<Header>;
  readonly record: ZodType<Record>;
  /** Says what must be instead of a first record that is no header. */
  readonly refusal: (first: unknown) => string;
}

/**
 * Reads a file.
 *
 * @param path The file.
 * @param form What its lines have to be.
 * @returns Its header and records; a last line that is not whole does not count.
 * @throws {JournalError} If there is no such file, it is none of the form, or a line before the last is corrupt.
 */
export async function readLineFile<Header, Record>(
  path: string,
  form: LineFileForm<Header, Record>,
): Promise<LineFileContent<Header, Record>> {
  const lines = wholeLines(await readBytes(path));
  const [first, ...rest] = lines.map(({ text }) => recordOf(text));
  const header = form.header.safeParse(first);
  if (!header.success) throw new JournalError(path, form.refusal(first));
  const records: Record[] = [];
  for (const [index, record] of rest.entries()) {
    const parsed = form.record.safeParse(record);
    const isLast = index === rest.length - 1;
    if (parsed.success) records.push(parsed.data);
    else if (!isLast) throw new JournalError(path, `line ${index + 2} must be what was written: it is corrupt`);
  }
  return { header: header.data, records, soundBytes: lines[records.length]!.end };
}

interface Line {
  readonly text: string;
  /** Bytes of the file up to the end of this line. */
  readonly end: number;
}

function wholeLines(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    lines.push({ text: new TextDecoder().decode(bytes.subarray(start, end)), end: end + 1 });
    start = end + 1;
  }
  return lines;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "the file must exist" : `it must be readable: ${cause}`;
    throw new JournalError(path, why, { cause });
  }
}
