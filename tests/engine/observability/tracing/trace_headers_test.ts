import { INVALID_SPAN_CONTEXT, TraceFlags } from "@opentelemetry/api";
import fc from "fast-check";
import assert from "node:assert/strict";
import { readTraceHeaders, writeTraceHeaders } from "../../../../src/engine/observability/tracing/trace_headers.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c", SPAN = "b7ad6b7169203331";

/** Hexadecimal digits that are not all zeros. */
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length })
    .filter((text) => /[^0]/.test(text));

Deno.test("readTraceHeaders() reads what writeTraceHeaders() wrote", () => {
  fc.assert(fc.property(digits(32), digits(16), fc.boolean(), (traceId, spanId, isSampled) => {
    const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
    const read = readTraceHeaders(writeTraceHeaders({ traceId, spanId, traceFlags }));
    assert.deepEqual(read, { traceId, spanId, traceFlags, isRemote: true });
  }));
});

Deno.test("readTraceHeaders() reads no other trace than the one that is written, whatever becomes of a character", () => {
  const valid = `00-${TRACE}-${SPAN}-01`, place = fc.nat(valid.length - 1);
  fc.assert(fc.property(place, fc.constantFrom(..."0123456789abcdef-gF ,"), (at, character) => {
    const traceparent = valid.slice(0, at) + character + valid.slice(at + 1), read = readTraceHeaders({ traceparent });
    if (read !== undefined) assert.equal(`${read.traceId}-${read.spanId}`, traceparent.slice(3, 52));
  }));
});

Deno.test("readTraceHeaders() refuses what the standard calls invalid", () => {
  const invalid = {
    "of version 255": `ff-${TRACE}-${SPAN}-01`,
    "too long for version 0": `00-${TRACE}-${SPAN}-01-more`,
    "with a trace of zeros": `00-${"0".repeat(32)}-${SPAN}-01`,
    "with a span of zeros": `00-${TRACE}-${"0".repeat(16)}-01`,
    "in capitals": `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    "too short": `00-${TRACE.slice(1)}-${SPAN}-01`,
    "without flags": `00-${TRACE}-${SPAN}`,
    "empty": "",
  };
  for (const [why, traceparent] of Object.entries(invalid)) {
    assert.equal(readTraceHeaders({ traceparent }), undefined, why);
  }
  const twice = `00-${TRACE}-${SPAN}-01`;
  assert.equal(readTraceHeaders({ traceparent: [twice, twice] }), undefined, "there twice");
});

Deno.test("readTraceHeaders() takes what later versions append, and only the flag that it knows", () => {
  const read = readTraceHeaders(new Headers({ traceparent: `42-${TRACE}-${SPAN}-03-more-of-it` }));
  assert.deepEqual(read, { traceId: TRACE, spanId: SPAN, traceFlags: TraceFlags.SAMPLED, isRemote: true });
});

Deno.test("readTraceHeaders() joins the parts of a 'tracestate' that came in several headers", () => {
  const read = readTraceHeaders({ traceparent: `00-${TRACE}-${SPAN}-00`, tracestate: ["a=1", "b=2"] });
  assert.equal(read?.traceState?.serialize(), "a=1,b=2");
  assert.deepEqual(writeTraceHeaders(read!), { traceparent: `00-${TRACE}-${SPAN}-00`, tracestate: "a=1,b=2" });
});

Deno.test("writeTraceHeaders() writes nothing where there is no span", () => {
  assert.deepEqual(writeTraceHeaders(INVALID_SPAN_CONTEXT), {});
});
