/**
 * How results are called in every report: benchmarks by what their tasks do, subjects by the name
 * their makers use. Sentences about results are in `findings.ts`.
 * @module
 */
import type { BenchmarkResult, Subject } from "../session/result.ts";

type Titled = Pick<BenchmarkResult, "title" | "workload">;

/**
 * Names a benchmark for people.
 *
 * @param benchmark Title and workload.
 * @returns For example `deep chain, 20 states · no-op tasks`.
 */
export function benchmarkTitle({ title, workload }: Titled): string {
  // A micro program has operations and no tasks with a kernel.
  return workload.shape.kind === "micro" ? title : `${title} · ${kernelText(workload.kernel)}`;
}

function kernelText(kernel: BenchmarkResult["workload"]["kernel"]): string {
  switch (kernel.kind) {
    case "noop":
      return "no-op tasks";
    case "cpu":
      return "computing tasks";
    case "wait":
      return `${kernel.waitMs} ms waits`;
    case "replayed":
      return "replayed waits";
    case "alloc":
      return "allocating tasks";
  }
}

/**
 * Names a benchmark in few characters, in a form that `--filter` takes.
 *
 * @param id Id of the benchmark: suite, scenario and kernel.
 * @returns The id without its suite, for example `deep-chain/noop`.
 */
export function shortName(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}

/**
 * Names a subject for people.
 *
 * @param subjects All subjects of the result.
 * @param id The subject's id.
 * @returns Its title, or the id where the result says nothing of it.
 */
export function subjectTitle(subjects: readonly Subject[], id: string): string {
  return subjects.find((subject) => subject.id === id)?.title ?? id;
}
