/**
 * Open-loop load: requests are issued when they are meant to arrive, whatever became of those before, and a latency
 * counts from the intended arrival. A system that stops for ten seconds is charged for all who came meanwhile,
 * which a closed loop, where the next request waits for the last answer, leaves out (coordinated omission).
 *
 * The generator measures its own lag: a point at which it was late itself says nothing about the system.
 * @module
 */
import { LatencyHistogram } from "./latency_histogram.ts";

/** From how many milliseconds on the generator counts as late. */
export const LATE_MS = 1;

/** Time for a generator of load. */
export interface LoadClock {
  /** Reads the time in milliseconds, never going back. */
  now(): number;
  /**
   * Waits.
   *
   * @param atMs Until when, on this clock; a time that is over is no wait at all.
   */
  sleepUntil(atMs: number): Promise<void>;
}

/** What is loaded, and how. */
export interface OpenLoop {
  /** Intended arrivals in milliseconds since the start, ascending. */
  readonly arrivals: ArrayLike<number>;
  /**
   * Issues one request.
   *
   * @param index Its number, from 0.
   * @returns When it is answered; a rejection counts as an error.
   */
  readonly issue: (index: number) => Promise<unknown>;
  /** Oldest unanswered request that is borne, in milliseconds since it was meant to arrive. @default {10_000} */
  readonly maxBacklogMs?: number;
}

/** What came of it. */
export interface OpenLoopReading {
  /** From intended arrival to answer. */
  readonly latency: LatencyHistogram;
  /** From issue to answer. */
  readonly service: LatencyHistogram;
  readonly issued: number;
  readonly answered: number;
  readonly errors: number;
  /** Whether it was stopped because requests piled up. */
  readonly isOverrun: boolean;
  /**
   * Answers per second, from the first answer to the last one, or over as long as requests arrived where that was
   * longer. Counted from the first arrival, runs that take long would look like a system that falls behind: the last
   * of them ends a whole run after it arrived, however well the system keeps up.
   */
  readonly achievedPerS: number;
  /** Intended arrivals per second. */
  readonly offeredPerS: number;
  /** Largest lag of the generator itself, in milliseconds. */
  readonly maxLagMs: number;
  /** Share of waits from which the generator came back more than {@linkcode LATE_MS} later than it could have. */
  readonly oversleptShare: number;
  /** Share of requests that the generator issued more than {@linkcode LATE_MS} late. */
  readonly lateShare: number;
}

/**
 * Loads a system.
 *
 * @param loop What, and how.
 * @param clock The time of arrivals and latencies.
 * @returns What came of it, once all that was issued is answered, or too much had piled up.
 */
export async function runOpenLoop(loop: OpenLoop, clock: LoadClock): Promise<OpenLoopReading> {
  return await new OpenLoopRun(loop, clock).run();
}

class OpenLoopRun {
  readonly #loop: OpenLoop;
  readonly #clock: LoadClock;
  readonly #latency = LatencyHistogram.empty();
  readonly #service = LatencyHistogram.empty();
  /** Intended arrivals of requests without an answer, the oldest first. */
  readonly #open: Set<number> = new Set();
  readonly #startMs: number;
  #allAnswered: (() => void) | null = null;
  #answered = 0;
  #errors = 0;
  #late = 0;
  #overslept = 0;
  #maxLagMs = 0;
  #firstAnswerMs: number | null = null;
  #lastAnswerMs = 0;

  constructor(loop: OpenLoop, clock: LoadClock) {
    this.#loop = loop;
    this.#clock = clock;
    this.#startMs = clock.now();
  }

  async run(): Promise<OpenLoopReading> {
    const { arrivals } = this.#loop;
    let issued = 0, isOverrun = false;
    while (issued < arrivals.length && !isOverrun) {
      await this.#sleepUntil(this.#startMs + arrivals[issued]!);
      this.#issue(issued++);
      isOverrun = this.#isOverrun();
    }
    if (!isOverrun && this.#open.size > 0) await new Promise<void>((resolve) => this.#allAnswered = resolve);
    return this.#reading(issued, isOverrun);
  }

  /** Whoever is behind cannot come back before now: only what is lost in this wait counts as overslept. */
  async #sleepUntil(atMs: number): Promise<void> {
    const earliestMs = Math.max(atMs, this.#clock.now());
    await this.#clock.sleepUntil(atMs);
    if (this.#clock.now() - earliestMs > LATE_MS) this.#overslept++;
  }

  #issue(index: number): void {
    const intendedMs = this.#startMs + this.#loop.arrivals[index]!, issuedMs = this.#clock.now();
    const lagMs = issuedMs - intendedMs;
    this.#maxLagMs = Math.max(this.#maxLagMs, lagMs);
    if (lagMs > LATE_MS) this.#late++;
    this.#open.add(index);
    const settle = (isError: boolean) => this.#settle({ index, intendedMs, issuedMs, isError });
    this.#loop.issue(index).then(() => settle(false), () => settle(true));
  }

  #settle(answer: { index: number; intendedMs: number; issuedMs: number; isError: boolean }): void {
    const { index, intendedMs, issuedMs, isError } = answer, nowMs = this.#clock.now();
    this.#open.delete(index);
    if (isError) this.#errors++;
    else {
      this.#answered++;
      this.#firstAnswerMs ??= nowMs;
      this.#lastAnswerMs = nowMs;
      this.#latency.record((nowMs - intendedMs) * 1e6);
      this.#service.record((nowMs - issuedMs) * 1e6);
    }
    if (this.#open.size === 0) this.#allAnswered?.();
  }

  #isOverrun(): boolean {
    const { maxBacklogMs = 10_000, arrivals } = this.#loop;
    const [oldest] = this.#open;
    return oldest !== undefined && this.#clock.now() - this.#startMs - arrivals[oldest]! > maxBacklogMs;
  }

  #reading(issued: number, isOverrun: boolean): OpenLoopReading {
    const { arrivals } = this.#loop, spanMs = (arrivals[issued - 1] ?? 0) - (arrivals[0] ?? 0);
    const answersMs = Math.max(this.#lastAnswerMs - (this.#firstAnswerMs ?? 0), spanMs);
    return {
      latency: this.#latency,
      service: this.#service,
      issued,
      answered: this.#answered,
      errors: this.#errors,
      isOverrun,
      achievedPerS: ratePerS(this.#answered, answersMs),
      offeredPerS: ratePerS(issued, spanMs),
      maxLagMs: this.#maxLagMs,
      oversleptShare: issued === 0 ? 0 : this.#overslept / issued,
      lateShare: issued === 0 ? 0 : this.#late / issued,
    };
  }
}

/** So many events span one gap fewer. */
function ratePerS(events: number, spanMs: number): number {
  return events < 2 || spanMs === 0 ? 0 : 1e3 * (events - 1) / spanMs;
}
