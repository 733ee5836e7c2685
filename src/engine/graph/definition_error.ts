/**
 * What is wrong with a definition. Thrown before anything starts: it is the programmer who is told.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** What kind of mistake a definition holds. */
export type DefinitionProblem =
  | { readonly kind: "no-states" }
  | { readonly kind: "duplicate-state"; readonly state: string }
  | { readonly kind: "unknown-dependency"; readonly state: string; readonly dependency: string }
  | { readonly kind: "duplicate-dependency"; readonly state: string; readonly dependency: string }
  /** States on the cycle in the order in which they wait, the first repeated at the end. */
  | { readonly kind: "cycle"; readonly path: readonly string[] };

/** Thrown when an agent's states do not make a graph that can run. */
export class DefinitionError extends PuffinError {
  override readonly name = "DefinitionError";
  override readonly code = "invalid-definition";

  constructor(
    /** Name of the agent. */
    readonly agent: string,
    /** What is wrong, as data. */
    readonly problem: DefinitionProblem,
  ) {
    super(describe(agent, problem));
  }
}

function describe(agent: string, problem: DefinitionProblem): string {
  switch (problem.kind) {
    case "no-states":
      return `Cannot run agent "${agent}" as it must have at least one state: add one with state(name, fn)`;
    case "duplicate-state":
      return `Cannot build agent "${agent}" as state names must differ: "${problem.state}" is declared twice`;
    case "unknown-dependency":
      return `Cannot build agent "${agent}" as every name in 'after' must be a state: ` +
        `"${problem.state}" waits for "${problem.dependency}", which is not declared`;
    case "duplicate-dependency":
      return `Cannot build agent "${agent}" as a state can wait for another only once: ` +
        `"${problem.state}" names "${problem.dependency}" twice in 'after'`;
    case "cycle":
      return `Cannot build agent "${agent}" as its states must not wait for themselves: ${problem.path.join(" -> ")}`;
  }
}
