/**
 * A graph as a framework has it: nodes and edges by the names that the framework knows, read from what was declared and
 * not from what an adapter says that it declared.
 * @module
 */

/** What a framework was told. */
export interface DeclaredGraph {
  readonly nodes: readonly string[];
  /** From one node to another. A node that routes to itself is an edge too. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}
