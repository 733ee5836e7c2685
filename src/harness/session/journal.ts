/**
 * A session's journal as a file: a header that says what is measured where and by what, then a record a
 * line, each on the disk before the session goes on. A session that was killed loses at most the block
 * under way. What the records mean is `session_state.ts`.
 * @module
 */
import * as z from "zod";
import { journalLine, recordOf } from "./journal_line.ts";
import { type JournalRecord, journalRecordSchema, type SessionJournal } from "./journal_record.ts";
import { loadSchema, machineSchema, toolSchema } from "./result.ts";

/** Version of the lines; a journal of another one cannot be continued. */
const JOURNAL_VERSION = 1;

/** First line of a journal: what makes two sessions the same. */
const headerSchema = z.strictObject({
  kind: z.literal("header"),
  journal: z.literal(JOURNAL_VERSION),
  /** What the session was asked for, in the words of whoever asks. */
  wishes: z.json(),
  /** Digest of the plan that followed from it. */
  plan: z.string(),
  seed: z.int().nonnegative(),
  hostFingerprint: z.string(),
  tool: toolSchema,
  argv: z.array(z.string()),
  machine: machineSchema.omit({ loadBefore: true, loadAfter: true }),
  loadBefore: loadSchema,
});

/** First line of a journal. */
export type JournalHeader = z.infer<typeof headerSchema>;

/** Thrown when a file cannot be continued as a journal. */
export class JournalError extends Error {
  override readonly name = "JournalError";

  /**
   * Says what is wrong with a journal.
   *
   * @param path The file.
   * @param requirement What must be, and what is instead.
   */
  constructor(readonly path: string, requirement: string, options?: ErrorOptions) {
    super(`Cannot resume ${path} as ${requirement}`, options);
  }
}

/** What a journal holds. */
export interface JournalContent {
  readonly header: JournalHeader;
  readonly records: readonly JournalRecord[];
  /** Bytes of the file that are whole lines; what follows was torn off in the middle of a write. */
  readonly soundBytes: number;
}

/** A journal that is written to. */
export class JournalFile implements SessionJournal, Disposable {
  readonly records: readonly JournalRecord[];
  readonly #file: Deno.FsFile;

  private constructor(readonly path: string, file: Deno.FsFile, records: readonly JournalRecord[]) {
    this.#file = file;
    this.records = records;
  }

  /**
   * Starts a journal.
   *
   * @param path The file; must not exist.
   * @param header Its first line.
   * @returns The journal, without records.
   * @throws {Deno.errors.AlreadyExists} If the file exists.
   */
  static create(path: string, header: JournalHeader): JournalFile {
    const journal = new JournalFile(path, Deno.openSync(path, { write: true, createNew: true }), []);
    journal.#write(journalLine(header));
    return journal;
  }

  /**
   * Goes on with a journal. A line that was torn off is cut.
   *
   * @param path The file.
   * @param content What {@linkcode readJournal} made of it.
   * @returns The journal with its records.
   */
  static resume(path: string, { records, soundBytes }: JournalContent): JournalFile {
    const file = Deno.openSync(path, { write: true });
    file.truncateSync(soundBytes);
    file.seekSync(0, Deno.SeekMode.End);
    return new JournalFile(path, file, records);
  }

  /** Keeps a record: it is on the disk when this returns. */
  append(record: JournalRecord): void {
    this.#write(journalLine(record));
  }

  /** Closes the file and leaves it where it is. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  #write(line: string): void {
    let bytes = new TextEncoder().encode(line);
    while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
    this.#file.syncDataSync();
  }
}

/**
 * Reads a journal.
 *
 * @param path The file.
 * @returns Its header and records; a last line that is not whole does not count.
 * @throws {JournalError} If there is no such file, it is none, or a line before the last is corrupt.
 */
export async function readJournal(path: string): Promise<JournalContent> {
  const bytes = await readBytes(path);
  const lines = wholeLines(bytes);
  const [first, ...rest] = lines.map(({ text }) => recordOf(text));
  const header = headerSchema.safeParse(first);
  if (!header.success) throw notAJournal(path, first);
  const records: JournalRecord[] = [];
  for (const [index, record] of rest.entries()) {
    const parsed = journalRecordSchema.safeParse(record);
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

function notAJournal(path: string, first: unknown): JournalError {
  const version = typeof first === "object" && first !== null && "journal" in first ? first.journal : undefined;
  const isOther = version !== undefined && version !== JOURNAL_VERSION;
  return new JournalError(
    path,
    isOther
      ? `its version must be ${JOURNAL_VERSION}: current value is ${JSON.stringify(version)}`
      : "it must begin with the header of a journal: nothing was measured by then, or it is another file",
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "the file must exist" : `it must be readable: ${cause}`;
    throw new JournalError(path, why, { cause });
  }
}
