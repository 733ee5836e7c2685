/**
 * What may be held against what when subjects are written in different languages. A task that computes takes as long
 * as the language takes for it, so a ratio of such runs compares interpreters, not engines; a task that waits takes
 * equally long in all. What an engine adds to a state can always be compared, as it is taken against plain code of
 * the same language.
 * @module
 */
import { PYTHON_CONTROL } from "../adapters/python_facts.ts";
import { CONTROL, type ForeignLanguage } from "../adapters/facts.ts";
import type { BenchmarkResult } from "../session/result.ts";

/** Language of each subject that is not in the tool's own, by its id. */
export type Languages = ReadonlyMap<string, ForeignLanguage>;

/**
 * Reads the languages of subjects.
 *
 * @param subjects Subjects of a result.
 * @returns Those that are not in the tool's own language.
 */
export function languagesOf(
  subjects: readonly { readonly id: string; readonly language?: ForeignLanguage | undefined }[],
): Languages {
  return new Map(subjects.flatMap(({ id, language }) => language === undefined ? [] : [[id, language] as const]));
}

/**
 * Names the plain code that a subject is compared with.
 *
 * @param subject Id of the subject.
 * @param languages Languages of all subjects.
 */
export function controlFor(subject: string, languages: Languages): string {
  return languages.get(subject) === "python" ? PYTHON_CONTROL.id : CONTROL.id;
}

/** Two subjects and what their tasks do. */
export interface Comparison {
  readonly kernel: BenchmarkResult["workload"]["kernel"];
  readonly languages: Languages;
}

/**
 * Tells whether a ratio of two subjects' runs says something about them.
 *
 * @param a Id of one.
 * @param b Id of the other.
 * @param comparison What is run, and the languages.
 * @returns Whether they share a language, or their tasks wait.
 */
export function haveRatio(a: string, b: string, { kernel, languages }: Comparison): boolean {
  return kernel.kind === "wait" || languages.get(a) === languages.get(b);
}
