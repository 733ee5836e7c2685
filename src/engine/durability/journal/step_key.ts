/**
 * Names of steps: the same in every life of a run.
 * @module
 */

/** What tells one step of a run from all others. */
export interface StepName {
  /** The runs inside one another that lead to it; empty, or ending with a slash. */
  readonly path: string;
  readonly state: string;
  readonly visit: number;
  /** Position among tasks that were sent together; `undefined` for a state that is not mapped. */
  readonly index?: number | undefined;
}

/**
 * Names a step.
 *
 * @param step The step.
 * @returns Text such as `outer#1@1.1/inner#2.0`.
 */
export function stepKey({ path, state, visit, index }: StepName): string {
  return `${path}${escaped(state)}#${visit}${index === undefined ? "" : `.${index}`}`;
}

/** Names of states may be any text; what separates the parts of a key is no part of a name. */
function escaped(name: string): string {
  return name.replace(/[%/#]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
