/**
 * What is known of a session while it runs: how far each suite is, what is under way, and what the report's subject
 * takes so far. Fed with the session's events; what is drawn of it is `live_frame.ts`.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import { CONTROL, PUFFINFLOW } from "../../adapters/facts.ts";
import { estimateCell } from "../../compare/cell_estimate.ts";
import type { LostCell, SessionEvent } from "../../session/progress.ts";
import type { Fork } from "../../session/result.ts";
import type { Grade } from "../../machine/grade.ts";

/** A benchmark of the session that is watched. */
export interface WatchedBenchmark {
  readonly id: string;
  readonly suite: string;
  readonly primaryClock: "cpu" | "wall";
}

/** What is watched. */
export interface WatchedSession {
  /** One or more. */
  readonly benchmarks: readonly WatchedBenchmark[];
  /** Ids of what is measured, one or more. */
  readonly subjects: readonly string[];
}

/** How far a part of a session is. */
export interface PartProgress {
  readonly name: string;
  /** Blocks, or processes where the part has no blocks. */
  readonly done: number;
  /** How many there will be, as far as they are planned. */
  readonly planned: number;
  /** Cells that failed or did the work wrong; what a framework cannot do is not among them. */
  readonly failed: number;
}

/** What is under way. */
export interface UnderWay {
  readonly what: string;
  /** How often it was begun, this time included, and how often it will be. */
  readonly turn: { readonly number: number; readonly of: number } | null;
  /** What the watched subject takes by now; `null` before its first process. */
  readonly soFar: { readonly subject: string; readonly value: Estimate } | null;
}

interface Tally {
  done: number;
  planned: number;
  failed: number;
}

/** How far a session is. */
export class SessionTally {
  readonly #benchmarks: ReadonlyMap<string, WatchedBenchmark>;
  readonly #subject: string;
  readonly #suites = new Map<string, Tally>();
  readonly #metrics: Tally = { done: 0, planned: 0, failed: 0 };
  /** Processes of the watched subject, by benchmark. */
  readonly #forks = new Map<string, Fork[]>();
  #stage: { firstPass: number; passes: number; benchmarks: readonly string[] };
  #pass = 0;
  #whole = { done: 0, planned: 0, remainingMs: Infinity };
  #underWay: UnderWay | null = null;
  #grade: Grade | null = null;

  /**
   * Starts with nothing done.
   *
   * @param session What is watched.
   */
  constructor({ benchmarks, subjects }: WatchedSession) {
    this.#benchmarks = new Map(benchmarks.map((benchmark) => [benchmark.id, benchmark]));
    this.#subject = subjects.find((id) => id === PUFFINFLOW.id) ?? subjects.findLast((id) => id !== CONTROL.id) ??
      CONTROL.id;
    this.#stage = { firstPass: 0, passes: 0, benchmarks: [...this.#benchmarks.keys()] };
  }

  /** Suites in the order of their benchmarks, and the metrics once they have begun. */
  get parts(): readonly PartProgress[] {
    const suites = [...this.#suites].map(([name, tally]) => ({ name, ...tally }));
    return this.#metrics.planned === 0 ? suites : [...suites, { name: "metrics", ...this.#metrics }];
  }

  /** All of it: blocks, or processes of metrics, and the time that is left; infinite while nobody knows. */
  get whole(): { readonly done: number; readonly planned: number; readonly remainingMs: number } {
    return this.#whole;
  }

  /** What is measured now; `null` before the first block. */
  get underWay(): UnderWay | null {
    return this.#underWay;
  }

  /** How quiet the machine was in the last pass, A is best; `null` while nobody knows. */
  get grade(): Grade | null {
    return this.#grade;
  }

  /**
   * Takes an event.
   *
   * @param event What the session said.
   */
  apply(event: SessionEvent): void {
    switch (event.kind) {
      case "session-started":
        return this.#plan({ ...this.#stage, passes: event.passes });
      case "stage-started":
        return this.#plan(event.stage);
      case "block-started":
        return this.#begin(event.pass, event.benchmark);
      case "block-finished":
        return this.#finish(event);
      case "pass-ended":
        this.#grade = event.grade;
        return;
      case "cell-lost":
        this.#tallyOf(event.benchmark).failed += failuresOf(event.cell);
        return;
      case "metric-started":
        this.#underWay = { what: `${event.metric} ${event.graph} ${event.subject}`, turn: null, soFar: null };
        return;
      case "metric-finished":
        this.#metrics.done = event.finished;
        this.#metrics.planned = event.turns;
        this.#whole = { done: event.finished, planned: event.turns, remainingMs: event.remainingMs };
        return;
      case "metric-lost":
        this.#metrics.failed += failuresOf(event.cell);
    }
  }

  #plan(stage: { readonly firstPass: number; readonly passes: number; readonly benchmarks: readonly string[] }): void {
    this.#stage = stage;
    this.#pass = stage.firstPass;
    for (const id of stage.benchmarks) this.#tallyOf(id).planned += stage.passes;
  }

  #begin(pass: number, benchmark: string): void {
    const { firstPass, passes } = this.#stage;
    // A session that goes on says nothing of the passes that it had already: whole ones are known by their number.
    for (; this.#pass < pass; this.#pass++) this.#closePass(this.#pass - firstPass + 1);
    this.#underWay = {
      what: benchmark.slice(benchmark.indexOf("/") + 1),
      turn: { number: pass - firstPass + 1, of: passes },
      soFar: this.#soFar(benchmark),
    };
  }

  /** After so many passes of a stage each of its benchmarks has had as many blocks. */
  #closePass(passes: number): void {
    const { benchmarks, passes: planned } = this.#stage;
    const perSuite = Map.groupBy(benchmarks, (id) => this.#suiteOf(id));
    for (const [suite, members] of perSuite) {
      const tally = this.#suites.get(suite)!;
      tally.done = Math.max(tally.done, tally.planned - (planned - passes) * members.length);
    }
  }

  #finish(
    { benchmark, forks, finished, blocks, remainingMs }: Extract<SessionEvent, { kind: "block-finished" }>,
  ): void {
    this.#tallyOf(benchmark).done += 1;
    this.#whole = { done: finished, planned: blocks, remainingMs };
    const own = forks.find(({ subject }) => subject === this.#subject);
    if (own !== undefined) this.#forks.set(benchmark, [...this.#forks.get(benchmark) ?? [], own.fork]);
  }

  #soFar(benchmark: string): UnderWay["soFar"] {
    const forks = this.#forks.get(benchmark);
    if (forks === undefined) return null;
    const reading = this.#benchmarks.get(benchmark)?.primaryClock === "wall" ? "wallNs" : "cpuNs";
    const value = estimateCell({ subject: this.#subject, status: "measured", forks })[reading];
    return { subject: this.#subject, value };
  }

  #tallyOf(benchmark: string): Tally {
    const suite = this.#suiteOf(benchmark);
    const tally = this.#suites.get(suite) ?? { done: 0, planned: 0, failed: 0 };
    this.#suites.set(suite, tally);
    return tally;
  }

  #suiteOf(benchmark: string): string {
    return this.#benchmarks.get(benchmark)?.suite ?? benchmark.slice(0, Math.max(0, benchmark.indexOf("/")));
  }
}

function failuresOf({ status }: LostCell): number {
  return status === "failed" || status === "invalid" ? 1 : 0;
}
