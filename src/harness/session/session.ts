/**
 * Runs a session: stages of passes, each pass through its benchmarks in a new random order, each benchmark
 * a block of processes, one an arm; then the metrics beside the steady run. Writes down what the blocks give, tells how it goes, goes on where an
 * earlier session was stopped, and stops when told to. One block is `block.ts`; what the records make up is
 * `session_state.ts`; the file that a result goes to is `result_file.ts`.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { measureClock } from "../machine/clock.ts";
import { calibrateCpuRounds } from "../measure/calibrate_cpu.ts";
import { ReferenceLoop } from "../measure/reference_loop.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { workloadOf } from "../suites/workload_of.ts";
import { type BlockOutcome, measureBlock } from "./block.ts";
import { lostCell, SessionInterrupt } from "./cell_fault.ts";
import { drawsFor } from "./draws.ts";
import { effortFor } from "./effort.ts";
import { HostWatch } from "./host_watch.ts";
import type { BlockRecord, JournalRecord, SessionJournal } from "./journal_record.ts";
import { measureMetrics } from "./metrics/metric_series.ts";
import { DEFAULT_TIME_LIMIT_MS, type SessionOutcome, type SessionPlan } from "./plan.ts";
import type { SessionEvent, SessionHooks } from "./progress.ts";
import { ExpectedAnswers } from "./proof.ts";
import { type Beginning, SessionState } from "./session_state.ts";
import { type Stage, type Turn, turnsOf } from "./stage.ts";
import { WorkerPool } from "./worker_pool.ts";

/**
 * Measures what a plan asks for.
 *
 * @param plan What to measure, and with how much effort.
 * @param hooks Who listens, and where records are kept: a journal with records is gone on with.
 * @returns All that was measured, and for each cell that was not, why. Faults of subjects are part of it.
 * @throws {Error} If a record cannot be kept.
 *
 * @example
 * ```ts
 * import { orchestration } from "../suites/orchestration.ts";
 * import { plainArms } from "./arm_plan.ts";
 * import { PROFILES } from "./profile.ts";
 * import { workerCommand } from "./self_command.ts";
 *
 * async function measure() {
 *   return await runSession({
 *     profile: PROFILES.quick,
 *     benchmarks: orchestration.benchmarks,
 *     arms: plainArms(["control", "puffinflow"]),
 *     seed: 1,
 *     workerCommand: workerCommand(),
 *   });
 * }
 * ```
 */
export async function runSession(plan: SessionPlan, hooks: SessionHooks = {}): Promise<SessionOutcome> {
  invariant(plan.benchmarks.length > 0, "A session has a benchmark");
  invariant(plan.arms.length > 0, "A session has an arm");
  return await new Session(plan, hooks).run();
}

class Session {
  readonly #plan: SessionPlan;
  readonly #emit: (event: SessionEvent) => void;
  readonly #journal: Pick<SessionJournal, "append"> | undefined;
  readonly #state: SessionState;
  readonly #beginning: Beginning;
  readonly #workers: WorkerPool;
  readonly #watch: HostWatch;
  readonly #clockGrainNs = measureClock(() => performance.now()).grainNs;
  /** Reading of the clock when the session began, in milliseconds; below 0 if that was before this process. */
  readonly #originMs: number;
  /** Right answers by benchmark: computed when first needed, used in every pass. */
  readonly #expected = new Map<string, ExpectedAnswers>();

  constructor(plan: SessionPlan, { onEvent = () => {}, journal }: SessionHooks) {
    this.#plan = plan;
    this.#emit = onEvent;
    this.#journal = journal;
    this.#state = new SessionState(plan);
    for (const record of journal?.records ?? []) this.#state.apply(record);
    const { workerCommand: command, seed } = plan;
    this.#workers = new WorkerPool({ command, seed });
    const known = this.#state.beginning;
    const loop = new ReferenceLoop(known?.referenceRounds ?? null);
    // The wall clock bridges a break; it may have been set back since.
    const sinceMs = known === null ? 0 : Math.max(Date.now() - Date.parse(known.startedAt), this.#state.lastMs);
    this.#originMs = performance.now() - sinceMs;
    this.#beginning = known ?? {
      startedAt: new Date().toISOString(),
      cpuRounds: plan.cpuRounds ?? calibrateCpuRounds(),
      referenceRounds: loop.rounds,
    };
    this.#watch = new HostWatch({ loop, sessionMs: () => this.#sessionMs() });
  }

  async run(): Promise<SessionOutcome> {
    const status = await this.#runAll();
    this.#emit({ kind: "session-ended", status, elapsedMs: this.#sessionMs() });
    const { stages, resumedAt } = this.#state;
    return {
      status,
      startedAt: this.#beginning.startedAt,
      finishedAt: new Date().toISOString(),
      cpuRounds: this.#beginning.cpuRounds,
      resumedAt,
      stages,
      forecast: this.#state.forecast(),
      host: this.#state.host(),
      subjects: this.#state.subjects(),
      benchmarks: this.#state.benchmarks(),
      metrics: this.#state.metrics.cells((arm) => this.#state.names.nameOf(arm)),
    };
  }

  async #runAll(): Promise<SessionOutcome["status"]> {
    try {
      if (this.#state.beginning === null) this.#record({ kind: "begun", ...this.#beginning });
      else this.#record({ kind: "resumed", at: new Date().toISOString() });
      for (let index = 0;; index++) {
        const stage = this.#state.stages[index] ?? this.#newStage();
        if (stage === null) break;
        this.#tellStage(stage, index);
        await this.#runStage(stage);
      }
      await this.#measureMetrics();
      return "completed";
    } catch (error) {
      if (!(error instanceof SessionInterrupt)) throw error;
      return "interrupted";
    } finally {
      await this.#workers.close();
    }
  }

  #newStage(): Stage | null {
    const { stages } = this.#state, { benchmarks, profile, nextStage } = this.#plan;
    const stage: Stage | null = stages.length > 0
      ? nextStage?.({ stages, benchmarks: this.#state.benchmarks(), subjects: this.#state.subjects() }) ?? null
      : {
        kind: nextStage === undefined ? "measure" : "screen",
        firstPass: 0,
        passes: profile.forks,
        benchmarks: benchmarks.map(({ id }) => id),
      };
    if (stage !== null) this.#record({ kind: "stage", stage: { ...stage, benchmarks: [...stage.benchmarks] } });
    return stage;
  }

  #tellStage(stage: Stage, index: number): void {
    if (index > 0) return this.#emit({ kind: "stage-started", stage });
    const { benchmarks, arms } = this.#plan;
    this.#emit({
      kind: "session-started",
      passes: stage.passes,
      benchmarks: benchmarks.length,
      subjects: arms.length,
      blocks: this.#state.plannedBlocks,
      cpuRounds: this.#beginning.cpuRounds,
    });
  }

  async #runStage(stage: Stage): Promise<void> {
    const { benchmarks, seed } = this.#plan;
    // All orders are settled before anything runs: a fault in one block changes no other block's place.
    const turns = turnsOf(stage, benchmarks, seed);
    for (const [index, turn] of turns.entries()) {
      const rest = turns.slice(index + 1).filter((later) => !this.#state.isDone(later));
      if (!this.#state.isDone(turn)) await this.#runTurn(turn, rest);
      if (turns[index + 1]?.pass !== turn.pass) await this.#endPass(turn.pass);
    }
  }

  async #endPass(pass: number): Promise<void> {
    await this.#workers.empty();
    if (this.#state.isPassDone(pass)) return;
    const end = this.#watch.endPass(pass);
    this.#record({ kind: "pass", ...end });
    this.#emit({ kind: "pass-ended", pass, grade: end.reading.grade });
  }

  async #runTurn({ pass, benchmark }: Turn, rest: readonly Turn[]): Promise<void> {
    if (this.#plan.signal?.aborted) throw new SessionInterrupt();
    this.#emit({ kind: "block-started", pass, benchmark: benchmark.id });
    const reference = this.#watch.sample();
    const startedMs = this.#sessionMs();
    const outcome = await this.#measure(pass, benchmark);
    const endedMs = this.#sessionMs();
    const arms = this.#armRecords(benchmark.id, outcome);
    const spentMs = { ...outcome.spentMs };
    this.#record({ kind: "block", pass, benchmark: benchmark.id, reference, startedMs, endedMs, spentMs, arms });
    this.#tellLosses(benchmark.id, outcome);
    this.#emit({
      kind: "block-finished",
      pass,
      benchmark: benchmark.id,
      elapsedMs: endedMs - startedMs,
      finished: this.#state.finishedBlocks,
      blocks: this.#state.plannedBlocks,
      remainingMs: this.#state.remainingMs(rest.map((turn) => turn.benchmark.id)),
      forks: [...outcome.forks].map(([arm, fork]) => ({ subject: this.#state.names.nameOf(arm), fork })),
    });
  }

  async #measure(pass: number, benchmark: Benchmark): Promise<BlockOutcome> {
    const { profile, seed, signal, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = this.#plan;
    const { cpuRounds } = this.#beginning;
    const effort = effortFor(profile, benchmark);
    const workload = workloadOf(benchmark, cpuRounds);
    const expected = this.#expected.get(benchmark.id) ?? new ExpectedAnswers(workload);
    this.#expected.set(benchmark.id, expected);
    return await measureBlock({
      pass,
      benchmark: benchmark.id,
      workload,
      expected,
      arms: this.#state.soundArms(benchmark.id),
      profile: effort,
      cpuRounds,
      rounds: this.#state.bestRounds(benchmark) ?? effort.rounds,
      planted: this.#state.planted(benchmark.id),
      workers: this.#workers,
      random: drawsFor(seed, "block", { pass, of: benchmark.id }),
      clockGrainNs: this.#clockGrainNs,
      timeLimitMs,
      signal,
      sessionMs: () => this.#sessionMs(),
    });
  }

  async #measureMetrics(): Promise<void> {
    await measureMetrics({
      plan: this.#plan,
      board: this.#state.metrics,
      workers: this.#workers,
      sample: () => this.#watch.sample(),
      sessionMs: () => this.#sessionMs(),
      nameOf: (arm) => this.#state.names.nameOf(arm),
      record: (record) => this.#record(record),
      emit: this.#emit,
    });
  }

  #armRecords(benchmark: string, { forks, faults, facts }: BlockOutcome): BlockRecord["arms"] {
    return this.#state.soundArms(benchmark).map(({ id: arm }) => {
      const fork = forks.get(arm), fault = faults.get(arm);
      invariant((fork === undefined) !== (fault === undefined), "An arm has either a fork or a fault");
      return {
        arm,
        facts: structuredClone(facts.get(arm) ?? null) as BlockRecord["arms"][number]["facts"],
        outcome: fork === undefined ? { kind: "lost", cell: lostCell(fault!, arm) } : { kind: "fork", fork },
      };
    });
  }

  #tellLosses(benchmark: string, { faults }: BlockOutcome): void {
    for (const [arm, fault] of faults) {
      this.#emit({ kind: "cell-lost", benchmark, cell: lostCell(fault, this.#state.names.nameOf(arm)) });
    }
  }

  /** Keeps a record for good, and only then goes by it. */
  #record(record: JournalRecord): void {
    this.#journal?.append(record);
    this.#state.apply(record);
  }

  #sessionMs(): number {
    return performance.now() - this.#originMs;
  }
}
