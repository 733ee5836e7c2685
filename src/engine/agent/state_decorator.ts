/**
 * The decorators that make methods states. They check what can be checked where the class is written and
 * note the rest down under the class's metadata; `class_definition.ts` reads it when the class is first used.
 * @module
 */
import type { After } from "../graph/waiting.ts";
import type { ClassStateOptions, MappedDecorator, MappedMethodOptions, StateDecorator } from "./decorator_typing.ts";

/** A method that was declared to be a state. */
export interface DeclaredMethod {
  /** Whether it runs once per `Send`. */
  readonly mapped: boolean;
  /** What was said about it. */
  readonly options: ClassStateOptions;
}

/** Methods that every instance has: a state cannot have their names. */
const TAKEN: ReadonlySet<string | symbol> = new Set(["definition", "run", "start"]);

const methodsByMetadata: WeakMap<object, Map<string, DeclaredMethod>> = new WeakMap();

/**
 * Makes a method a state of the agent that its class is. The method's name is the state's: any text will do, as in
 * `"lift-off"() {…}`. A method that overrides a state's method is that state's new body, and with a `@state` of its
 * own it has new options too.
 *
 * @param options What it waits for, whether it runs, how often it is tried, how long it may take, what undoes it.
 * @returns A standard (TC39) decorator for a public method that is not static and named by text.
 * @throws {TypeError} Where the class is written, if the method cannot be a state.
 *
 * @example
 * ```ts
 * import { Agent, type ContextOf, state } from "puffinflow";
 *
 * class Digest extends Agent<{ text: string }> {
 *   @state()
 *   words({ input }: ContextOf<Digest>) {
 *     return input.text.split(/\s+/);
 *   }
 *
 *   @state({ after: ["words"], retry: { maxAttempts: 3 } })
 *   async count({ from }: ContextOf<Digest, "words">) {
 *     return await Promise.resolve(from.words.length);
 *   }
 * }
 *
 * const { count } = (await new Digest().run({ text: "to be or not" })).unwrap();
 * if (count !== 4) throw new Error(`wrong count: ${count}`);
 * ```
 */
export function state<const A extends After = readonly [], T = unknown, C = unknown, U = unknown>(
  options: ClassStateOptions<A, T, C, U> = {},
): StateDecorator<A, T, C, U> {
  checkOptions("state", options);
  return (_method, place) => declare(place, { mapped: false, options });
}

/**
 * Makes a method a mapped state: it runs once for each payload that a state sends to it with `Send` or `SendAll`. Its
 * output, for those that wait for it, is the list of its tasks' outputs in the order of sending.
 *
 * @param options How often it is tried, how long it may take.
 * @returns A standard (TC39) decorator for a public method that reads `payload`.
 * @throws {TypeError} Where the class is written, if the method cannot be a state.
 *
 * @example
 * ```ts
 * import { Agent, type ContextOf, mapped, type MappedContextOf, SendAll, state } from "puffinflow";
 *
 * class Lengths extends Agent<readonly string[]> {
 *   @state({ to: ["measure"] })
 *   scatter({ input }: ContextOf<Lengths>) {
 *     return SendAll("measure", input);
 *   }
 *
 *   @mapped({ retry: { maxAttempts: 2 } })
 *   measure({ payload }: MappedContextOf<Lengths, string>) {
 *     return payload.length;
 *   }
 *
 *   @state({ after: ["measure"] })
 *   total({ from }: ContextOf<Lengths, "measure">) {
 *     return from.measure.reduce((sum, length) => sum + length, 0);
 *   }
 * }
 *
 * if ((await new Lengths().run(["to", "be"])).unwrap().total !== 4) throw new Error("wrong total");
 * ```
 */
export function mapped<T = unknown, C = unknown>(options: MappedMethodOptions<T, C> = {}): MappedDecorator<T, C> {
  checkOptions("mapped", options);
  return (_method, place) => declare(place, { mapped: true, options });
}

/**
 * Gives the methods that were declared under one class's metadata.
 *
 * @param metadata The metadata that the class's decorators were given.
 * @returns The methods by name, in the order in which they were written.
 */
export function methodsDeclaredIn(metadata: object): ReadonlyMap<string, DeclaredMethod> {
  return methodsByMetadata.get(metadata) ?? new Map();
}

function checkOptions(decorator: string, options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw new TypeError(
    `Cannot declare a state as @${decorator} must be called, with options or with none: write @${decorator}()`,
  );
}

/** A decorator's second argument, as it may be where no compiler has looked. */
type Place = Partial<Pick<ClassMethodDecoratorContext, "name" | "kind" | "static" | "private" | "metadata">>;

function declare(place: Place, method: DeclaredMethod): void {
  const { name, metadata } = checkPlace(place), methods = methodsByMetadata.get(metadata) ?? new Map();
  if (methods.has(name)) refuse(name, "it is declared twice in one class");
  methodsByMetadata.set(metadata, methods.set(name, method));
}

function checkPlace(place: Place): { readonly name: string; readonly metadata: object } {
  const { name = "?", kind, metadata } = place;
  if (typeof place !== "object" || typeof metadata !== "object") {
    refuse(name, "decorators must be the standard (TC39) ones, with metadata: turn off 'experimentalDecorators'");
  }
  if (kind !== "method") refuse(name, `it must be a method: it is a ${kind}`);
  if (place.static) refuse(name, "it must be a method of the instances: it is static");
  if (place.private || typeof name === "symbol") {
    refuse(
      name,
      `it must have a public name of text, which is the state's: it is ${place.private ? "private" : "a symbol"}`,
    );
  }
  if (TAKEN.has(name)) {
    refuse(name, `every agent has a member of that name: the names ${[...TAKEN].join(", ")} are taken`);
  }
  return { name, metadata };
}

function refuse(name: string | symbol, why: string): never {
  throw new TypeError(`Cannot declare "${String(name)}" a state as ${why}`);
}
