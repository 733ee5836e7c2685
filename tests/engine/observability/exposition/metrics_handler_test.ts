import assert from "node:assert/strict";
import { metricsHandler, MetricsRegistry } from "../../../../src/engine/observability/mod.ts";

function ask(init: RequestInit = {}): Response {
  const registry = new MetricsRegistry();
  registry.counter("jobs", { help: "Jobs." }).labels().inc();
  return metricsHandler(registry)(new Request("http://localhost/metrics", init));
}

Deno.test("metricsHandler() answers in the format that the client prefers", () => {
  const prometheus = "text/plain; version=0.0.4; charset=utf-8";
  const openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  const answers: readonly (readonly [accept: string | undefined, contentType: string])[] = [
    [undefined, prometheus],
    ["*/*", prometheus],
    ["text/*", prometheus],
    ["image/png", prometheus],
    ["application/json", "application/json"],
    ["Application/JSON; q=0.9, text/plain; q=0.8", "application/json"],
    ["application/openmetrics-text", openMetrics],
    ["text/plain;q=0, */*;q=0.1", openMetrics],
    ["text/plain;q=nonsense, application/openmetrics-text;q=0.1", openMetrics],
    // What a Prometheus server sends.
    [
      "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4," +
      "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
      openMetrics,
    ],
  ];
  for (const [accept, contentType] of answers) {
    const response = ask(accept === undefined ? {} : { headers: { accept } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), contentType, accept);
  }
});

Deno.test("metricsHandler() answers with what the registry says now", async () => {
  assert.equal(await ask().text(), "# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total 1\n");
  const json = await ask({ headers: { accept: "application/json" } }).json();
  assert.equal(json[0].series[0].value, 1);
});

Deno.test("metricsHandler() answers HEAD without a body, and refuses other methods", async () => {
  const head = ask({ method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), "");
  const post = ask({ method: "POST" });
  assert.deepEqual([post.status, post.headers.get("allow")], [405, "GET, HEAD"]);
});
