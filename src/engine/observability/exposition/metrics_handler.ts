/**
 * Answers scrapes: a handler for `/metrics` of any server that speaks `Request` and `Response`.
 * @module
 */
import type { MetricsRegistry } from "../metrics/metrics_registry.ts";
import type { MetricSnapshot } from "../metrics/metric_snapshot.ts";
import { metricsJson } from "./metrics_json.ts";
import { OPENMETRICS_TYPE, openMetricsText } from "./openmetrics_text.ts";
import { PROMETHEUS_TYPE, prometheusText } from "./prometheus_text.ts";

interface Format {
  /** What a client calls it. */
  readonly accepts: string;
  readonly contentType: string;
  readonly write: (metrics: readonly MetricSnapshot[]) => string;
}

/** The first of those that a client likes equally is taken. */
const FORMATS: readonly Format[] = [
  { accepts: "text/plain", contentType: PROMETHEUS_TYPE, write: prometheusText },
  { accepts: "application/openmetrics-text", contentType: OPENMETRICS_TYPE, write: openMetricsText },
  {
    accepts: "application/json",
    contentType: "application/json",
    write: (metrics) => JSON.stringify(metricsJson(metrics)),
  },
];

/**
 * Makes a handler that shows a registry's metrics: in Prometheus' text format, in that of OpenMetrics or as JSON, as
 * the request's `Accept` prefers. Which path it answers on, and to whom, is the server's affair.
 *
 * @param registry What it shows.
 * @returns A function that answers `GET` and `HEAD`, and any other method with status 405.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { metricsHandler, MetricsRegistry } from "puffinflow/observability";
 *
 * const registry = new MetricsRegistry();
 * registry.gauge("queue_length", { help: "Jobs that wait." }).labels().set(3);
 *
 * const handler = metricsHandler(registry); // Deno.serve({ port: 9464 }, handler)
 * const response = handler(new Request("http://localhost/metrics"));
 * assert.match(await response.text(), /^queue_length 3$/m);
 * ```
 */
export function metricsHandler(registry: MetricsRegistry): (request: Request) => Response {
  return ({ method, headers }) => {
    if (method !== "GET" && method !== "HEAD") {
      return new Response("Only GET and HEAD are answered here\n", { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { contentType, write } = preferred(headers.get("accept") ?? "*/*");
    const answer = { headers: { "content-type": contentType, "cache-control": "no-store", "vary": "accept" } };
    return new Response(method === "HEAD" ? null : write(registry.collect()), answer);
  };
}

/** A client that accepts nothing of what there is gets the first format all the same, as Prometheus' own servers do. */
function preferred(accept: string): Format {
  const wishes = accept.split(",").map(parseWish);
  let best = FORMATS[0]!, bestQuality = 0;
  for (const format of FORMATS) {
    const quality = qualityOf(format, wishes);
    if (quality > bestQuality) [best, bestQuality] = [format, quality];
  }
  return best;
}

interface Wish {
  readonly range: string;
  readonly quality: number;
}

function parseWish(text: string): Wish {
  const [range, ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { range: range!, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** The most specific wish that covers a format counts. */
function qualityOf({ accepts }: Format, wishes: readonly Wish[]): number {
  for (const range of [accepts, accepts.replace(/\/.*/, "/*"), "*/*"]) {
    const qualities = wishes.filter((wish) => wish.range === range).map(({ quality }) => quality);
    if (qualities.length > 0) return Math.max(...qualities);
  }
  return 0;
}
