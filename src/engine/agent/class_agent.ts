/**
 * Agents as classes: a thin layer over the builder, for those whose states share an instance's fields and
 * for families of agents that override one another's states. `state_decorator.ts` makes methods states.
 * @module
 */
import type { RunResult } from "../run/result.ts";
import type { Agent as BuiltAgent } from "./agent.ts";
import type { RunOptions } from "./agent_options.ts";
import { definitionOf, standOn } from "./class_definition.ts";
import type { AgentInstance } from "./class_typing.ts";
import type { DefinedAgent } from "./defined_agent.ts";
import type { RunHandle } from "./run_handle.ts";
import type { AgentExtras, NoExtras, Outputs } from "./typing.ts";

/** The class that agents in class form extend. `I` is the type of the input. */
export type AgentBase =
  & (abstract new <I = void>() => AgentInstance<I, Record<never, never>, NoExtras>)
  & {
    /**
     * Makes a class to extend of an agent that was built: with its name and limits, its input, its channels,
     * its sub-agents and whatever other states it has. The states of the class come after them.
     *
     * @param base The agent.
     * @returns A class to extend.
     * @throws {TypeError} If `base` is no agent, or belongs to an instance.
     *
     * @example
     * ```ts
     * import { Agent, agent, Command, concat, type ContextOf, state } from "puffinflow";
     *
     * const base = agent("research", { maxConcurrent: 4 })
     *   .input<{ topic: string }>()
     *   .channel("notes", concat<string>());
     *
     * class Research extends Agent.over(base) {
     *   @state()
     *   read({ input }: ContextOf<Research>) {
     *     return Command({ update: { notes: [`read about ${input.topic}`] } });
     *   }
     *
     *   @state({ after: ["read"] })
     *   report({ channels }: ContextOf<Research, "read">) {
     *     return channels.notes.join("; ");
     *   }
     * }
     *
     * const { report } = (await new Research().run({ topic: "puffins" })).unwrap();
     * if (report !== "read about puffins") throw new Error(report);
     * ```
     */
    over<I, O extends Outputs, X extends AgentExtras>(
      base: BuiltAgent<I, O, X>,
    ): abstract new () => AgentInstance<I, O, X>;
  };

/** The implementation of {@linkcode AgentInstance}. */
abstract class ClassAgent {
  #definition: DefinedAgent | null = null;

  static over(base: unknown): typeof ClassAgent {
    if (this !== ClassAgent) {
      throw new TypeError(
        `Cannot build class "${this.name}" over another agent: only Agent.over(…) makes a class to extend`,
      );
    }
    abstract class OverAgent extends ClassAgent {}
    standOn(OverAgent, base);
    return OverAgent;
  }

  get definition(): DefinedAgent {
    return this.#definition ??= definitionOf(this.constructor as typeof ClassAgent).boundTo(this);
  }

  run(input: unknown, options?: RunOptions): Promise<RunResult<unknown>> {
    return this.definition.run(input, options) as never;
  }

  start(input: unknown, options?: RunOptions): RunHandle {
    return this.definition.start(input, options);
  }
}

/**
 * An agent that was built, as a type; as a value, the class to extend for an agent in class form, of which
 * {@linkcode AgentInstance} says what its instances have. The class's name is the agent's; where names are minified,
 * or for limits, channels and sub-agents, begin with `Agent.over(agent("name", …))`.
 *
 * The states of a class come in the order of its methods, after those of the class that it extends. The definition is
 * checked when it is first used, and compiled once for all instances.
 *
 * @example
 * ```ts
 * import { Agent, type ContextOf, state } from "puffinflow";
 *
 * class Greeting extends Agent<{ name: string }> {
 *   constructor(readonly word: string) {
 *     super();
 *   }
 *
 *   @state()
 *   trim({ input }: ContextOf<Greeting>) {
 *     return input.name.trim();
 *   }
 *
 *   @state({ after: ["trim"] })
 *   greet({ from }: ContextOf<Greeting, "trim">) {
 *     return `${this.word}, ${from.trim}!`;
 *   }
 * }
 *
 * const { greet } = (await new Greeting("Hello").run({ name: " Ada " })).unwrap();
 * if (greet !== "Hello, Ada!") throw new Error(greet);
 * ```
 */
export const Agent: AgentBase = ClassAgent as never;

/** An agent that was built. `I` is the type of its input, `O` that of its outputs by state name. */
export type Agent<I, O extends Outputs, X extends AgentExtras = NoExtras> = BuiltAgent<I, O, X>;
