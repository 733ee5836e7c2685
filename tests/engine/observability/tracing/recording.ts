/**
 * What tests of tracing share: a recorder on simulated time, and a context manager as an SDK would register it.
 */
import { context as contexts } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import assert from "node:assert/strict";
import type { Instrument } from "puffinflow";
import { type RecordedSpan, SpanRecorder, traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";

/** A recorder, and what runs need to be recorded on simulated time. */
export interface Recording {
  readonly clock: SimulatedClock;
  readonly recorder: SpanRecorder;
  readonly instruments: readonly [Instrument];
  /** Waits for a time to pass. */
  after(delayMs: number): Promise<void>;
}

/** Makes a recorder that has recorded nothing. */
export function recording(): Recording {
  const clock = new SimulatedClock(), recorder = new SpanRecorder({ clock });
  const after = (delayMs: number) => new Promise<void>((resolve) => void clock.after(delayMs, resolve));
  return { clock, recorder, after, instruments: [traceRuns({ tracer: recorder })] };
}

/** The one span of a name. */
export function spanNamed(recorder: SpanRecorder, name: string): RecordedSpan {
  const found = recorder.spans.filter((span) => span.name === name);
  assert.equal(found.length, 1, `spans named ${name}`);
  return found[0]!;
}

/** When spans began and ended, by their names. */
export function timesOf(recorder: SpanRecorder): Record<string, readonly [number, number]> {
  return Object.fromEntries(recorder.spans.map(({ name, startMs, endMs }) => [name, [startMs, endMs]]));
}

/** A context manager for the time of a test. */
export function withContextManager(): Disposable {
  contexts.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return { [Symbol.dispose]: () => contexts.disable() };
}
