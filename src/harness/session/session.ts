/**
 * Runs a session: as many passes as the profile has forks, each through all benchmarks in a new random
 * order, each benchmark a block of processes, one a subject. Keeps what the blocks give, tells how it goes, and
 * stops when told to. One block is `block.ts`; the file that a result goes to is `result_file.ts`.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Random } from "../../random/random.ts";
import { shuffled } from "../../random/shuffle.ts";
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { measureClock } from "../machine/clock.ts";
import { calibrateCpuRounds } from "../measure/calibrate_cpu.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { workloadOf } from "../suites/workload_of.ts";
import { taskCount } from "../workload/shape.ts";
import { type BlockOutcome, measureBlock } from "./block.ts";
import { CellBoard } from "./cell_board.ts";
import { lostCell, SessionInterrupt } from "./cell_fault.ts";
import { DEFAULT_TIME_LIMIT_MS, type SessionOutcome, type SessionPlan } from "./plan.ts";
import { estimateRemainingMs, type SessionEvent, type SessionHooks } from "./progress.ts";
import { ExpectedAnswers } from "./proof.ts";
import type { BenchmarkResult } from "./result.ts";
import { SubjectNames } from "./subject_names.ts";
import { WorkerPool } from "./worker_pool.ts";

/**
 * Measures what a plan asks for.
 *
 * @param plan What to measure, and with how much effort.
 * @param hooks Who listens.
 * @returns All that was measured, and for each cell that was not, why. Faults of subjects are part of it.
 *
 * @example
 * ```ts
 * import { orchestration } from "../suites/orchestration.ts";
 * import { PROFILES } from "./profile.ts";
 * import { workerCommand } from "./self_command.ts";
 *
 * async function measure() {
 *   return await runSession({
 *     profile: PROFILES.quick,
 *     benchmarks: orchestration.benchmarks,
 *     subjects: ["control", "puffinflow"],
 *     seed: 1,
 *     workerCommand: workerCommand(),
 *   });
 * }
 * ```
 */
export async function runSession(plan: SessionPlan, hooks: SessionHooks = {}): Promise<SessionOutcome> {
  invariant(plan.benchmarks.length > 0, "A session has a benchmark");
  invariant(plan.subjects.length > 0, "A session has a subject");
  return await new Session(plan, hooks).run();
}

/** One benchmark in one pass, before it is measured. */
interface Turn {
  readonly pass: number;
  readonly benchmark: Benchmark;
}

class Session {
  readonly #plan: SessionPlan;
  readonly #emit: (event: SessionEvent) => void;
  readonly #random: Random;
  readonly #board: CellBoard;
  readonly #names: SubjectNames;
  readonly #workers: WorkerPool;
  readonly #cpuRounds: number;
  readonly #clockGrainNs = measureClock(() => performance.now()).grainNs;
  readonly #startedMs = performance.now();
  readonly #startedAt = new Date();
  /** Right answers by benchmark: computed when first needed, used in every pass. */
  readonly #expected = new Map<string, ExpectedAnswers>();
  /** Duration of the last block of each benchmark. */
  readonly #lastBlockMs = new Map<string, number>();

  constructor(plan: SessionPlan, { onEvent = () => {} }: SessionHooks) {
    this.#plan = plan;
    this.#emit = onEvent;
    this.#random = randomFromSeed(plan.seed);
    this.#board = new CellBoard(plan.benchmarks.map(({ id }) => id), plan.subjects);
    this.#names = new SubjectNames(plan.subjects);
    const { workerCommand: command, profile: { isolation } } = plan;
    this.#workers = new WorkerPool({ command, random: this.#random, isolation });
    this.#cpuRounds = plan.cpuRounds ?? calibrateCpuRounds();
  }

  async run(): Promise<SessionOutcome> {
    const { profile, benchmarks, subjects } = this.#plan;
    // All orders are drawn before anything runs: a fault in one block changes no other block's place.
    const turns = Array.from({ length: profile.forks }, (_, pass) => pass)
      .flatMap((pass) => shuffled(benchmarks, this.#random).map((benchmark) => ({ pass, benchmark })));
    this.#emit({
      kind: "session-started",
      passes: profile.forks,
      benchmarks: benchmarks.length,
      subjects: subjects.length,
      blocks: turns.length,
      cpuRounds: this.#cpuRounds,
    });
    const status = await this.#runTurns(turns);
    this.#emit({ kind: "session-ended", status, elapsedMs: this.#sessionMs() });
    return {
      status,
      startedAt: this.#startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      cpuRounds: this.#cpuRounds,
      subjects: this.#names.subjects(),
      benchmarks: benchmarks.map((benchmark) => this.#resultOf(benchmark)),
    };
  }

  async #runTurns(turns: readonly Turn[]): Promise<SessionOutcome["status"]> {
    try {
      for (const [index, turn] of turns.entries()) {
        await this.#runTurn(turn, turns.slice(index + 1));
        if (turns[index + 1]?.pass !== turn.pass) await this.#workers.empty();
      }
      return "completed";
    } catch (error) {
      if (!(error instanceof SessionInterrupt)) throw error;
      return "interrupted";
    } finally {
      await this.#workers.empty();
    }
  }

  async #runTurn({ pass, benchmark }: Turn, rest: readonly Turn[]): Promise<void> {
    if (this.#plan.signal?.aborted) throw new SessionInterrupt();
    this.#emit({ kind: "block-started", pass, benchmark: benchmark.id });
    const startedMs = this.#sessionMs();
    const outcome = await this.#measure(pass, benchmark);
    this.#record(benchmark, outcome);
    const elapsedMs = this.#sessionMs() - startedMs;
    this.#lastBlockMs.set(benchmark.id, elapsedMs);
    const blocks = this.#plan.profile.forks * this.#plan.benchmarks.length;
    this.#emit({
      kind: "block-finished",
      pass,
      benchmark: benchmark.id,
      elapsedMs,
      finished: blocks - rest.length,
      blocks,
      remainingMs: estimateRemainingMs(rest.map((turn) => turn.benchmark.id), this.#lastBlockMs),
      forks: [...outcome.forks].map(([subject, fork]) => ({ subject: this.#names.nameOf(subject), fork })),
    });
  }

  async #measure(pass: number, benchmark: Benchmark): Promise<BlockOutcome> {
    const workload = workloadOf(benchmark, this.#cpuRounds);
    const expected = this.#expected.get(benchmark.id) ?? new ExpectedAnswers(workload);
    this.#expected.set(benchmark.id, expected);
    return await measureBlock({
      pass,
      workload,
      expected,
      subjects: this.#board.sound(benchmark.id),
      profile: this.#plan.profile,
      workers: this.#workers,
      random: this.#random,
      clockGrainNs: this.#clockGrainNs,
      timeLimitMs: this.#plan.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
      signal: this.#plan.signal,
      sessionMs: () => this.#sessionMs(),
    });
  }

  #record({ id: benchmark }: Benchmark, { forks, faults, facts }: BlockOutcome): void {
    for (const [subject, said] of facts) this.#names.learn(subject, said);
    for (const [subject, fork] of forks) this.#board.add({ benchmark, subject }, fork);
    for (const [subject, fault] of faults) {
      this.#board.lose({ benchmark, subject }, fault);
      this.#emit({ kind: "cell-lost", benchmark, cell: lostCell(fault, this.#names.nameOf(subject)) });
    }
  }

  #resultOf(benchmark: Benchmark): BenchmarkResult {
    const { id, suite, scenario, title, shape, primaryClock } = benchmark;
    const plannedForks = this.#plan.profile.forks;
    const cells = this.#plan.subjects.map((subject) =>
      this.#board.cell({ benchmark: id, subject }, { subject: this.#names.nameOf(subject), plannedForks })
    );
    const workload = workloadOf(benchmark, this.#cpuRounds);
    return { id, suite, scenario, title, workload, tasks: taskCount(shape), primaryClock, cells };
  }

  #sessionMs(): number {
    return performance.now() - this.#startedMs;
  }
}
