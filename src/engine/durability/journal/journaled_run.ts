/**
 * A run while it is worked on: its journal, its executions, and the ways in which it ends without being over.
 * @module
 */
import { setImmediate } from "node:timers";
import type { WallClock } from "../../../time/wall_clock.ts";
import { end } from "../../run/concluding.ts";
import type { BadEnding } from "../../run/ending.ts";
import { type Execution, Gate } from "../../run/execution.ts";
import { wake } from "../../run/scheduler.ts";
import { EarlierLife } from "./earlier_life.ts";
import type { Mailbox } from "./mailbox.ts";
import { endingData } from "./recorded_ending.ts";
import { revivedError } from "./recorded_error.ts";
import type { JournalListener, RunJournal } from "./run_journal.ts";
import type { DurabilityWarning } from "./save_failure.ts";

/** How often the event loop turns without a step being handed out before nothing more is expected to be. */
const QUIET_TURNS = 3;

/** What a run that is worked on is made of. */
export interface JournaledParts {
  readonly journal: RunJournal;
  readonly mailbox: Mailbox;
  readonly wallClock: WallClock;
  /** Whether states that differ from those it began with are taken as they are. */
  readonly acceptsChange: boolean;
  readonly onWarning: ((warning: DurabilityWarning) => void) | undefined;
}

/** A run while it is worked on. */
export class JournaledRun implements JournalListener {
  readonly journal: RunJournal;
  readonly mailbox: Mailbox;
  readonly wallClock: WallClock;
  readonly acceptsChange: boolean;
  readonly earlier: EarlierLife;
  /** Executions that go on: the run itself, and those inside it. */
  readonly live: Set<Execution> = new Set();
  /** Counts steps that were handed out again. */
  handed = 0;
  readonly #onWarning: JournaledParts["onWarning"];
  #root: Execution | null = null;
  #announced: Promise<unknown> | null = null;

  constructor(parts: JournaledParts) {
    this.journal = parts.journal;
    this.mailbox = parts.mailbox;
    this.wallClock = parts.wallClock;
    this.acceptsChange = parts.acceptsChange;
    this.#onWarning = parts.onWarning;
    this.earlier = new EarlierLife(parts.journal.earlier);
    parts.journal.listener = this;
  }

  /** The run itself; `null` before it is made. */
  get root(): Execution | null {
    return this.#root;
  }

  /**
   * Begins, once whoever asked for the run has been given its handle: it opens with awaiting, and who reads the run's
   * events, or holds it, at once should miss nothing.
   *
   * @param root The run itself, not started.
   */
  begin(root: Execution): void {
    this.#root = root;
    this.live.add(root);
    root.queue();
    root.gate |= Gate.fitting;
    setImmediate(() => {
      root.gate &= ~Gate.fitting;
      wake(root);
    });
    if (this.isEnding) this.#endWhenQuiet({ handed: -1, turns: 0 });
  }

  /** Whether the run was cut off while it was being undone: no state starts any more. */
  get isEnding(): boolean {
    return this.earlier.ending !== null;
  }

  /**
   * Ends the run without its being over: nothing is undone, nothing more is recorded, and it can be resumed.
   *
   * @param ending How it looks to those who wait for it here.
   */
  abandon(ending: BadEnding): void {
    this.journal.giveUp(ending.error);
    for (const execution of this.live) execution.completionOrder = null;
    if (this.#root !== null) end(this.#root, ending);
  }

  /**
   * Records that the run is about to be undone: whoever resumes it then goes on with that, and starts no state.
   *
   * @param ending How it ended.
   * @returns Resolves when that is kept.
   */
  async announce(ending: BadEnding): Promise<void> {
    if (this.isEnding) return;
    const root = this.#root!;
    await (this.#announced ??= this.journal.put({ kind: "ending", key: "", data: endingData(root, ending) }));
  }

  lost(error: unknown): void {
    this.abandon({ status: "failed", error, state: -1 });
  }

  warned(warning: DurabilityWarning): void {
    this.#onWarning?.(warning);
    const root = this.#root;
    root?.observer?.emitted(root, root.plan.entries[0]!, { kind: "custom", data: warning });
  }

  /** Ends the run as it was ending when all that had completed then has completed again. */
  #endWhenQuiet(before: { readonly handed: number; readonly turns: number }): void {
    setImmediate(() => {
      const root = this.#root!, { handed } = this, turns = handed === before.handed ? before.turns + 1 : 0;
      if (root.ending !== null) return;
      if (turns < QUIET_TURNS) return this.#endWhenQuiet({ handed, turns });
      const { status, error: facts, failedState } = this.earlier.ending!, error = revivedError(facts);
      const state = failedState === undefined ? -1 : root.plan.indexOf.get(failedState) ?? -1;
      end(root, status === "failed" ? { status, error, state } : { status, error });
    });
  }
}
