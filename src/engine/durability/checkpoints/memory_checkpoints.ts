/**
 * Runs kept in memory, for tests and for runs that need to survive nothing but a failed attempt to resume them.
 * Records are kept as the lines that the other stores write, so that nothing is shared with the runs.
 * @module
 */
import { ClaimLostError, RunLockedError, UnknownRunError } from "./checkpoint_error.ts";
import type {
  CheckpointStore,
  JournalRecord,
  NewRun,
  NewSignal,
  PruneQuery,
  RunClaim,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "./checkpoint_store.ts";
import { matching, outdated } from "./run_selection.ts";
import { inSequence, openLine, sealedLine } from "./sealed_line.ts";

/** All that is kept of a run. */
interface KeptRun {
  readonly header: string;
  readonly lines: string[];
  readonly signals: string[];
  readonly lineOf: Map<string, string>;
  end: Pick<StoredRun, "status" | "endedAtMs">;
  holder: string | null;
  fence: number;
}

class MemoryCheckpoints implements CheckpointStore {
  readonly name = "the memory store";
  readonly #runs: Map<string, KeptRun> = new Map();

  async create(run: NewRun): Promise<StoredRun> {
    if (!this.#runs.has(run.id)) {
      const end = { status: "open" } as const;
      const header = sealedLine(run.id, run);
      const kept = { header, lines: [], signals: [], lineOf: new Map(), end, holder: null, fence: 0 };
      this.#runs.set(run.id, kept);
    }
    return await this.#stored(run.id);
  }

  find(id: string): Promise<StoredRun | undefined> {
    return Promise.resolve(this.#runs.has(id) ? this.#stored(id) : undefined);
  }

  claim(id: string, holder: string): Promise<RunClaim> {
    return Promise.try(() => {
      const run = this.#kept(id);
      if (run.holder !== null) throw new RunLockedError(id, run.holder);
      run.holder = holder;
      return new MemoryClaim(id, run, ++run.fence);
    });
  }

  load(id: string): Promise<readonly JournalRecord[]> {
    return Promise.try(() => {
      const place = (index: number) => `line ${index + 1} of the run in memory`;
      const records = this.#kept(id).lines.map((line, index) =>
        openLine<JournalRecord>(line, { id, place: () => place(index) })
      );
      return inSequence(records, { id, place: () => "the run in memory" });
    });
  }

  send(id: string, signal: NewSignal): Promise<StoredSignal> {
    return Promise.try(() => {
      const { signals } = this.#kept(id), stored = { number: signals.length + 1, ...signal };
      signals.push(sealedLine(id, stored));
      return stored;
    });
  }

  signals(id: string): Promise<readonly StoredSignal[]> {
    const lines = this.#runs.get(id)?.signals ?? [];
    return Promise.resolve(lines.map((line) => openLine(line, { id, place: () => "a signal in memory" })));
  }

  list(query: RunQuery): Promise<readonly StoredRun[]> {
    return Promise.resolve(matching(this.#all(), query));
  }

  drop(id: string): Promise<boolean> {
    return Promise.try(() => {
      const holder = this.#runs.get(id)?.holder ?? null;
      if (holder !== null) throw new RunLockedError(id, holder);
      return this.#runs.delete(id);
    });
  }

  prune(query: PruneQuery): Promise<number> {
    const gone = outdated(this.#all(), query);
    for (const { id } of gone) this.#runs.delete(id);
    return Promise.resolve(gone.length);
  }

  close(): Promise<void> {
    for (const run of this.#runs.values()) {
      run.holder = null;
      run.fence++;
    }
    return Promise.resolve();
  }

  #all(): StoredRun[] {
    return [...this.#runs.keys()].map((id) => this.#stored(id));
  }

  #kept(id: string): KeptRun {
    const run = this.#runs.get(id);
    if (run === undefined) throw new UnknownRunError(id, this.name);
    return run;
  }

  #stored(id: string): StoredRun {
    const { header, end, holder } = this.#kept(id);
    const run = openLine<NewRun>(header, { id, place: () => "the head of the run in memory" });
    return { ...run, ...end, ...(holder !== null && { holder }) };
  }
}

class MemoryClaim implements RunClaim {
  readonly #id: string;
  readonly #run: KeptRun;

  constructor(id: string, run: KeptRun, readonly fence: number) {
    this.#id = id;
    this.#run = run;
  }

  putIfAbsent(record: JournalRecord): Promise<JournalRecord> {
    return Promise.try(() => {
      const run = this.#run, earlier = run.lineOf.get(record.key);
      if (run.fence !== this.fence || run.holder === null) throw new ClaimLostError(this.#id, this.fence);
      if (earlier !== undefined) return openLine(earlier, { id: this.#id, place: () => "a record in memory" });
      const line = sealedLine(this.#id, record);
      run.lines.push(line);
      run.lineOf.set(record.key, line);
      if (record.ends !== undefined) run.end = { status: record.ends, endedAtMs: record.atMs };
      return record;
    });
  }

  release(): Promise<void> {
    if (this.#run.fence === this.fence) this.#run.holder = null;
    return Promise.resolve();
  }
}

/**
 * Makes a store that lasts as long as the process. `close()` gives up its claims; what it keeps stays.
 *
 * @returns An empty store.
 */
export function memoryCheckpoints(): CheckpointStore {
  return new MemoryCheckpoints();
}
