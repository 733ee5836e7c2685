/**
 * Looks at metrics again and again, and tells sinks when something is not as the rules want it.
 * @module
 */
import type { Clock } from "../../../time/clock.ts";
import { systemClock } from "../../../time/system_clock.ts";
import { systemWallClock } from "../../../time/system_wall_clock.ts";
import type { WallClock } from "../../../time/wall_clock.ts";
import { duration } from "../../reliability/number_check.ts";
import { Delivery, type DeliveryOptions, type DeliveryReport } from "../exporters/delivery.ts";
import type { Sink } from "../exporters/sink.ts";
import type { MetricsRegistry } from "../metrics/metrics_registry.ts";
import { Ticker } from "../ticker.ts";
import { AlertBook, type Moment } from "./alert_book.ts";
import type { AlertNotice } from "./alert_notice.ts";
import { type AlertRule, checkRules } from "./alert_rule.ts";
import { type Detector, detectorOf } from "./detectors.ts";
import { seriesGroups } from "./series_groups.ts";

/** Options of {@linkcode Alerts}. */
export interface AlertsOptions extends DeliveryOptions {
  /** What is to be told. */
  readonly rules: readonly AlertRule[];
  /** Who is told; each sink has a buffer of its own. */
  readonly sinks: readonly Sink<AlertNotice>[];
  /** Time between two evaluations in milliseconds, above 0. @default {15_000} */
  readonly intervalMs?: number;
  /** Dates the notices. @default {systemWallClock} */
  readonly wallClock?: WallClock;
}

/**
 * Watches metrics by rules from its making until it is closed; it keeps the process alive so long. All rules are
 * evaluated together, by one timer.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type AlertNotice, Alerts, MetricsRegistry, SimulatedClock } from "puffinflow/observability";
 *
 * const registry = new MetricsRegistry(), clock = new SimulatedClock(); // Leave the clock out for the real one.
 * const errors = registry.counter("errors", { help: "Errors." }).labels();
 * const told: string[] = [];
 * const memory = {
 *   name: "memory",
 *   write: (notices: readonly AlertNotice[]) => void told.push(...notices.map(({ status, rule }) => `${rule} ${status}`)),
 * };
 *
 * await using _alerts = new Alerts(registry, {
 *   rules: [{ kind: "rate", name: "many errors", metric: "errors", is: "above", limit: 1, overMs: 60_000 }],
 *   sinks: [memory],
 *   clock,
 * });
 * await clock.advance(15_000);
 * errors.inc(100);
 * await clock.advance(15_000);
 * await clock.advance(60_000);
 * assert.deepEqual(told, ["many errors firing", "many errors resolved"]);
 * ```
 */
export class Alerts implements AsyncDisposable {
  readonly #registry: MetricsRegistry;
  readonly #rules: readonly { readonly rule: AlertRule; readonly detector: Detector }[];
  readonly #book: AlertBook;
  readonly #deliveries: readonly Delivery<AlertNotice>[];
  readonly #clock: Clock;
  readonly #wallClock: WallClock;
  readonly #ticker: Ticker;

  /**
   * Starts watching; the first evaluation comes after one interval.
   *
   * @param registry Whose metrics are watched.
   * @param options Rules, sinks and times.
   * @throws {TypeError} If two rules have the same name, or a rule names a label that its metric has not.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(registry: MetricsRegistry, options: AlertsOptions) {
    const { rules, sinks, intervalMs = 15_000, clock = systemClock, wallClock = systemWallClock } = options;
    duration(intervalMs, { action: "watch metrics", option: "intervalMs" });
    checkRules(rules, intervalMs);
    for (const rule of rules) checkLabels(registry, rule);
    this.#registry = registry;
    this.#rules = rules.map((rule) => ({ rule, detector: detectorOf(rule) }));
    this.#deliveries = sinks.map((sink) => new Delivery(sink, options));
    this.#book = new AlertBook((notice) => {
      for (const delivery of this.#deliveries) delivery.offer(notice);
    });
    this.#clock = clock;
    this.#wallClock = wallClock;
    this.#ticker = new Ticker({ clock, intervalMs, tick: () => this.evaluate() });
  }

  /** Alerts that fire now. */
  get firing(): readonly AlertNotice[] {
    return this.#book.firing(this.#moment().at);
  }

  /** What became of the notices so far, per sink. */
  get reports(): readonly DeliveryReport[] {
    return this.#deliveries.map(({ report }) => report);
  }

  /** Looks at the metrics now, beside the evaluations that come by themselves. */
  evaluate(): void {
    const moment = this.#moment();
    for (const { rule, detector } of this.#rules) {
      const groups = seriesGroups(this.#registry.read(rule.metric), rule);
      this.#book.take(rule, detector.find(groups, moment.nowMs), moment);
    }
    this.#book.tellAll(moment);
  }

  /** Waits until the sinks have had all notices so far. */
  async flush(): Promise<void> {
    await Promise.all(this.#deliveries.map((delivery) => delivery.flush()));
  }

  /** Ends the watching, and waits until the sinks have had all notices. Alerts that fire are not resolved by that. */
  async close(): Promise<void> {
    this.#ticker.stop();
    await Promise.all(this.#deliveries.map((delivery) => delivery.close()));
  }

  /** Ends the watching. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #moment(): Moment {
    return { nowMs: this.#clock.now(), at: new Date(this.#wallClock.wallNow()).toISOString() };
  }
}

/** A metric that is made later cannot be checked: its rule finds nothing, and an absence rule says so. */
function checkLabels(registry: MetricsRegistry, { name, metric, where = {}, by = [] }: AlertRule): void {
  const labelNames = registry.read(metric)?.labelNames;
  const unknown = [...Object.keys(where), ...by].find((label) => labelNames?.includes(label) === false);
  if (unknown === undefined) return;
  throw new TypeError(
    `Cannot watch metrics by rule "${name}" as its labels must be those of "${metric}": it has no "${unknown}"`,
  );
}
