/**
 * A session's journal as a file: a header that says what is measured where and by what, then a record a
 * line, each on the disk before the session goes on. A session that was killed loses at most the block
 * under way. What the records mean is `session_state.ts`.
 * @module
 */
import * as z from "zod";
import { type JournalRecord, journalRecordSchema, type SessionJournal } from "./journal_record.ts";
import { LineFile, type LineFileContent, readLineFile } from "./line_file.ts";
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

/** What a journal holds. */
export type JournalContent = LineFileContent<JournalHeader, JournalRecord>;

/** A journal that is written to. */
export class JournalFile implements SessionJournal, Disposable {
  readonly records: readonly JournalRecord[];
  readonly #file: LineFile;

  private constructor(file: LineFile, records: readonly JournalRecord[]) {
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
    return new JournalFile(LineFile.create(path, header), []);
  }

  /**
   * Goes on with a journal. A line that was torn off is cut.
   *
   * @param path The file.
   * @param content What {@linkcode readJournal} made of it.
   * @returns The journal with its records.
   */
  static resume(path: string, { records, soundBytes }: JournalContent): JournalFile {
    return new JournalFile(LineFile.reopen(path, soundBytes), records);
  }

  /** Where it is. */
  get path(): string {
    return this.#file.path;
  }

  /** Keeps a record: it is on the disk when this returns. */
  append(record: JournalRecord): void {
    this.#file.append(record);
  }

  /** Closes the file and leaves it where it is. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
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
  return await readLineFile(path, { header: headerSchema, record: journalRecordSchema, refusal: notAJournal });
}

function notAJournal(first: unknown): string {
  const version = typeof first === "object" && first !== null && "journal" in first ? first.journal : undefined;
  const isOther = version !== undefined && version !== JOURNAL_VERSION;
  return isOther
    ? `its version must be ${JOURNAL_VERSION}: current value is ${JSON.stringify(version)}`
    : "it must begin with the header of a journal: nothing was measured by then, or it is another file";
}
