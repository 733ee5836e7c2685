/**
 * Where the time of a run went, so that it adds up to what the run took: at each moment the run is what its
 * critical path does. Two runs are told apart by the difference.
 * @module
 */
import type { TimelineRun, TimelineSegment } from "./model.ts";

/** Milliseconds by kind. */
export type CriticalTime = Readonly<Record<TimelineSegment["kind"], number>>;

/** Which kind counts where states of the critical path overlap; waiting only where nothing else goes on. */
const PRECEDENCE: readonly TimelineSegment["kind"][] = ["running", "failed", "checkpoint", "overhead", "back-off"];

/**
 * Splits the time of a run by what its critical path did.
 *
 * @param run The run; where no lane is critical, all of them count.
 * @returns Milliseconds by kind; together, the duration of the run.
 */
export function criticalTimeOf({ lanes, durationMs }: Pick<TimelineRun, "lanes" | "durationMs">): CriticalTime {
  const critical = lanes.filter(({ isCritical }) => isCritical);
  const segments = (critical.length > 0 ? critical : lanes).flatMap((lane) => lane.segments);
  const spent = { running: 0, overhead: 0, failed: 0, "back-off": 0, checkpoint: 0, waiting: 0 };
  let takenMs: readonly Span[] = [];
  for (const kind of PRECEDENCE) {
    const wanted = segments.filter((segment) => segment.kind === kind);
    const spans = merged([...takenMs, ...wanted.map(({ startMs, endMs }) => within(startMs, endMs, durationMs))]);
    spent[kind] = lengthOf(spans) - lengthOf(takenMs);
    takenMs = spans;
  }
  spent.waiting = Math.max(0, durationMs - lengthOf(takenMs));
  return spent;
}

type Span = readonly [startMs: number, endMs: number];

function within(startMs: number, endMs: number, durationMs: number): Span {
  return [Math.max(0, startMs), Math.min(durationMs, endMs)];
}

/** Joins spans that touch; those without a length go. */
function merged(spans: readonly Span[]): readonly Span[] {
  const joined: [number, number][] = [];
  for (const [start, end] of spans.filter(([start, end]) => end > start).toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}
