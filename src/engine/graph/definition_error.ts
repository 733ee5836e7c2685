/**
 * What is wrong with a definition. Thrown before anything starts: it is the programmer who is told.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** What kind of mistake a definition holds. */
export type DefinitionProblem =
  | { readonly kind: "no-states" }
  /** Every state waits for another or is a target of routing. */
  | { readonly kind: "no-entry" }
  | { readonly kind: "duplicate-state"; readonly state: string }
  | { readonly kind: "unknown-dependency"; readonly state: string; readonly dependency: string }
  | { readonly kind: "duplicate-dependency"; readonly state: string; readonly dependency: string }
  /** A name in `to` is no state. */
  | { readonly kind: "unknown-target"; readonly state: string; readonly target: string }
  /** A state that runs once per `Send` cannot also start by itself. */
  | { readonly kind: "mapped-entry"; readonly state: string }
  /** States on the cycle in the order in which they wait, the first repeated at the end. */
  | { readonly kind: "cycle"; readonly path: readonly string[] };

/** Thrown when an agent's states do not make a graph that can run. */
export class DefinitionError extends PuffinError {
  /** The class's name. */
  override readonly name = "DefinitionError";
  /** Stable name of this kind of error. */
  override readonly code = "invalid-definition";

  /**
   * Words the problem.
   *
   * @param agent Name of the agent.
   * @param problem What is wrong, as data.
   */
  constructor(readonly agent: string, readonly problem: DefinitionProblem) {
    super(describe(agent, problem));
  }
}

function describe(agent: string, problem: DefinitionProblem): string {
  const cannot = `Cannot build agent "${agent}" as`;
  switch (problem.kind) {
    case "no-states":
      return `Cannot run agent "${agent}" as it must have at least one state: add one with state(name, fn)`;
    case "no-entry":
      return `${cannot} at least one state must start with the run: ` +
        `give one no 'after', or set 'entry: true' on a state that is also a target of routing`;
    case "duplicate-state":
      return `${cannot} state names must differ: "${problem.state}" is declared twice`;
    case "unknown-dependency":
      return `${cannot} every name in 'after' must be a state: ` +
        `"${problem.state}" waits for "${problem.dependency}", which is not declared`;
    case "duplicate-dependency":
      return `${cannot} a state can wait for another only once: ` +
        `"${problem.state}" names "${problem.dependency}" twice in 'after'`;
    case "unknown-target":
      return `${cannot} every name in 'to' must be a state: ` +
        `"${problem.state}" routes to "${problem.target}", which is not declared`;
    case "mapped-entry":
      return `${cannot} a mapped state starts by Send only: take 'entry' and 'after' off "${problem.state}"`;
    case "cycle":
      return `${cannot} its states must not wait for themselves: ${problem.path.join(" -> ")} ` +
        `(for a loop, let a state return goto(...))`;
  }
}
