/**
 * The journal of one run in the hands of whoever works on it: what was recorded in its earlier lives, and what is being
 * recorded in this one. It numbers records, and sees to it that there is none without those before it.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import type { Durability, JournalRecord, RunClaim, RunEnd } from "../checkpoints/checkpoint_store.ts";
import { ClaimLostError } from "../checkpoints/checkpoint_error.ts";
import { type DurabilityWarning, SaveFailedError, type SaveFailurePolicy } from "./save_failure.ts";

/** What a journal is made of. */
export interface JournalParts {
  /** Id of the run. */
  readonly id: string;
  readonly claim: RunClaim;
  /** What was recorded so far, in order. */
  readonly records: readonly JournalRecord[];
  readonly durability: Durability;
  readonly onSaveFailed: SaveFailurePolicy;
  /** Most records that wait to be tried again. */
  readonly maxUnsaved: number;
  readonly wallClock: WallClock;
}

/** What is to be recorded. */
export interface NewRecord {
  readonly kind: string;
  /** What it records; with its kind no other record of the run has the same. */
  readonly key: string;
  readonly data: unknown;
  readonly ends?: RunEnd;
}

/** Those who have to know that something could not be recorded. */
export interface JournalListener {
  /** The run must not go on. */
  lost(error: unknown): void;
  /** The run goes on all the same. */
  warned(warning: DurabilityWarning): void;
}

/** The journal of one run. */
export class RunJournal {
  /** Id of the run. */
  readonly id: string;
  /** Who is told of trouble. */
  listener: JournalListener | null = null;
  readonly #parts: JournalParts;
  /** Records by key: those of earlier lives, and those of this one that are asked for again. */
  readonly #records: Map<string, JournalRecord>;
  /** Keys of steps that were recorded in this life. */
  readonly #kept: Set<string> = new Set();
  /** Records on their way, by key. */
  readonly #pending: Map<string, Promise<JournalRecord>> = new Map();
  /** Records that could not be kept, in order. */
  #unsaved: JournalRecord[] = [];
  /** The attempt to keep them after all. */
  #retrying: Promise<void> | null = null;
  /** The latest record that nobody waits for: those before it are kept when it is. */
  #unawaited: Promise<unknown> | null = null;
  #sequence: number;
  #lost: { readonly error: unknown } | null = null;
  /** Settles with the latest record that is waited for. */
  #latest: Promise<unknown> = Promise.resolve();

  constructor(parts: JournalParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#records = new Map(parts.records.map((record) => [record.key, record]));
    this.#sequence = parts.records.at(-1)?.sequence ?? 0;
  }

  /** What was recorded in earlier lives, in order. */
  get earlier(): readonly JournalRecord[] {
    return this.#parts.records;
  }

  /** Whether nothing is recorded any more: the run was given up here, and may be resumed. */
  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** Why nothing is recorded any more; `undefined` as long as it is. */
  get lostWith(): unknown {
    return this.#lost?.error;
  }

  /**
   * Finds a record.
   *
   * @param kind Its kind.
   * @param key What it records.
   */
  find(kind: string, key: string): JournalRecord | undefined {
    return this.#records.size === 0 ? undefined : this.#records.get(`${kind}:${key}`);
  }

  /**
   * Records something.
   *
   * @param entry What.
   * @returns What is recorded under the key, once that counts as kept; rejects when the run must not go on.
   */
  put(entry: NewRecord): Promise<JournalRecord> {
    const key = `${entry.kind}:${entry.key}`, pending = this.#pending.get(key);
    if (pending !== undefined) return pending;
    const kept = this.#save(this.#recordOf(key, entry)).finally(() => this.#pending.delete(key));
    this.#pending.set(key, kept);
    this.#latest = kept.catch(() => {});
    return kept;
  }

  /** Waits until all that was recorded so far is settled. */
  settled(): Promise<unknown> {
    return this.#latest;
  }

  /**
   * Stops recording.
   *
   * @param error Why.
   */
  giveUp(error: unknown): void {
    this.#lost ??= { error };
  }

  /** Waits for what is on its way, and gives the run up to whoever resumes it. */
  async release(): Promise<void> {
    await Promise.allSettled(this.#pending.values());
    await this.#unawaited;
    if (this.#unsaved.length > 0 && this.#lost === null) await (this.#retrying ??= this.#retry());
    await this.#parts.claim.release();
  }

  #recordOf(key: string, { kind, data, ends }: NewRecord): JournalRecord {
    // The store has the key already: it answers with the earlier record, and a number would be missing.
    if (!this.#kept.has(key) && !this.#records.has(key)) this.#sequence++;
    const atMs = this.#parts.wallClock.wallNow();
    return { sequence: this.#sequence, key, kind, atMs, ...(ends !== undefined && { ends }), data };
  }

  async #save(record: JournalRecord): Promise<JournalRecord> {
    if (this.#lost !== null) throw this.#lost.error;
    if (this.#unsaved.length > 0) return this.#saveLater(record, null);
    const { claim, durability } = this.#parts, saving = claim.putIfAbsent(record, durability);
    if (durability === "off") {
      this.#unawaited = saving.catch((error) => this.#refused(record, error)).catch(() => {});
      return this.#note(record);
    }
    try {
      return this.#note(await saving);
    } catch (error) {
      return await this.#refused(record, error);
    }
  }

  // A promise either way, as nobody waits for it when durability is off.
  async #refused(record: JournalRecord, error: unknown): Promise<JournalRecord> {
    // Somebody else works on the run: there is nothing to wait for.
    if (this.#parts.onSaveFailed === "fail-run" || error instanceof ClaimLostError) throw this.#lose(error);
    return await Promise.resolve(this.#saveLater(record, { error }));
  }

  /** Keeps a record for later; `refused` says why it was not recorded, or that those before it were not. */
  #saveLater(record: JournalRecord, refused: { readonly error: unknown } | null): JournalRecord {
    this.#unsaved.push(record);
    if (this.#unsaved.length > this.#parts.maxUnsaved) {
      throw this.#lose(refused?.error ?? new Error(`more than ${this.#parts.maxUnsaved} records wait to be saved`));
    }
    if (refused !== null) this.#warn(refused.error);
    else this.#retrying ??= this.#retry();
    return this.#note(record);
  }

  async #retry(): Promise<void> {
    const { claim, durability } = this.#parts;
    try {
      while (this.#unsaved.length > 0) {
        await claim.putIfAbsent(this.#unsaved[0]!, durability);
        this.#unsaved.shift();
      }
    } catch (error) {
      if (error instanceof ClaimLostError) this.#lose(error);
      else this.#warn(error);
    } finally {
      this.#retrying = null;
    }
  }

  #warn(error: unknown): void {
    this.listener?.warned({ kind: "save-failed", run: this.id, error, unsaved: this.#unsaved.length });
  }

  #lose(cause: unknown): unknown {
    if (this.#lost === null) {
      this.#lost = { error: cause instanceof ClaimLostError ? cause : new SaveFailedError(this.id, cause) };
      this.listener?.lost(this.#lost.error);
    }
    return this.#lost.error;
  }

  #note(record: JournalRecord): JournalRecord {
    // A long loop would keep all outputs in memory; the store has them.
    if (record.kind === "step") this.#kept.add(record.key);
    else this.#records.set(record.key, record);
    return record;
  }
}
