/**
 * Makes the lanes of timelines from runs that were recorded: what each state waited for, what the framework took
 * before it began it, how long it ran. A framework is not asked; all follows from the times of the tasks and from
 * the graph.
 * @module
 */
import type { BenchmarkResult, Fork } from "../session/result.ts";
import { dependenciesOf, isPlain, type PlainShape, taskCount } from "../workload/shape.ts";
import type { TimelineLane, TimelineModel, TimelineRun, TimelineSegment } from "./model.ts";

type Recording = NonNullable<Fork["recording"]>;
type RecordedRun = Recording["typical"];

/** A graph whose runs were recorded. */
interface Graph {
  readonly shape: PlainShape;
  /** Whether tasks wait, and can do so together; those that compute take turns on one thread. */
  readonly isWaiting: boolean;
}

const NS_PER_MS = 1e6;

/**
 * Makes the timelines of a session.
 *
 * @param benchmarks Its benchmarks.
 * @param subject Id of the report's own subject.
 * @returns One for each cell with a recording: the subject's own first, those with the slowest slow run before others.
 */
export function timelineModels(benchmarks: readonly BenchmarkResult[], subject: string): TimelineModel[] {
  const timelines = benchmarks.flatMap((benchmark) =>
    benchmark.cells.flatMap((cell): TimelineModel[] => {
      const recording = cell.status === "measured" ? cell.forks.find((fork) => fork.recording)?.recording : undefined;
      const graph = graphOf(benchmark.workload);
      if (recording === undefined || graph === null || !fits(recording, graph.shape)) return [];
      const [typical, slow] = [recording.typical, recording.slow].map((run) => runModel(run, { graph, recording }));
      return [{ benchmarkId: benchmark.id, subject: cell.subject, typical: typical!, slow: slow! }];
    })
  );
  const isOther = (timeline: TimelineModel) => Number(timeline.subject !== subject);
  return timelines.toSorted((a, b) => isOther(a) - isOther(b) || stretchOf(b) - stretchOf(a));
}

/** How many times as long the slow run took. */
function stretchOf({ typical, slow }: TimelineModel): number {
  return typical.durationMs > 0 ? slow.durationMs / typical.durationMs : 1;
}

function graphOf({ shape, kernel }: BenchmarkResult["workload"]): Graph | null {
  return isPlain(shape) ? { shape, isWaiting: kernel.kind === "wait" } : null;
}

/** A file can have been written by anybody: lists of other lengths are of another graph. */
function fits({ typical, slow }: Recording, shape: PlainShape): boolean {
  const tasks = taskCount(shape);
  return [typical, slow].every(({ startedNs, endedNs }) => startedNs.length === tasks && endedNs.length === tasks);
}

function runModel(
  run: RecordedRun,
  { graph, recording }: { readonly graph: Graph; readonly recording: Recording },
): TimelineRun {
  const critical = graph.isWaiting ? criticalTasks(run, graph.shape) : null;
  const lanes = run.startedNs.map((_, task): TimelineLane => ({
    name: taskName(graph.shape, task),
    segments: segmentsOf(run, task, graph),
    // One thread computes one task after the other, so that each of them makes the run longer.
    isCritical: critical === null || critical.has(task),
  }));
  return {
    rank: run.rank,
    runs: recording.runs,
    durationMs: run.durationNs / NS_PER_MS,
    lanes: [...lanes, { name: "end of the run", segments: endOf(run), isCritical: true }],
  };
}

/** From the last task back, always over what it waited for the longest. */
function criticalTasks({ endedNs }: RecordedRun, shape: PlainShape): ReadonlySet<number> {
  const path = new Set<number>();
  for (
    let task = latest(endedNs.map((_, one) => one), endedNs);
    task !== undefined;
    task = latest(dependenciesOf(shape, task), endedNs)
  ) path.add(task);
  return path;
}

function latest(tasks: readonly number[], endedNs: readonly number[]): number | undefined {
  return tasks.toSorted((a, b) => endedNs[b]! - endedNs[a]!)[0];
}

/** Waiting while others have the thread, then what the framework took, then the task. */
function segmentsOf({ startedNs, endedNs }: RecordedRun, task: number, graph: Graph): TimelineSegment[] {
  const startNs = startedNs[task]!;
  const readyNs = Math.min(startNs, Math.max(0, ...dependenciesOf(graph.shape, task).map((one) => endedNs[one]!)));
  const lastBusyNs = graph.isWaiting
    ? readyNs
    : Math.max(readyNs, ...endedNs.filter((endNs, other) => other !== task && endNs <= startNs));
  return segments([
    ["waiting", readyNs, lastBusyNs],
    ["overhead", lastBusyNs, startNs],
    ["running", startNs, endedNs[task]!],
  ]);
}

/** From the end of the last task to the result. */
function endOf({ durationNs, endedNs }: RecordedRun): TimelineSegment[] {
  return segments([["overhead", Math.max(...endedNs), durationNs]]);
}

function segments(
  parts: readonly (readonly [kind: TimelineSegment["kind"], startNs: number, endNs: number])[],
): TimelineSegment[] {
  return parts.filter(([, startNs, endNs]) => endNs > startNs).map(([kind, startNs, endNs]) => ({
    kind,
    startMs: startNs / NS_PER_MS,
    endMs: endNs / NS_PER_MS,
  }));
}

function taskName(shape: PlainShape, task: number): string {
  if (shape.kind !== "fanout") return `state ${task + 1}`;
  if (task === 0) return "first";
  return task === taskCount(shape) - 1 ? "join" : `branch ${task}`;
}
