/**
 * Recorded runs in the Trace Event format, which Perfetto and Chrome's tracing page open: a process for each run, a
 * thread for each state.
 * @module
 */
import type { TimelineModel, TimelineRun } from "./model.ts";

/** An event of the format; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  /** Category, by which viewers colour and filter. */
  readonly cat: string;
  /** `X`: something that lasted; `M`: the name of a process or thread. */
  readonly ph: "X" | "M";
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: Readonly<Record<string, string | boolean>>;
}

/** A file of the format. */
export interface Trace {
  readonly displayTimeUnit: "ms";
  readonly traceEvents: readonly TraceEvent[];
}

const NS_PER_MS = 1e6, NS_PER_MICROSECOND = 1e3;

/** A typical and a slow run, and what they are of. */
export interface TracedTimeline extends Pick<TimelineModel, "typical" | "slow"> {
  readonly name: string;
}

/**
 * Writes timelines.
 *
 * @param timelines Any number.
 * @returns What JSON of the format says; all runs begin at 0.
 */
export function traceOf(timelines: readonly TracedTimeline[]): Trace {
  const traceEvents = timelines.flatMap(({ name, typical, slow }, index) => [
    ...eventsOf(typical, { pid: 2 * index + 1, label: `${name} · typical run` }),
    ...eventsOf(slow, { pid: 2 * index + 2, label: `${name} · slow run` }),
  ]);
  return { displayTimeUnit: "ms", traceEvents };
}

function eventsOf(
  { lanes }: TimelineRun,
  { pid, label }: { readonly pid: number; readonly label: string },
): readonly TraceEvent[] {
  const named = (name: string, tid: number, text: string): TraceEvent => {
    return { name, cat: "__metadata", ph: "M", ts: 0, dur: 0, pid, tid, args: { name: text } };
  };
  return [
    named("process_name", 0, label),
    ...lanes.flatMap(({ name, segments, isCritical }, index) => [
      named("thread_name", index + 1, name),
      ...segments.map(({ kind, startMs, endMs }): TraceEvent => ({
        name: kind,
        cat: kind,
        ph: "X",
        ts: microseconds(startMs),
        dur: microseconds(endMs - startMs),
        pid,
        tid: index + 1,
        args: { state: name, critical: isCritical },
      })),
    ]),
  ];
}

function microseconds(ms: number): number {
  return Math.round(ms * NS_PER_MS) / NS_PER_MICROSECOND;
}
