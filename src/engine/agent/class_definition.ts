/**
 * Makes a definition of a class, once: its states' functions find the instance through the run, so that all
 * instances share what was compiled and a new one costs next to nothing.
 * @module
 */
import type { Context } from "../run/context.ts";
import { agent } from "./agent.ts";
import { DefinedAgent } from "./defined_agent.ts";
import { type DeclaredMethod, methodsDeclaredIn } from "./state_decorator.ts";
import type { StateOptions } from "./state_options.ts";

/** A class whose instances are agents. */
export type AgentClass = abstract new () => object;

/** An instance, as its states' functions know it. */
type Methods = Readonly<Record<string, (context: Context) => unknown>>;

const definitions: WeakMap<AgentClass, DefinedAgent> = new WeakMap();
const bases: WeakMap<AgentClass, DefinedAgent> = new WeakMap();

/**
 * Lets a class and those that extend it stand on an agent that was built.
 *
 * @param agentClass The class.
 * @param base The agent, as `agent()` and its methods give it.
 * @throws {TypeError} If `base` is something else, or belongs to an instance.
 */
export function standOn(agentClass: AgentClass, base: unknown): void {
  if (!(base instanceof DefinedAgent)) {
    throw new TypeError(`Cannot build a class over what is no agent: make one with agent(name)`);
  }
  if (base.isBound) {
    throw new TypeError(
      `Cannot build a class over agent "${base.name}" as its states must not be methods of an instance: ` +
        `extend the instance's class instead`,
    );
  }
  bases.set(agentClass, base);
}

/**
 * Gives the definition that a class stands for.
 *
 * @param agentClass The class.
 * @returns Its states, those of the classes that it extends first; not yet bound to an instance.
 * @throws {TypeError} If the class has no name to give the agent.
 * @throws {RangeError} If a number in the options of a state is out of its bounds.
 */
export function definitionOf(agentClass: AgentClass): DefinedAgent {
  let definition = definitions.get(agentClass);
  if (definition === undefined) definitions.set(agentClass, definition = define(agentClass));
  return definition;
}

function define(agentClass: AgentClass): DefinedAgent {
  const lineage = lineageOf(agentClass);
  let definition = lineage.map((ancestor) => bases.get(ancestor)).find((base) => base !== undefined) ??
    namedAfter(agentClass);
  const methods = new Map<string, DeclaredMethod>();
  // A name that is there already keeps its place and gets the newer options.
  for (const { name, method } of lineage.toReversed().flatMap(methodsOf)) methods.set(name, method);
  for (const [name, { mapped, options }] of methods) {
    definition = mapped
      ? definition.map(name, callOf(name), optionsOf(options))
      : definition.state(name, optionsOf(options), callOf(name));
  }
  return definition;
}

/** The class and all that it extends, itself first. */
function lineageOf(agentClass: AgentClass): AgentClass[] {
  const lineage: AgentClass[] = [];
  for (let each = agentClass; typeof each === "function"; each = Object.getPrototypeOf(each)) lineage.push(each);
  return lineage;
}

function methodsOf(agentClass: AgentClass): { readonly name: string; readonly method: DeclaredMethod }[] {
  // Compilers of decorators use this symbol where the platform does not have its own yet.
  const key = Symbol.metadata ?? Symbol.for("Symbol.metadata");
  const metadata: unknown = Object.getOwnPropertyDescriptor(agentClass, key)?.value;
  if (typeof metadata !== "object" || metadata === null) return [];
  return [...methodsDeclaredIn(metadata)].map(([name, method]) => ({ name, method }));
}

function namedAfter(agentClass: AgentClass): DefinedAgent {
  if (agentClass.name === "") {
    throw new TypeError(
      `Cannot name an agent after its class as the class must have a name: or use Agent.over(agent(…))`,
    );
  }
  return agent(agentClass.name) as never;
}

function callOf(name: string): (context: Context) => unknown {
  return (context) => (context.execution.settings.self as Methods)[name]!(context);
}

/** The options for functions that know no instance; `compensate` is called with it by the run. */
function optionsOf({ when, ...options }: DeclaredMethod["options"]): StateOptions {
  if (when === undefined) return options as StateOptions;
  const ask = (context: Context) => when.call(context.execution.settings.self as never, context as never);
  return { ...options, when: ask } as StateOptions;
}
