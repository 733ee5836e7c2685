/**
 * The series of one agent, by the numbers of its states: what a run records is found by an index and not by a name.
 * Each is bound when it is first needed, so that an outcome that never happens is no series.
 * @module
 */
import type { Plan } from "../../graph/plan.ts";
import type { BoundCounter } from "../metrics/counter.ts";
import type { BoundGauge } from "../metrics/gauge.ts";
import type { BoundHistogram } from "../metrics/histogram.ts";
import type { RunMetricSet } from "./run_metric_set.ts";

/** What one way to end is recorded in. */
export class EndSeries {
  /** How many. */
  readonly count: BoundCounter;
  readonly #bindSeconds: () => BoundHistogram;
  #seconds: BoundHistogram | null = null;

  /**
   * Makes one.
   *
   * @param count Counts the ends.
   * @param bindSeconds Gives what measures them; what was left out never took any time.
   */
  constructor(count: BoundCounter, bindSeconds: () => BoundHistogram) {
    this.count = count;
    this.#bindSeconds = bindSeconds;
  }

  /** How long they took. */
  get seconds(): BoundHistogram {
    return this.#seconds ??= this.#bindSeconds();
  }
}

/** The series of one agent. */
export class PlanSeries {
  readonly runsStarted: BoundCounter;
  readonly runsInFlight: BoundGauge;
  readonly statesInFlight: BoundGauge;
  readonly #metrics: RunMetricSet;
  readonly #plan: Plan;
  readonly #states: (StateSeries | null)[];
  readonly #runEnds: Map<string, EndSeries> = new Map();

  /**
   * Binds what every run needs.
   *
   * @param metrics The metrics.
   * @param plan The agent.
   */
  constructor(metrics: RunMetricSet, plan: Plan) {
    const { agent, size } = plan;
    this.#metrics = metrics;
    this.#plan = plan;
    this.#states = new Array<null>(size).fill(null);
    this.runsStarted = metrics.runsStarted.labels({ agent });
    this.runsInFlight = metrics.runsInFlight.labels({ agent });
    this.statesInFlight = metrics.statesInFlight.labels({ agent });
  }

  /**
   * Gives the series of a state.
   *
   * @param index Its number.
   */
  state(index: number): StateSeries {
    return this.#states[index] ??= new StateSeries(this.#metrics, this.#plan.agent, this.#plan.names[index]!);
  }

  /**
   * Gives what the end of a run is recorded in.
   *
   * @param status How it ended.
   */
  runEnd(status: string): EndSeries {
    let end = this.#runEnds.get(status);
    if (end === undefined) {
      const { runsEnded, runSeconds } = this.#metrics, labels = { agent: this.#plan.agent, status };
      this.#runEnds.set(status, end = new EndSeries(runsEnded.labels(labels), () => runSeconds.labels(labels)));
    }
    return end;
  }
}

/** The series of one state. */
export class StateSeries {
  readonly started: BoundCounter;
  readonly #metrics: RunMetricSet;
  readonly #agent: string;
  readonly #state: string;
  #completed: EndSeries | null = null;
  #otherEnds: Map<string, EndSeries> | null = null;

  constructor(metrics: RunMetricSet, agent: string, state: string) {
    this.#metrics = metrics;
    this.#agent = agent;
    this.#state = state;
    this.started = metrics.statesStarted.labels({ agent, state });
  }

  /** What a completion is recorded in: the commonest end has no lookup. */
  get completed(): EndSeries {
    return this.#completed ??= this.#bindEnd("completed");
  }

  /**
   * Gives what another end is recorded in.
   *
   * @param outcome What became of the state.
   */
  end(outcome: string): EndSeries {
    const ends = this.#otherEnds ??= new Map<string, EndSeries>();
    let end = ends.get(outcome);
    if (end === undefined) ends.set(outcome, end = this.#bindEnd(outcome));
    return end;
  }

  /** Counts an attempt that is followed by another one. */
  retry(): void {
    this.#metrics.stateRetries.labels({ agent: this.#agent, state: this.#state }).inc();
  }

  /**
   * Takes note of a wait for resources.
   *
   * @param seconds How long it was.
   */
  waited(seconds: number): void {
    this.#metrics.waitSeconds.labels({ agent: this.#agent, state: this.#state }).observe(seconds);
  }

  #bindEnd(outcome: string): EndSeries {
    const { statesEnded, stateSeconds } = this.#metrics;
    const labels = { agent: this.#agent, state: this.#state, outcome };
    return new EndSeries(statesEnded.labels(labels), () => stateSeconds.labels(labels));
  }
}
