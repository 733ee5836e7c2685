/**
 * What a feature is to the harness: a question, a site of tasks that watch what becomes of them, and a judge who looks
 * at the tasks and the answer and at nothing else. The judge is the same for all frameworks and knows none of them.
 * @module
 */
import type { FeatureId, FeatureSites } from "../adapters/feature_programs.ts";

/** What a judge says of a program that has run. */
export interface Judgement {
  /** Whether what happened is the feature. */
  readonly isThere: boolean;
  /** What happened, as a clause: "3 attempts, and the run ended well". */
  readonly seen: string;
}

/** How a program ended. */
export type Ending =
  | { readonly kind: "answered"; readonly answer: unknown }
  | { readonly kind: "threw"; readonly error: unknown }
  /** A promise was rejected that nobody can handle: without the harness, the process had ended. */
  | { readonly kind: "crashed"; readonly error: unknown }
  /** It was still under way when its time was over. */
  | { readonly kind: "hung" };

/** A feature, ready for one program. */
export interface Trial<Id extends FeatureId> {
  readonly site: FeatureSites[Id];
  /**
   * Judges.
   *
   * @param ending How the program ended.
   */
  readonly judge: (ending: Ending) => Judgement;
}

/** A feature. */
export interface Feature<Id extends FeatureId = FeatureId> {
  readonly id: Id;
  /** Two or three words, for the head of a row. */
  readonly title: string;
  /** What is tried, as a question. */
  readonly question: string;
  /** Makes a site for one program. */
  readonly trial: () => Trial<Id>;
}

/**
 * Names what was thrown, or how a program ended otherwise.
 *
 * @param ending How it ended.
 * @returns A clause: "the run ended with TimeoutError".
 */
export function endingText(ending: Ending): string {
  switch (ending.kind) {
    case "hung":
      return "the run did not end";
    case "crashed":
      return "a failure that no caller can catch would have ended the process";
    case "threw":
      return `the run ended with ${errorName(ending.error)}`;
    case "answered":
      return ending.answer instanceof Error
        ? `the run ended with ${errorName(ending.answer)}`
        : "the run ended without an error";
  }
}

/**
 * Tells whether an ending is an error: thrown, or answered as a value.
 *
 * @param ending How the program ended.
 */
export function isError(ending: Ending): boolean {
  return ending.kind === "threw" || (ending.kind === "answered" && ending.answer instanceof Error);
}

/**
 * Tells whether a program answered with one value.
 *
 * @param ending How the program ended.
 * @param wanted The value.
 */
export function answered(ending: Ending, wanted: number): boolean {
  return ending.kind === "answered" && ending.answer === wanted;
}

function errorName(error: unknown): string {
  if (!(error instanceof Error)) return "something thrown that is no error";
  return error.name === "Error" ? error.constructor.name : error.name;
}
