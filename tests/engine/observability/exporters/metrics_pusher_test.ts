import assert from "node:assert/strict";
import {
  MetricsPusher,
  type MetricsPusherOptions,
  MetricsRegistry,
  prometheusText,
  SimulatedClock,
  SimulatedWallClock,
} from "../../../../src/engine/observability/mod.ts";
import { capturedErrors } from "./captured_errors.ts";
import { FakeServer, type Reply } from "./fake_server.ts";

function pushing(replies: readonly (() => Reply)[], options: Partial<MetricsPusherOptions> = {}) {
  const clock = new SimulatedClock(), server = new FakeServer(replies, () => clock.now());
  const wallClock = new SimulatedWallClock(clock, new Date(1_000)), errors: unknown[] = [];
  const registry = new MetricsRegistry({ wallClock }), jobs = registry.counter("jobs", { help: "Jobs." }).labels();
  const pusher = new MetricsPusher(registry, {
    url: "http://localhost:4318/v1/metrics",
    fetch: server.fetch,
    clock,
    wallClock,
    maxAttempts: 1,
    onError: (error) => errors.push(error),
    ...options,
  });
  const pushes = () => {
    const lines = prometheusText(registry.collect()).matchAll(
      /^puffinflow_metric_pushes_total\{outcome="(.+)"\} (.+)$/gm,
    );
    return Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]));
  };
  return { clock, server, errors, registry, jobs, pusher, pushes };
}

const ok = () => new Response("{}");

Deno.test("MetricsPusher pushes every intervalMs, with the time and the resource, and once more at the end", async () => {
  const { clock, server, jobs, pusher, pushes } = pushing([ok], {
    intervalMs: 5_000,
    resource: { "service.name": "x" },
  });
  jobs.inc();
  await clock.advance(10_000);
  await clock.advance(1_000);
  assert.equal(await pusher.shutdown(), true);
  await clock.advance(60_000);
  assert.deepEqual(server.requests.map(({ atMs }) => atMs), [5_000, 10_000, 11_000]);
  const { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] } = JSON.parse(server.requests[0]!.body);
  assert.deepEqual(resource.attributes, [{ key: "service.name", value: { stringValue: "x" } }]);
  assert.equal(metrics[0].sum.dataPoints[0].asDouble, 1);
  assert.equal(metrics[0].sum.dataPoints[0].timeUnixNano, "6000000000");
  assert.deepEqual(pushes(), { arrived: 3 });
  assert.equal(clock.pending, 0);
});

Deno.test("MetricsPusher counts and tells a push that fails, and pushes again", async () => {
  const { clock, errors, pusher, pushes } = pushing([() => new TypeError("no network"), ok]);
  await clock.advance(120_000);
  assert.match(String(errors), /no network/);
  assert.deepEqual(pushes(), { failed: 1, arrived: 1 });
  await pusher.shutdown();
});

Deno.test("MetricsPusher says on the standard error what went wrong unless somebody else is told", async () => {
  const lines = await capturedErrors(async () => {
    const { fetch } = new FakeServer([() => new TypeError("no network")], () => 0), clock = new SimulatedClock();
    const options = { url: "http://localhost/", fetch, clock, maxAttempts: 1 };
    assert.equal(await new MetricsPusher(new MetricsRegistry(), options).shutdown(), false);
  });
  assert.deepEqual(lines, ["PuffinFlow could not push its metrics: TypeError: no network"]);
});

Deno.test("MetricsPusher skips a push while the one before is on its way, and flush() waits for it", async () => {
  const { clock, server, pusher, pushes } = pushing([() => "hangs", ok], { intervalMs: 1_000, timeoutMs: 2_500 });
  await clock.advance(2_000);
  assert.equal(server.requests.length, 1);
  const flushed = pusher.flush();
  await clock.advance(1_500);
  assert.equal(await flushed, true);
  assert.deepEqual(pushes(), { skipped: 2, failed: 1, arrived: 1 });
  await pusher.shutdown();
});

Deno.test("MetricsPusher.flush() says whether the metrics arrived", async () => {
  const { errors, pusher } = pushing([() => new Response("no", { status: 400 }), ok]);
  assert.equal(await pusher.flush(), false);
  assert.equal(errors.length, 1);
  await pusher[Symbol.asyncDispose]();
});

Deno.test("MetricsPusher tells what a collector did not take", async () => {
  const partial = { partialSuccess: { rejectedDataPoints: "2", errorMessage: "too old" } };
  const answers = [partial, { partialSuccess: {} }, { partialSuccess: { errorMessage: "a word" } }, "text", null];
  const replies = [...answers.map((answer) => () => Response.json(answer)), () => new Response("no JSON")];
  const { errors, pusher } = pushing(replies);
  for (const _ of replies) assert.equal(await pusher.flush(), true);
  assert.deepEqual(errors.map(String), [
    "Error: The collector took the metrics in part: 2 data point(s) rejected, too old",
    "Error: The collector took the metrics in part: 0 data point(s) rejected, a word",
  ]);
  await pusher.shutdown();
});

Deno.test("MetricsPusher refuses an interval that is none", () => {
  assert.throws(() => pushing([ok], { intervalMs: 0 }), RangeError);
});

Deno.test("MetricsPusher speaks with a real server over HTTP", async () => {
  const bodies: string[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    bodies.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
    return Response.json({});
  });
  const { port } = server.addr;
  const { pusher } = pushing([ok], { url: `http://127.0.0.1:${port}/v1/metrics`, fetch: globalThis.fetch });
  assert.equal(await pusher.shutdown(), true);
  assert.match(bodies[0]!, /^POST \/v1\/metrics \{"resourceMetrics":/);
});
