/**
 * What the rules of tidiness look at.
 * @module
 */

/** A file of the repository. */
export interface SourceFile {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}
