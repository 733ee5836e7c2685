/**
 * The implementation of durable agents: it finds out what has become of a run, and works on it if that is left to do.
 * @module
 */
import type { DefinedAgent } from "../agent/defined_agent.ts";
import { checkTimeoutMs } from "../agent/state_options.ts";
import { PuffinError } from "../puffin_error.ts";
import { RunLockedError, UnknownRunError } from "./checkpoints/checkpoint_error.ts";
import type { JournalRecord, RunClaim, StoredRun } from "./checkpoints/checkpoint_store.ts";
import { checkRunId } from "./checkpoints/run_id.ts";
import type {
  DurableRunOptions,
  DurableSettings,
  ResumeAllOptions,
  ResumeOptions,
  RunInfo,
  RunListOptions,
} from "./durable_options.ts";
import { FinishedDurableRun, LiveDurableRun } from "./durable_run.ts";
import { fingerprintOf, WorkflowChangedError } from "./journal/fingerprint.ts";
import { JournalInstrument } from "./journal/journal_instrument.ts";
import { JournaledRun } from "./journal/journaled_run.ts";
import { Mailbox } from "./journal/mailbox.ts";
import { RecordedResult } from "./journal/recorded_result.ts";
import { RunJournal } from "./journal/run_journal.ts";
import { fromJson, toJson } from "./journal/tagged_json.ts";
import { liveRunsOf, type OpenedRun } from "./live_runs.ts";

/** An id names a run of another agent. */
export class OtherAgentError extends PuffinError {
  /** The class's name. */
  override readonly name = "OtherAgentError";
  /** Stable name of this kind of error. */
  override readonly code = "other-agent";

  /**
   * Words the error.
   *
   * @param run The run.
   * @param agents The agent that was asked, and the run's own.
   */
  constructor(readonly run: string, readonly agents: { readonly asked: string; readonly own: string }) {
    super(`Cannot go on with run "${run}" with agent "${agents.asked}" as it must be the run's own: "${agents.own}"`);
  }
}

/** A signal was not taken. */
export class SignalRefusedError extends PuffinError {
  /** The class's name. */
  override readonly name = "SignalRefusedError";
  /** Stable name of this kind of error. */
  override readonly code = "signal-refused";

  /**
   * Words the error.
   *
   * @param run The run.
   * @param signal Name of the signal.
   * @param why What is in the way, as a clause.
   */
  constructor(readonly run: string, readonly signal: string, why: string) {
    super(`Cannot send signal "${signal}" to run "${run}" as ${why}`);
  }
}

/** A durable agent. */
export class RunKeeper {
  readonly name: string;
  readonly #agent: DefinedAgent;
  readonly #settings: DurableSettings;
  readonly #live: Map<string, Promise<OpenedRun>>;
  #knownFingerprint: string | undefined;

  constructor(agent: DefinedAgent, settings: DurableSettings) {
    this.name = agent.name;
    this.#agent = agent;
    this.#settings = settings;
    this.#live = liveRunsOf(settings.store);
  }

  async run(input: unknown, options: DurableRunOptions = {}): Promise<unknown> {
    return await (await this.start(input, options)).result;
  }

  async start(input: unknown, options: DurableRunOptions = {}): Promise<OpenedRun> {
    const { id = crypto.randomUUID(), timeoutMs, ...others } = options,
      { store, durability, wallClock } = this.#settings;
    const createdAtMs = wallClock.wallNow();
    const limit = timeoutMs === undefined ? {} : { deadlineMs: createdAtMs + checkTimeoutMs(timeoutMs, "the run") };
    const stored = await store.create({
      id: checkRunId(id),
      agent: this.name,
      fingerprint: this.#fingerprint,
      createdAtMs,
      ...limit,
      input: toJson(input, `the input of agent "${this.name}"`),
    }, durability);
    return await this.#open(stored, others);
  }

  async resume(id: string, options: ResumeOptions = {}): Promise<OpenedRun> {
    return await this.#open(await this.#found(id), options);
  }

  async resumeAll({ limit = 1_000, ...options }: ResumeAllOptions = {}): Promise<readonly OpenedRun[]> {
    const open = await this.list({ status: "open", limit }), resumed: OpenedRun[] = [];
    for (const { id, holder } of open) {
      if (holder !== undefined) continue;
      try {
        resumed.push(await this.resume(id, options));
      } catch (error) {
        // Another process was faster.
        if (!(error instanceof RunLockedError)) throw error;
      }
    }
    return resumed;
  }

  async signal(id: string, name: string, payload?: unknown): Promise<void> {
    const { store, maxSignals, wallClock } = this.#settings, { status } = await this.#found(id);
    if (status !== "open") throw new SignalRefusedError(id, name, `it must be open: it has ${status}`);
    if ((await store.signals(id)).length >= maxSignals) {
      throw new SignalRefusedError(id, name, `it may be sent at most ${maxSignals}: raise 'maxSignals'`);
    }
    const json = toJson(payload, `signal "${name}"`);
    await store.send(id, { name, atMs: wallClock.wallNow(), payload: json });
    (await this.#live.get(id))?.look();
  }

  async status(id: string): Promise<RunInfo | undefined> {
    const run = await this.#settings.store.find(id);
    return run?.agent === this.name ? infoOf(run) : undefined;
  }

  async list({ status, after, limit = 100 }: RunListOptions = {}): Promise<readonly RunInfo[]> {
    if (!(Number.isInteger(limit) && limit >= 1)) {
      throw new RangeError(
        `Cannot list runs as 'limit' must be a whole number of 1 or more: current value is ${limit}`,
      );
    }
    const which = { ...(status !== undefined && { status }), ...(after !== undefined && { after }) };
    return (await this.#settings.store.list({ agent: this.name, limit, ...which })).map(infoOf);
  }

  async drop(id: string): Promise<boolean> {
    const run = await this.#settings.store.find(id);
    return run?.agent === this.name && await this.#settings.store.drop(id);
  }

  /** The definition does not change any more. */
  get #fingerprint(): string {
    return this.#knownFingerprint ??= fingerprintOf(this.#agent.describe());
  }

  async #found(id: string): Promise<StoredRun> {
    const { store } = this.#settings, run = await store.find(checkRunId(id));
    if (run === undefined) throw new UnknownRunError(id, store.name);
    return run;
  }

  async #open(stored: StoredRun, options: ResumeOptions): Promise<OpenedRun> {
    const { id, agent } = stored;
    if (agent !== this.name) throw new OtherAgentError(id, { asked: this.name, own: agent });
    const live = this.#live.get(id);
    if (live !== undefined) return await live;
    if (stored.status !== "open") return await this.#finished(stored);
    const opening = this.#work(stored, options);
    this.#live.set(id, opening);
    opening.catch(() => this.#live.delete(id));
    return await opening;
  }

  async #finished(stored: StoredRun): Promise<FinishedDurableRun> {
    const records = await this.#settings.store.load(stored.id);
    return new FinishedDurableRun(stored, new RecordedResult(this.name, records));
  }

  async #work(stored: StoredRun, options: ResumeOptions): Promise<OpenedRun> {
    const { id } = stored, { store, holder } = this.#settings;
    const current = this.#fingerprint, acceptsChange = options.changedDefinition === "accept";
    if (stored.fingerprint !== current && !acceptsChange) {
      throw new WorkflowChangedError(id, this.name, { recorded: stored.fingerprint, current });
    }
    const claim = await store.claim(id, holder);
    try {
      const records = await store.load(id);
      // It ended between the look at it and the claim.
      if (records.some((record) => record.ends !== undefined)) {
        await claim.release();
        this.#live.delete(id);
        return new FinishedDurableRun(stored, new RecordedResult(this.name, records));
      }
      return this.#begin(stored, { claim, records, options });
    } catch (error) {
      await claim.release();
      throw error;
    }
  }

  #begin(
    stored: StoredRun,
    { claim, records, options }: {
      readonly claim: RunClaim;
      readonly records: readonly JournalRecord[];
      readonly options: ResumeOptions;
    },
  ): LiveDurableRun {
    const { id, deadlineMs } = stored, { changedDefinition, instruments = [], ...others } = options;
    const { store, durability, onSaveFailed, maxUnsaved, wallClock, signalPollMs, onWarning } = this.#settings;
    const journal = new RunJournal({ id, claim, records, durability, onSaveFailed, maxUnsaved, wallClock });
    const mailbox = new Mailbox({ id, store, pollMs: signalPollMs, taken: takenSignals(records) });
    const acceptsChange = changedDefinition === "accept";
    const run = new JournaledRun({ journal, mailbox, wallClock, acceptsChange, onWarning });
    const handle = this.#agent.start(fromJson(stored.input), {
      ...others,
      ...(deadlineMs !== undefined && { timeoutMs: Math.max(1, deadlineMs - wallClock.wallNow()) }),
      // The last one stands outermost: what others put around a state is not done for a state that does not run.
      instruments: [...instruments, new JournalInstrument(run)],
    });
    return new LiveDurableRun(handle, run, async () => {
      this.#live.delete(id);
      await this.#prune(id);
    });
  }

  async #prune(run: string): Promise<void> {
    const { store, retention: { maxCount = Infinity, maxAgeMs = Infinity }, wallClock, onWarning } = this.#settings;
    if (maxCount === Infinity && maxAgeMs === Infinity) return;
    try {
      await store.prune({ agent: this.name, endedBeforeMs: wallClock.wallNow() - maxAgeMs, maxCount });
    } catch (error) {
      onWarning?.({ kind: "prune-failed", run, error, unsaved: 0 });
    }
  }
}

function infoOf({ input: _input, fingerprint: _fingerprint, ...info }: StoredRun): RunInfo {
  return info;
}

function takenSignals(records: readonly JournalRecord[]): number[] {
  return records.flatMap(({ kind, data }) => kind === "signal" ? [(data as { number: number }).number] : []);
}
