/**
 * The journal of a self-test that takes hours: every block of processes and every check that came to its end, each on
 * the disk before the self-test goes on. One that was killed, or was given too little time, goes on from there. It
 * belongs to one tool, one host and one seed, not to the lines that were asked for: those may be measured in pieces.
 * @module
 */
import * as z from "zod";
import { type JournalRecord, journalRecordSchema, type SessionJournal } from "../session/journal_record.ts";
import { LineFile, type LineFileContent, readLineFile } from "../session/line_file.ts";
import { toolSchema } from "../session/result.ts";
import type { Findings, TrialJournal } from "./scene.ts";
import { lineSchema, rateSchema } from "./selftest_outcome.ts";

/** Name and version of the lines; a file of another version cannot be continued. */
const SCHEMA = "puffinbench-trials/1";

const headerSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  effort: z.enum(["reduced", "full"]),
  seed: z.int().nonnegative(),
  spinners: z.int().nonnegative(),
  tool: toolSchema,
  hostFingerprint: z.string(),
});

/** Time that the self-test had taken by then, pauses left out, in milliseconds. */
const spentMs = z.number().nonnegative();

const recordSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("session"), spentMs, session: z.string(), record: journalRecordSchema }),
  z.strictObject({
    kind: z.literal("found"),
    spentMs,
    check: z.string(),
    lines: z.array(lineSchema),
    alarmRates: z.array(rateSchema),
  }),
]);

/** First line of a journal: what makes two self-tests the same. */
export type TrialsHeader = z.infer<typeof headerSchema>;
type TrialsRecord = z.infer<typeof recordSchema>;
/** What a journal holds. */
export type TrialsContent = LineFileContent<TrialsHeader, TrialsRecord>;

/** A journal that is written to. */
export class SelftestJournal implements TrialJournal, Disposable {
  readonly #file: LineFile;
  readonly #nowMs: () => number;
  readonly #found = new Map<string, Findings>();
  readonly #sessions = new Map<string, JournalRecord[]>();
  /** Reading of the clock at which the self-test would have begun without pauses. */
  readonly #originMs: number;

  private constructor(file: LineFile, records: readonly TrialsRecord[], nowMs: () => number) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#originMs = nowMs() - (records.at(-1)?.spentMs ?? 0);
    for (const record of records) {
      if (record.kind === "found") this.#found.set(record.check, record);
      else this.#recordsOf(record.session).push(record.record);
    }
  }

  /**
   * Starts a journal.
   *
   * @param path The file; must not exist.
   * @param header What self-test it is.
   * @param nowMs Reads the time in milliseconds.
   * @returns The journal, without trials.
   * @throws {Deno.errors.AlreadyExists} If the file exists.
   */
  static create(path: string, header: Omit<TrialsHeader, "schema">, nowMs: () => number): SelftestJournal {
    return new SelftestJournal(LineFile.create(path, { schema: SCHEMA, ...header }), [], nowMs);
  }

  /**
   * Goes on with a journal.
   *
   * @param path The file.
   * @param content What {@linkcode readTrials} made of it.
   * @param nowMs Reads the time in milliseconds.
   * @returns The journal with its trials.
   */
  static resume(path: string, { records, soundBytes }: TrialsContent, nowMs: () => number): SelftestJournal {
    return new SelftestJournal(LineFile.reopen(path, soundBytes), records, nowMs);
  }

  /** Where it is. */
  get path(): string {
    return this.#file.path;
  }

  get spentMs(): number {
    return this.#nowMs() - this.#originMs;
  }

  found(check: string): Findings | undefined {
    return this.#found.get(check);
  }

  keep(check: string, { lines, alarmRates = [] }: Findings): void {
    const { spentMs } = this, found = { lines: [...lines], alarmRates: [...alarmRates] };
    this.#file.append({ kind: "found", spentMs, check, ...found } satisfies TrialsRecord);
    this.#found.set(check, found);
  }

  sessionOf(session: string): SessionJournal {
    const records = [...this.#recordsOf(session)];
    return {
      records,
      append: (record) => {
        this.#file.append({ kind: "session", spentMs: this.spentMs, session, record } satisfies TrialsRecord);
        this.#recordsOf(session).push(record);
      },
    };
  }

  /** Closes the file and leaves it where it is. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  #recordsOf(session: string): JournalRecord[] {
    const records = this.#sessions.get(session) ?? [];
    this.#sessions.set(session, records);
    return records;
  }
}

/**
 * Reads a journal.
 *
 * @param path The file.
 * @returns Its header and records; a last line that is not whole does not count.
 * @throws {JournalError} If there is no such file, it is none, or a line before the last is corrupt.
 */
export async function readTrials(path: string): Promise<TrialsContent> {
  return await readLineFile(path, {
    header: headerSchema,
    record: recordSchema,
    refusal: () => `it must begin with the header of ${SCHEMA}: it is another file, or of another version`,
  });
}
