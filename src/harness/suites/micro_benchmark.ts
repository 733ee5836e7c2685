/**
 * Makes benchmarks of micro programs: one part of an engine, on its own, beside plain code.
 * @module
 */
import type { Benchmark } from "./benchmark.ts";

/** What a suite says of one of its micro benchmarks. */
export interface MicroDefinition {
  /** Name of the program within the suite. */
  readonly scenario: string;
  readonly title: string;
  /** One sentence: what the reader learns from it. */
  readonly meaning: string;
  /** Operations of one run: enough that what surrounds a run weighs little. */
  readonly operations: number;
  /** Tells variants of one program apart, as the last part of the id. @default {"default"} */
  readonly variant?: string;
  /** What it is about, in words to filter by, the most telling one first. */
  readonly tags: readonly string[];
  /** Clock that decides. @default {"cpu"} */
  readonly primaryClock?: "cpu" | "wall";
  /** What its subjects must be allowed beyond computing. @default {undefined} nothing */
  readonly needs?: "files";
}

/**
 * Makes the benchmarks of a suite.
 *
 * @param suite Name of the suite.
 * @param definitions What it says of them.
 * @returns Benchmarks that are measured for subjects which have the programs.
 */
export function microBenchmarks(suite: string, definitions: readonly MicroDefinition[]): readonly Benchmark[] {
  return definitions.map((definition) => {
    const { scenario, title, meaning, tags, operations, variant = "default", primaryClock = "cpu", needs } = definition;
    return {
      id: `${suite}/${scenario}/${variant}`,
      suite,
      scenario,
      title,
      meaning,
      tags,
      shape: { kind: "micro", program: `${suite}/${scenario}`, operations },
      seedName: scenario,
      kernel: "noop",
      primaryClock,
      ...(needs !== undefined && { needs }),
    };
  });
}
