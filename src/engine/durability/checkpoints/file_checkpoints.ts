/**
 * Runs kept in files: a directory per run with its journal as JSONL, to be read with any tool. Listing reads every
 * journal, and each run flushes by itself: `sqlite_checkpoints.ts` is the one for many runs.
 * @module
 */
import { PuffinError } from "../../puffin_error.ts";
import { CheckpointStoreError, ClaimLostError, UnknownRunError } from "./checkpoint_error.ts";
import type {
  CheckpointStore,
  Durability,
  JournalRecord,
  NewRun,
  NewSignal,
  PruneQuery,
  RunClaim,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "./checkpoint_store.ts";
import { fileNameOf } from "./file_name.ts";
import { JournalFile } from "./journal_file.ts";
import { RunDirectory } from "./run_directory.ts";
import { matching, outdated } from "./run_selection.ts";
import { sealedLine } from "./sealed_line.ts";
import type { WriteBoundary } from "./write_boundary.ts";

/** How often a run that somebody else is making is looked for. */
const CREATE_TRIES = 1_000;

/** A store of files. */
export class FileCheckpoints implements CheckpointStore {
  readonly name: string;
  readonly #root: string;
  readonly #boundary: WriteBoundary | undefined;
  readonly #claims: Set<FileClaim> = new Set();

  /**
   * Makes one.
   *
   * @param root The directory; made when it is needed.
   * @param boundary Called at each write of a record.
   */
  constructor(root: string, boundary?: WriteBoundary) {
    this.#root = root;
    this.#boundary = boundary;
    this.name = `the directory ${JSON.stringify(root)}`;
  }

  async create(run: NewRun, durability: Durability): Promise<StoredRun> {
    const directory = this.#directoryOf(run.id);
    return await this.#doing(`create run "${run.id}"`, async () => {
      await Deno.mkdir(directory.path, { recursive: true });
      for (let tries = 0; tries < CREATE_TRIES; tries++) {
        const text = await directory.read();
        if (text !== null) return directory.storedRun(text);
        await this.#writeHead(directory, { run, durability });
      }
      throw directory.lockedError();
    });
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const directory = this.#directoryOf(id), text = await directory.read();
    return text === null ? undefined : directory.storedRun(text);
  }

  async claim(id: string, holder: string): Promise<RunClaim> {
    const directory = this.#directoryOf(id);
    if (await directory.read() === null) throw new UnknownRunError(id, this.name);
    return await this.#doing(`claim run "${id}"`, async () => {
      const lock = directory.lock();
      if (lock === null) throw directory.lockedError();
      try {
        return await this.#claimLocked(directory, { lock, holder });
      } catch (error) {
        lock.close();
        throw error;
      }
    });
  }

  async load(id: string): Promise<readonly JournalRecord[]> {
    const directory = this.#directoryOf(id), text = await directory.read();
    if (text === null) throw new UnknownRunError(id, this.name);
    return directory.records(text);
  }

  async send(id: string, signal: NewSignal): Promise<StoredSignal> {
    const directory = this.#directoryOf(id);
    if (await directory.read() === null) throw new UnknownRunError(id, this.name);
    return await this.#doing(`send a signal to run "${id}"`, async () => {
      const sent = await directory.send(signal);
      await flushDirectory(directory.path);
      return sent;
    });
  }

  async signals(id: string): Promise<readonly StoredSignal[]> {
    return await this.#directoryOf(id).signals();
  }

  async list(query: RunQuery): Promise<readonly StoredRun[]> {
    return matching(await this.#all(), query);
  }

  async drop(id: string): Promise<boolean> {
    const directory = this.#directoryOf(id);
    if (await directory.read() === null) return false;
    await this.#doing(`drop run "${id}"`, async () => {
      const lock = directory.lock();
      if (lock === null) throw directory.lockedError();
      try {
        await Deno.remove(directory.path, { recursive: true });
      } finally {
        lock.close();
      }
    });
    return true;
  }

  async prune(query: PruneQuery): Promise<number> {
    const gone = outdated(await this.#all(), query);
    for (const { id } of gone) await this.drop(id);
    return gone.length;
  }

  async close(): Promise<void> {
    for (const claim of [...this.#claims]) await claim.release();
  }

  #directoryOf(id: string): RunDirectory {
    return new RunDirectory(id, `${this.#root}/${fileNameOf(id)}`);
  }

  async #claimLocked(
    directory: RunDirectory,
    { lock, holder }: { readonly lock: Deno.FsFile; readonly holder: string },
  ): Promise<RunClaim> {
    const { id } = directory, text = await directory.read();
    // It may have been dropped just now.
    if (text === null) throw new UnknownRunError(id, this.name);
    const records = directory.records(text), fence = directory.noteHolder(holder);
    const file = new JournalFile(openForWriting(directory.journalPath), text.length, this.#boundary);
    const claim = new FileClaim({
      directory,
      file,
      lock,
      fence,
      keys: records.map((record) => record.key),
      onReleased: () => this.#claims.delete(claim),
      failure: (error) => new CheckpointStoreError(this.name, `record a step of run "${id}"`, error),
    });
    this.#claims.add(claim);
    return claim;
  }

  /** Only whoever has locked the run writes its first line; a torn one was left by a crash and is nobody's run. */
  async #writeHead(
    directory: RunDirectory,
    { run, durability }: { readonly run: NewRun; readonly durability: Durability },
  ): Promise<void> {
    const lock = directory.lock();
    if (lock === null) return;
    try {
      if (await directory.read() !== null) return;
      const head = new JournalFile(openForWriting(directory.journalPath), 0);
      try {
        await head.append(sealedLine(run.id, run), durability);
      } finally {
        await head.close();
      }
      if (durability !== "full") return;
      await flushDirectory(directory.path);
      await flushDirectory(this.#root);
    } finally {
      lock.close();
    }
  }

  async #all(): Promise<StoredRun[]> {
    const runs: StoredRun[] = [];
    try {
      for await (const entry of Deno.readDir(this.#root)) {
        const path = `${this.#root}/${entry.name}`, text = await new RunDirectory("", path).read();
        if (text === null) continue;
        // The name of the directory may be a digest: the run itself says what it is called.
        const id = idOf(text.lines[0]!) ?? entry.name;
        runs.push(new RunDirectory(id, path).storedRun(text));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    return runs;
  }

  async #doing<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof PuffinError ? error : new CheckpointStoreError(this.name, action, error);
    }
  }
}

/** What a claim on a run in files is made of. */
interface FileClaimParts {
  readonly directory: RunDirectory;
  readonly file: JournalFile;
  readonly lock: Deno.FsFile;
  readonly fence: number;
  /** Keys of the records that are there. */
  readonly keys: readonly string[];
  readonly onReleased: () => void;
  readonly failure: (error: unknown) => unknown;
}

class FileClaim implements RunClaim {
  readonly fence: number;
  readonly #parts: FileClaimParts;
  /** Records by key: what is being written, or `null` for what is in the file. */
  readonly #kept: Map<string, Promise<JournalRecord> | null>;
  #isOver = false;

  constructor(parts: FileClaimParts) {
    this.#parts = parts;
    this.fence = parts.fence;
    this.#kept = new Map(parts.keys.map((key) => [key, null]));
  }

  async putIfAbsent(record: JournalRecord, durability: Durability): Promise<JournalRecord> {
    if (this.#isOver) throw new ClaimLostError(this.#parts.directory.id, this.fence);
    const earlier = this.#kept.get(record.key);
    if (earlier === null) return await this.#find(record.key);
    if (earlier !== undefined) return await earlier;
    const writing = this.#write(record, durability);
    this.#kept.set(record.key, writing);
    return await writing;
  }

  async release(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parts.onReleased();
    await this.#parts.file.close();
    this.#parts.lock.close();
  }

  async #write(record: JournalRecord, durability: Durability): Promise<JournalRecord> {
    const { directory, file, failure } = this.#parts;
    try {
      await file.append(sealedLine(directory.id, record), durability);
      this.#kept.set(record.key, null);
      return record;
    } catch (error) {
      this.#kept.delete(record.key);
      throw failure(error);
    }
  }

  async #find(key: string): Promise<JournalRecord> {
    const { directory } = this.#parts, text = await directory.read();
    return directory.records(text!).find((record) => record.key === key)!;
  }
}

function openForWriting(path: string): Deno.FsFile {
  return Deno.openSync(path, { read: true, write: true, create: true });
}

function idOf(head: string): string | undefined {
  try {
    return (JSON.parse(head) as NewRun).id;
  } catch {
    return undefined;
  }
}

/** Makes the entries of a directory last: a file is not there after a power cut as long as its name is not. */
async function flushDirectory(path: string): Promise<void> {
  // Elsewhere a directory cannot be opened, and the file system sees to it.
  if (Deno.build.os === "windows") return;
  const directory = await Deno.open(path);
  try {
    await directory.sync();
  } finally {
    directory.close();
  }
}

/**
 * Opens a store of files.
 *
 * @param directory Where they are; made when it is not there.
 * @returns The store.
 */
export function fileCheckpoints(directory: string): CheckpointStore {
  return new FileCheckpoints(directory);
}
