/**
 * How each framework is measured and why so, for whoever doubts it: which idiom, by which page of the documentation, in
 * which version, with which settings, and what is known to go wrong otherwise. Checked claims name their check.
 * @module
 */

/** A page that an adapter follows. */
export interface DocumentationPage {
  readonly url: string;
  /** Version of the documentation, or of the package that ships it. */
  readonly version: string;
}

/** Something that could have been set otherwise. */
export interface Setting {
  /** As the framework calls it. */
  readonly name: string;
  /** What the adapter does with it. */
  readonly value: string;
  readonly why: string;
}

/** How a framework is measured, and why so. */
export interface Fairness {
  /** Id of the adapter. */
  readonly adapter: string;
  /** Why this idiom and no other. */
  readonly why: string;
  readonly pages: readonly DocumentationPage[];
  /** Settings that were changed, or left alone though they matter. */
  readonly settings: readonly Setting[];
  /** What slows it down or makes it wrong, and is avoided. @default none is known */
  readonly traps?: readonly string[];
}

/** What is checked of every adapter in every run, whatever it says of itself. */
export const CHECKED_OF_ALL: readonly string[] = [
  "Every run has a seed of its own; the process that is measured is never told the right answer, and the parent " +
  "computes the digest anew for each, the warm-up's included.",
  "Every call of a task is counted, in every run: a task that is left out, done twice or taken from a cache is no time " +
  "but the word invalid.",
  "One run per process is traced: the order of tasks, and which of them overlapped, must be the graph's.",
  "Each cell has a graph of its own, and in the profiles standard and gate a process of its own: no cache is shared.",
  "The same tasks, from one module, are handed to every adapter, and each calls them through the same function.",
];
