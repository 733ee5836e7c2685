/**
 * One place in a team: an agent, and what its run is started with. `team.ts` and `pipeline.ts` put them together.
 * @module
 */
import type { Agent } from "../agent/agent.ts";
import { DefinedAgent } from "../agent/defined_agent.ts";
import type { AgentExtras, Outputs, Runnable } from "../agent/typing.ts";

/** What the compiler knows of a member: `I` is what it reads of the team's input, `O` its outputs. No value has it. */
export interface MemberTypes<I, O extends Outputs> {
  /** The part of the team's input that it needs. */
  readonly input: (teamInput: I) => void;
  /** Its outputs by state name. */
  readonly outputs: O;
}

/** A member, whatever its types. */
export interface AnyMember {
  /** Name of its agent. */
  readonly agent: string;
}

/** A member of a team that is started with `I`, with outputs `O`. Make one with {@linkcode member}. */
export interface Member<I, O extends Outputs> extends AnyMember {
  /** Only for the compiler: always `undefined`. */
  readonly types?: MemberTypes<I, O>;
}

/** The implementation of {@linkcode Member}. */
export class DefinedMember implements AnyMember {
  readonly agent: string;
  readonly definition: DefinedAgent;
  readonly #input: unknown;

  constructor(definition: DefinedAgent, input: unknown) {
    this.agent = definition.name;
    this.definition = definition;
    this.#input = input;
  }

  /**
   * Makes what the member is started with.
   *
   * @param teamInput What the team was started with.
   */
  inputFor(teamInput: unknown): unknown {
    return typeof this.#input === "function" ? this.#input(teamInput) : this.#input;
  }
}

/**
 * Makes an agent that needs no input a member.
 *
 * @param agent The agent.
 * @returns A member, to be given to a team.
 * @throws {TypeError} If it is no agent.
 * @throws {DefinitionError} If the agent's definition is wrong.
 */
export function member<CO extends Outputs, CX extends AgentExtras>(
  agent: Agent<void, CO, CX> & Runnable<CO, CX>,
): Member<unknown, CO>;
/**
 * Makes an agent a member.
 *
 * @param agent The agent.
 * @param input What each run of it is started with; a function is called with the team's input and makes it.
 * @returns A member, to be given to a team.
 * @throws {TypeError} If it is no agent.
 * @throws {DefinitionError} If the agent's definition is wrong.
 */
export function member<CI, CO extends Outputs, CX extends AgentExtras, I = unknown>(
  agent: Agent<CI, CO, CX> & Runnable<CO, CX>,
  input: NoInfer<CI> | ((teamInput: I) => NoInfer<CI>),
): Member<I, CO>;
export function member(agent: object, input?: unknown): DefinedMember {
  return new DefinedMember(definedAgent(agent), input);
}

/**
 * Checks what a caller handed in as an agent.
 *
 * @param agent What it is.
 * @returns The agent, without its types.
 * @throws {TypeError} If it is none.
 * @throws {DefinitionError} If its definition is wrong.
 */
export function definedAgent(agent: object): DefinedAgent {
  if (!(agent instanceof DefinedAgent)) {
    throw new TypeError(
      `Cannot make a member of what is no agent: hand in what agent() gave, or an instance's 'definition'`,
    );
  }
  return agent.validate();
}
