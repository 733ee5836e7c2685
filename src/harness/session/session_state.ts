/**
 * All that a session knows, made of its records alone: what was measured, what was lost, which blocks are
 * done. A session that goes on after a break starts from the same state as one that never stopped.
 * @module
 */
import { spinGrade } from "../machine/spin_grade.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { workloadOf } from "../suites/workload_of.ts";
import { taskCount } from "../workload/shape.ts";
import type { ArmPlan } from "./arm_plan.ts";
import { CellBoard } from "./cell_board.ts";
import { forecastRestMs } from "./forecast.ts";
import type { BlockRecord, JournalRecord } from "./journal_record.ts";
import { effortFor } from "./effort.ts";
import { MetricBoard } from "./metrics/metric_board.ts";
import type { SessionPlan } from "./plan.ts";
import type { BenchmarkResult, Cell, Fork, HostSeries, PassReading, ReferenceSample, Subject } from "./result.ts";
import { bestRounds } from "./rounds.ts";
import type { SessionForecast } from "./session_forecast.ts";
import type { Stage, Turn } from "./stage.ts";
import { SubjectNames } from "./subject_names.ts";

/** How a session began. */
export type Beginning = Omit<Extract<JournalRecord, { kind: "begun" }>, "kind">;

/** The state of a session. */
export class SessionState {
  readonly names: SubjectNames;
  readonly metrics: MetricBoard;
  readonly resumedAt: string[] = [];
  readonly stages: Stage[] = [];
  readonly #plan: SessionPlan;
  readonly #board: CellBoard;
  readonly #blocks: BlockRecord[] = [];
  readonly #done = new Set<string>();
  readonly #reference: ReferenceSample[] = [];
  readonly #passes: PassReading[] = [];
  #beginning: Beginning | null = null;
  /** When the first pass was over, and when the first stage and the metrics would be by what was known then. */
  #expectation: { readonly afterMs: number; readonly endMs: number } | null = null;

  /**
   * Starts with nothing measured.
   *
   * @param plan What the session is to measure.
   */
  constructor(plan: SessionPlan) {
    this.#plan = plan;
    this.#board = new CellBoard(plan.benchmarks.map(({ id }) => id), plan.arms.map(({ id }) => id));
    this.metrics = new MetricBoard(plan);
    this.names = new SubjectNames(plan.arms, plan.workerCommand);
  }

  /**
   * Takes note of what happened.
   *
   * @param record What happened.
   */
  apply(record: JournalRecord): void {
    switch (record.kind) {
      case "begun":
        this.#beginning = record;
        return;
      case "resumed":
        this.resumedAt.push(record.at);
        return;
      case "stage":
        this.stages.push(record.stage);
        return;
      case "block":
        return this.#applyBlock(record);
      case "metric":
        this.#reference.push(record.reference);
        if (record.facts !== null) this.names.learn(record.arm, record.facts);
        return this.metrics.apply(record);
      case "pass":
        this.#reference.push(record.reference);
        this.#passes.push(record.reading);
    }
  }

  /** How the session began; `null` until it has. */
  get beginning(): Beginning | null {
    return this.#beginning;
  }

  /** How many blocks are done. */
  get finishedBlocks(): number {
    return this.#blocks.length;
  }

  /** How many blocks the stages have that were planned so far. */
  get plannedBlocks(): number {
    return this.stages.reduce((sum, { passes, benchmarks }) => sum + passes * benchmarks.length, 0);
  }

  /** End of what was recorded last, in milliseconds since the session began. */
  get lastMs(): number {
    return Math.max(this.#blocks.at(-1)?.endedMs ?? 0, this.#passes.at(-1)?.atMs ?? 0, this.metrics.lastMs);
  }

  /**
   * Tells whether a turn was taken.
   *
   * @param turn The turn.
   */
  isDone({ pass, benchmark }: Turn): boolean {
    return this.#done.has(`${pass} ${benchmark.id}`);
  }

  /**
   * Tells whether a pass was ended.
   *
   * @param pass Its number.
   */
  isPassDone(pass: number): boolean {
    return this.#passes.some((reading) => reading.pass === pass);
  }

  /**
   * Forecasts the time to the end of the stages that are planned by now, and of the metrics.
   *
   * @param rest Benchmarks of the blocks to come, once for each block.
   * @returns Milliseconds.
   */
  remainingMs(rest: readonly string[]): number {
    const { metrics } = this.#plan;
    return forecastRestMs({ benchmarks: rest, turns: this.metrics.rest, effort: metrics }, this.#blocks);
  }

  /**
   * Compares what was expected after the first pass with what it took: the first stage and the metrics, as nobody can
   * know which stages will follow.
   *
   * @returns Milliseconds since the start; `null` where nothing was expected, it was not measured to its end, or there
   * was a break.
   */
  forecast(): SessionForecast | null {
    const [first, second] = this.stages, blocks = this.#blocks;
    if (this.#expectation === null || first === undefined || this.resumedAt.length > 0) return null;
    const last = this.#passes.find(({ pass }) => pass === first.firstPass + first.passes - 1);
    if (last === undefined || this.metrics.rest.length > 0) return null;
    const laterMs = second === undefined ? 0 : (this.#passes.at(-1)?.atMs ?? blocks.at(-1)!.endedMs) - last.atMs;
    const { afterMs, endMs } = this.#expectation;
    return { afterMs, expectedMs: endMs, tookMs: this.lastMs - laterMs };
  }

  /**
   * Lists the arms that may still be measured in a benchmark.
   *
   * @param benchmark Id of the benchmark.
   */
  soundArms(benchmark: string): ArmPlan[] {
    const sound = this.#board.sound(benchmark);
    return this.#plan.arms.filter(({ id }) => sound.includes(id));
  }

  /**
   * Tells what was planted into the arms of a benchmark.
   *
   * @param benchmark Id of the benchmark.
   * @returns Rounds by id of the arm; nothing for arms that were not measured yet.
   */
  planted(benchmark: string): ReadonlyMap<string, number> {
    return new Map(
      this.#plan.arms.flatMap(({ id }) => {
        const [first] = this.#forks(benchmark, id);
        return first === undefined ? [] : [[id, first.extraRounds]];
      }),
    );
  }

  /**
   * Tells how many rounds make the best use of the time in a benchmark.
   *
   * @param benchmark The benchmark.
   * @returns The number, or `null` if it is not known or not wanted.
   */
  bestRounds(benchmark: Benchmark): number | null {
    const arms = this.#plan.arms.map(({ id }) => this.#forks(benchmark.id, id));
    return bestRounds(effortFor(this.#plan.profile, benchmark), arms);
  }

  /**
   * Writes down the benchmarks as they are by now.
   *
   * @returns In the plan's order, each with a cell for every arm, in the plan's order.
   */
  benchmarks(): BenchmarkResult[] {
    const { benchmarks, arms, profile } = this.#plan;
    return benchmarks.map((benchmark) => {
      const { id, suite, scenario, title, shape, primaryClock } = benchmark;
      const workload = workloadOf(benchmark, this.#beginning?.cpuRounds ?? 1);
      const planned = effortFor(profile, benchmark).rounds;
      const rounds = { planned, optimal: this.bestRounds(benchmark) };
      const cells = arms.map((arm) => this.#cell(id, arm.id));
      return { id, suite, scenario, title, workload, tasks: taskCount(shape), primaryClock, rounds, cells };
    });
  }

  /**
   * Lists the subjects of which something is known.
   *
   * @returns Their records, in the plan's order.
   */
  subjects(): Subject[] {
    return this.names.subjects(this.#beginning?.pythonCpuRounds);
  }

  /** Writes down what the machine did. */
  host(): HostSeries {
    return {
      referenceRounds: this.#beginning?.referenceRounds ?? null,
      reference: this.#reference,
      phases: this.#blocks.map(({ pass, benchmark, startedMs, endedMs, spentMs }) => ({
        pass,
        benchmark,
        startedMs,
        endedMs,
        ...(spentMs !== undefined && { spentMs }),
      })),
      ...(this.metrics.phases.length > 0 && { metricPhases: [...this.metrics.phases] }),
      passes: this.#passes,
      grade: spinGrade(this.#reference),
    };
  }

  #applyBlock(block: BlockRecord): void {
    this.#blocks.push(block);
    this.#done.add(`${block.pass} ${block.benchmark}`);
    this.#expect(block.endedMs);
    this.#reference.push(block.reference);
    for (const { arm, facts, outcome } of block.arms) {
      if (facts !== null) this.names.learn(arm, facts);
      const key = { benchmark: block.benchmark, subject: arm };
      if (outcome.kind === "fork") this.#board.add(key, outcome.fork);
      else this.#board.lose(key, outcome.cell);
    }
  }

  /** Takes note of what is to be expected at the end of the first pass. */
  #expect(afterMs: number): void {
    const [stage] = this.stages;
    if (stage === undefined || stage.passes < 2 || this.#blocks.length !== stage.benchmarks.length) return;
    const rest = Array.from({ length: stage.passes - 1 }, () => stage.benchmarks).flat();
    this.#expectation = { afterMs, endMs: afterMs + this.remainingMs(rest) };
  }

  #forks(benchmark: string, arm: string): readonly Fork[] {
    return this.#board.forks({ benchmark, subject: arm });
  }

  #cell(benchmark: string, arm: string): Cell {
    const passes = this.stages.filter((stage) => stage.benchmarks.includes(benchmark)).map((stage) => stage.passes);
    const plannedForks = passes.reduce((sum, count) => sum + count, 0) || this.#plan.profile.forks;
    const cell = this.#board.cell({ benchmark, subject: arm }, { subject: this.names.nameOf(arm), plannedForks });
    if (cell.status !== "measured") return cell;
    // Forks were written down when an adapter's own name was perhaps not known yet.
    const forks = cell.forks.map((fork) => ({ ...fork, batchSetBy: this.names.nameOf(fork.batchSetBy) }));
    return { ...cell, forks };
  }
}
