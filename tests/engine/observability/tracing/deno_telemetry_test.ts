import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { type SpanFacts, treesOf } from "./span_tree.ts";

/** Longest time for the program to start, run and export. */
const LIMIT_MS = 60_000;

/** A span as OTLP/JSON has it, as far as it is looked at here. */
interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes?: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly events?: readonly { readonly name: string }[];
}

interface ExportedSpans {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[] }[];
}

/** Receives spans over OTLP/HTTP, and answers the program's own requests. */
function receiver() {
  const spans: ExportedSpan[] = [], traceparents: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    if (new URL(request.url).pathname !== "/v1/traces") {
      traceparents.push(request.headers.get("traceparent") ?? "none");
      await request.body?.cancel();
      return new Response("fetched");
    }
    const { resourceSpans } = await request.json() as ExportedSpans;
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    return Response.json({});
  });
  return { spans, traceparents, address: `http://127.0.0.1:${server.addr.port}`, close: () => server.shutdown() };
}

/** Runs the program to its end under Deno's own telemetry. */
async function runProgram(address: string): Promise<void> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const config = here("../../../../deno.json"), program = here("./traced_program.ts");
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--config", config, program, `${address}/answer`],
    env: { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json", OTEL_EXPORTER_OTLP_ENDPOINT: address },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  try {
    const { code, stderr } = await child.output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
  } finally {
    clearTimeout(limit);
  }
}

function factsOf(spans: readonly ExportedSpan[]): SpanFacts[] {
  return spans.toSorted((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)))
    .map(({ name, spanId, parentSpanId }) => ({ name, spanId, parentSpanId: parentSpanId || undefined }));
}

function attributesOf({ attributes = [] }: ExportedSpan): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

const TREE = [
  "agent outer",
  ["state child", ["agent inner", ["state get", ["GET"]]]],
  ["state next", ["own"]],
  [
    "state tried",
    ["attempt 1"],
    ["attempt 2"],
  ],
  ["state work"],
  ["state work"],
] as const;

Deno.test("traceRuns() under OTEL_DENO=true exports whole traces to a receiver of OTLP, requests of states included", async () => {
  const { spans, traceparents, address, close } = receiver();
  try {
    await runProgram(address);
  } finally {
    await close();
  }
  const traces = [...Map.groupBy(spans, (span) => span.traceId).values()];
  assert.deepEqual(traces.map((trace) => trace.length), [12, 12]);
  const remote = traces.findIndex(([span]) => span?.traceId === "0af7651916cd43dd8448eb211c80319c");
  assert.notEqual(remote, -1);
  assert.equal(traces[remote]?.find((span) => span.name === "agent outer")?.parentSpanId, "b7ad6b7169203331");
  for (const trace of traces) assertTrace(trace, traceparents);
});

function assertTrace(trace: readonly ExportedSpan[], traceparents: readonly string[]): void {
  assert.deepEqual(treesOf(factsOf(trace)), [TREE]);
  const spanNamed = (name: string) => trace.find((span) => span.name === name)!;
  const request = spanNamed("GET"), failed = spanNamed("attempt 1"), tried = spanNamed("state tried");
  assert.ok(traceparents.includes(`00-${request.traceId}-${request.spanId}-01`));
  assert.deepEqual([failed.status?.code, failed.status?.message], [2, "not yet"]);
  assert.deepEqual(failed.events?.map((event) => event.name), ["exception"]);
  assert.equal(attributesOf(failed)["puffinflow.outcome"], "failed");
  assert.notEqual(tried.status?.code, 2);
  const { "puffinflow.agent": agent, "puffinflow.state": state, "puffinflow.outcome": outcome } = attributesOf(tried);
  assert.deepEqual([agent, state, outcome], ["outer", "tried", "completed"]);
  assert.ok(trace.every((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)));
}
