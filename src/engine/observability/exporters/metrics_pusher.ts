/**
 * Sends a registry's metrics to a collector again and again, by OTLP over HTTP. Sums are cumulative, so a push that
 * fails loses nothing but time: the next one says it all.
 * @module
 */
import { systemClock } from "../../../time/system_clock.ts";
import { systemWallClock } from "../../../time/system_wall_clock.ts";
import type { WallClock } from "../../../time/wall_clock.ts";
import { duration } from "../../reliability/number_check.ts";
import { otlpMetrics } from "../exposition/otlp_metrics.ts";
import type { Counter } from "../metrics/counter.ts";
import type { MetricsRegistry } from "../metrics/metrics_registry.ts";
import { Ticker } from "../ticker.ts";
import { printError } from "./console_sink.ts";
import { HttpPost, type HttpPostOptions } from "./http_post.ts";

/** Options of a {@linkcode MetricsPusher}. */
export interface MetricsPusherOptions extends HttpPostOptions {
  /** Where to: a collector's address, `http://localhost:4318/v1/metrics` by custom. */
  readonly url: string | URL;
  /** Time between two pushes in milliseconds, above 0. @default {60_000} */
  readonly intervalMs?: number;
  /** What is measured: `service.name` and the like. @default {{}} */
  readonly resource?: Readonly<Record<string, string>>;
  /** Dates what is pushed. @default {systemWallClock} */
  readonly wallClock?: WallClock;
  /**
   * Is told why a push failed, or what the collector said of one that it took in part. It must not throw.
   * @default {undefined} a line on the standard error
   *
   * @param error What went wrong.
   */
  readonly onError?: (error: unknown) => void;
}

/** What became of a push: `skipped` if the one before was still on its way. */
type PushOutcome = "arrived" | "failed" | "skipped";

/**
 * Pushes metrics from its making until it is shut down; it keeps the process alive so long. It counts its pushes in
 * the registry itself: `puffinflow_metric_pushes` by outcome.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MetricsPusher, MetricsRegistry, SimulatedClock } from "puffinflow/observability";
 *
 * const bodies: string[] = [];
 * const collector: typeof fetch = (_url, init) => {
 *   bodies.push(String(init?.body));
 *   return Promise.resolve(new Response("{}"));
 * };
 *
 * const registry = new MetricsRegistry();
 * registry.counter("jobs_done", { help: "Jobs that were done." }).labels().inc();
 * // Leave fetch and clock out for the real ones.
 * const options = { url: "http://localhost:4318/v1/metrics", fetch: collector, clock: new SimulatedClock() };
 * {
 *   await using _pusher = new MetricsPusher(registry, options);
 * } // The last push is made here.
 * assert.match(bodies[0]!, /"name":"jobs_done"/);
 * ```
 */
export class MetricsPusher implements AsyncDisposable {
  readonly #registry: MetricsRegistry;
  readonly #post: HttpPost;
  readonly #ticker: Ticker;
  readonly #options: MetricsPusherOptions;
  readonly #pushes: Counter<"outcome">;
  #pushing: Promise<boolean> | null = null;

  /**
   * Starts pushing; the first push comes after one interval.
   *
   * @param registry What to push.
   * @param options Where to, how often and for how long.
   * @throws {TypeError} If `url` is no usable address.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(registry: MetricsRegistry, options: MetricsPusherOptions) {
    const { url, intervalMs = 60_000, clock = systemClock } = options;
    duration(intervalMs, { action: "push metrics", option: "intervalMs" });
    this.#registry = registry;
    this.#post = new HttpPost("metrics pusher", url, options);
    this.#options = options;
    this.#pushes = registry.counter("puffinflow_metric_pushes", {
      help: "Pushes of metrics by what became of them.",
      labelNames: ["outcome"],
    });
    this.#ticker = new Ticker({ clock, intervalMs, tick: () => this.#onTick() });
  }

  /**
   * Pushes what the metrics say now; waits for the push that may be on its way first.
   *
   * @returns Whether they arrived; if not, `onError` was told why.
   */
  async flush(): Promise<boolean> {
    while (this.#pushing !== null) await this.#pushing;
    return await this.#push();
  }

  /**
   * Ends the pushing with a last push.
   *
   * @returns Whether the last push arrived; if not, `onError` was told why.
   */
  async shutdown(): Promise<boolean> {
    this.#ticker.stop();
    return await this.flush();
  }

  /** Ends the pushing with a last push. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #onTick(): void {
    // Pushes never pile up behind a collector that is slow.
    if (this.#pushing === null) void this.#push();
    else this.#count("skipped");
  }

  #push(): Promise<boolean> {
    return this.#pushing = this.#send().finally(() => this.#pushing = null);
  }

  async #send(): Promise<boolean> {
    const { resource = {}, wallClock = systemWallClock, onError = printFailure } = this.#options;
    const body = JSON.stringify(otlpMetrics(this.#registry.collect(), { resource, atMs: wallClock.wallNow() }));
    try {
      const complaint = complaintOf(await this.#post.send(body));
      this.#count("arrived");
      if (complaint !== "") onError(new Error(`The collector took the metrics in part: ${complaint}`));
      return true;
    } catch (error) {
      this.#count("failed");
      onError(error);
      return false;
    }
  }

  #count(outcome: PushOutcome): void {
    this.#pushes.labels({ outcome }).inc();
  }
}

/** What a collector says of metrics that it did not take. Source: OTLP 1.x, "Partial success". */
function complaintOf(answer: string): string {
  let partial: { rejectedDataPoints?: unknown; errorMessage?: unknown } | null | undefined;
  try {
    partial = JSON.parse(answer)?.partialSuccess;
  } catch {
    // An answer that is no JSON says nothing.
    return "";
  }
  const { rejectedDataPoints = 0, errorMessage = "" } = partial ?? {};
  if (Number(rejectedDataPoints) === 0 && errorMessage === "") return "";
  return `${String(rejectedDataPoints)} data point(s) rejected, ${String(errorMessage)}`;
}

function printFailure(error: unknown): void {
  printError(`PuffinFlow could not push its metrics: ${String(error)}`);
}
