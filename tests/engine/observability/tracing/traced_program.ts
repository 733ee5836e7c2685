/**
 * A program as a user would write it, for `deno_telemetry_test.ts`: it names no exporter and no SDK. Told where the
 * receiver is, it also asks it for something, as a state of a real agent would.
 */
import { trace } from "@opentelemetry/api";
import { agent, SendAll } from "puffinflow";
import { traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";

const inner = agent("inner").input<string>().state("get", async ({ input }) => await (await fetch(input)).text());

const outer = agent("outer", { instruments: [traceRuns()] }).input<string>()
  .subagent("child", inner, { input: ({ input }) => input })
  .state("next", { after: ["child"] }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    trace.getTracer("own").startSpan("own").end();
    return SendAll("work", [1, 2]);
  })
  .map("work", ({ payload }: { payload: number }) => payload)
  .state("tried", { after: ["child"], retry: { maxAttempts: 2 } }, ({ attempt }) => {
    if (attempt === 1) throw new RangeError("not yet");
  });

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const parent = traceRuns({ parent: { traceparent } });
for (const instruments of [[], [parent]]) {
  const { status } = await outer.run(Deno.args[0]!, { instruments });
  if (status !== "completed") throw new Error(status);
}
