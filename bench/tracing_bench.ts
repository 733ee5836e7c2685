/**
 * What a span costs beside OpenTelemetry's, where the environment may be read (`deno bench -A`), as its SDK does: a
 * bare `deno bench` must need no permission. They are in `tracing_beside_otel.ts`.
 * @module
 */
if (Deno.permissions.querySync({ name: "env" }).state === "granted") await import("./tracing_beside_otel.ts");
