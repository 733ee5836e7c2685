/**
 * The directory of one run in a file store: its journal, who holds it, and what was sent to it.
 *
 * Whoever holds the run has locked a file there: `locked_file.ts` says why that is enough.
 * @module
 */
import { CorruptRecordError, RunLockedError } from "./checkpoint_error.ts";
import type { JournalRecord, NewRun, StoredRun, StoredSignal } from "./checkpoint_store.ts";
import { type JournalText, journalText } from "./journal_file.ts";
import { isLocked, lockFile } from "./locked_file.ts";
import { inSequence, openLine, sealedLine } from "./sealed_line.ts";

/** What is written about whoever holds a run. */
interface HolderNote {
  readonly holder: string;
  readonly fence: number;
}

/** One run's directory. */
export class RunDirectory {
  readonly id: string;
  readonly path: string;

  /**
   * Names a directory; nothing is read or written.
   *
   * @param id The run.
   * @param path The directory.
   */
  constructor(id: string, path: string) {
    this.id = id;
    this.path = path;
  }

  get journalPath(): string {
    return `${this.path}/journal.jsonl`;
  }

  /** Reads the journal; `null` when there is none. */
  async read(): Promise<JournalText | null> {
    const bytes = await ifThere(() => Deno.readFile(this.journalPath));
    const text = bytes === null ? null : journalText(bytes);
    return text === null || text.lines.length === 0 ? null : text;
  }

  /**
   * Reads the run from its journal.
   *
   * @param text The journal.
   */
  storedRun({ lines }: JournalText): StoredRun {
    const run = this.#line<NewRun>(lines, 0), last = lines.length === 1 ? null : this.#lastRecord(lines);
    const note = this.#note(), holder = note !== null && isLocked(this.#lockPath) ? note.holder : null;
    const end = last?.ends === undefined
      ? { status: "open" } as const
      : { status: last.ends, endedAtMs: last.atMs } as const;
    return { ...run, ...end, ...(holder !== null && { holder }) };
  }

  /**
   * Reads the records of the journal.
   *
   * @param text The journal.
   */
  records({ lines }: JournalText): JournalRecord[] {
    const records = lines.slice(1).map((_, index) => this.#line<JournalRecord>(lines, index + 1));
    return inSequence(records, { id: this.id, place: () => this.journalPath });
  }

  /**
   * Locks the run.
   *
   * @returns The lock, held until it is closed; `null` when somebody else has it.
   */
  lock(): Deno.FsFile | null {
    return lockFile(this.#lockPath);
  }

  /** The error of a run that somebody else has locked. */
  lockedError(): RunLockedError {
    return new RunLockedError(this.id, this.#note()?.holder ?? "another process");
  }

  /**
   * Notes who holds the run; only whoever has locked it may.
   *
   * @param holder Who.
   * @returns Number of the claim.
   */
  noteHolder(holder: string): number {
    const fence = (this.#note()?.fence ?? 0) + 1;
    Deno.writeTextFileSync(`${this.path}/holder.json`, JSON.stringify({ holder, fence } satisfies HolderNote));
    return fence;
  }

  /** Reads what was sent, in order. */
  async signals(): Promise<StoredSignal[]> {
    const signals: StoredSignal[] = [];
    for (let number = 1;; number++) {
      const path = this.#signalPath(number), text = await ifThere(() => Deno.readTextFile(path));
      if (text === null) return signals;
      // Without its end it was never acknowledged: somebody is writing it, or died over it.
      if (text.endsWith("\n")) signals.push(openLine(text.slice(0, -1), { id: this.id, place: () => path }));
    }
  }

  /**
   * Keeps what was sent.
   *
   * @param signal The signal.
   */
  async send(signal: Omit<StoredSignal, "number">): Promise<StoredSignal> {
    for (let number = 1;; number++) {
      const file = await ifFree(() => Deno.open(this.#signalPath(number), { write: true, createNew: true }));
      if (file === null) continue;
      try {
        const stored: StoredSignal = { number, ...signal };
        await file.write(new TextEncoder().encode(`${sealedLine(this.id, stored)}\n`));
        await file.sync();
        return stored;
      } finally {
        file.close();
      }
    }
  }

  /** A file of its own: on some systems nobody else could read the journal while it is locked. */
  get #lockPath(): string {
    return `${this.path}/lock`;
  }

  #signalPath(number: number): string {
    return `${this.path}/signal-${number}.json`;
  }

  #note(): HolderNote | null {
    try {
      return JSON.parse(Deno.readTextFileSync(`${this.path}/holder.json`));
    } catch {
      // Nobody has held the run yet, or a crash cut the note off: it only words a message and numbers claims.
      return null;
    }
  }

  #lastRecord(lines: readonly string[]): JournalRecord {
    return this.#line(lines, lines.length - 1);
  }

  #line<T>(lines: readonly string[], index: number): T {
    const line = lines[index];
    const place = () => `line ${index + 1} of ${this.journalPath}`;
    if (line === undefined) throw new CorruptRecordError(this.id, place(), "it is missing");
    return openLine(line, { id: this.id, place });
  }
}

async function ifThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function ifFree<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return null;
    throw error;
  }
}
