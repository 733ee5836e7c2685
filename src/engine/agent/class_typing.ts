/**
 * The types of agents in class form: which methods are states, what they give, what their contexts hold.
 * The compiler does not see decorators, so it goes by what it does see, the public methods; what follows
 * from that is said at `AgentInstance`. No code runs here.
 * @module
 */
import type { After, AnyOf, ExactlyOneOf } from "../graph/waiting.ts";
import type { MappedContext, StateContext } from "../run/context.ts";
import type { RunResult } from "../run/result.ts";
import type { Agent } from "./agent.ts";
import type { RunOptions } from "./agent_options.ts";
import type { Run } from "./run_handle.ts";
import type { AgentExtras, FromOf, OutputOf, Outputs, Runnable, SoftNames, ValuesOf, WantsOf } from "./typing.ts";

/** Key under which the compiler finds the types of a class; no object has it. */
export declare const classTypes: unique symbol;

/** What a class was begun with: its input, and the outputs and the extras of the agent that it stands on. */
export interface ClassTypes<I, O, X> {
  /** Type of the input. */
  readonly input: I;
  /** Outputs of the agent that the class stands on. */
  readonly outputs: O;
  /** What else the compiler knows of that agent. */
  readonly extras: X;
}

/**
 * An agent in class form: what every instance of a class that extends `Agent` has.
 *
 * To the compiler every public method is a state that could be called with a state's context. Make the
 * others private (`#name`) or protected, else `outputs` claims to have them. Decorators do not give types to
 * parameters: annotate each with {@linkcode ContextOf}, and `@state` checks the annotation against `after`.
 */
export interface AgentInstance<I, O extends Outputs, X extends AgentExtras> {
  /** For the compiler only. */
  readonly [classTypes]?: ClassTypes<I, O, X>;
  /**
   * The same agent as the builder knows it: to nest it in another, to add to it, to describe it, to schedule it.
   *
   * @throws {DefinitionError} If the definition is wrong.
   */
  readonly definition: Agent<I, ClassOutputs<this>, ClassExtras<this>>;
  /**
   * Starts a run, as `run()` of the builder does. The states see this instance as `this`.
   *
   * @param input What the states see as `input`.
   * @param options Signal, limit, clock and chance of this run.
   * @returns How the run ended. A failure of a state is a value, not a rejection.
   * @throws {DefinitionError} If the definition is wrong: before anything starts.
   */
  run(
    this: this & Runnable<ClassOutputs<this>, ClassExtras<this>>,
    input: I,
    options?: RunOptions,
  ): Promise<RunResult<ClassOutputs<this>, ChannelsOf<this>>>;
  /**
   * Starts a run that can be watched, held and cancelled, as `start()` of the builder does.
   *
   * @param input What the states see as `input`.
   * @param options Signal, limit, clock and chance of this run.
   * @returns A handle; its `result` is that of `run()`.
   * @throws {DefinitionError} If the definition is wrong: before anything starts.
   */
  start(
    this: this & Runnable<ClassOutputs<this>, ClassExtras<this>>,
    input: I,
    options?: RunOptions,
  ): Run<ClassOutputs<this>, ChannelsOf<this>>;
}

/** What the class `T` was begun with. */
export type ClassTypesOf<T> = T extends
  { readonly [classTypes]?: infer C extends ClassTypes<unknown, Outputs, AgentExtras> | undefined } ? NonNullable<C>
  : never;

/** Input of the class `T`. */
export type InputOf<T> = ClassTypesOf<T>["input"];

/** Channels of the class `T`. */
export type ChannelsOf<T> = ClassTypesOf<T>["extras"]["channels"];

/** Constants of the class `T`. */
export type ConstantsOf<T> = ClassTypesOf<T>["extras"]["constants"];

/** Names of what the class `T` adds to every agent's members. */
export type MemberName<T> = Exclude<keyof T & string, keyof AgentInstance<unknown, Outputs, AgentExtras>>;

/** A context that is accepted by every method that accepts any state's context at all. */
export type AnyContext = {
  readonly [K in keyof MappedContext<never, never>]: K extends
    "input" | "from" | "values" | "channels" | "constants" | "payload" ? never
    : MappedContext<never, never>[K];
};

/** Payload of the mapped state that the method `M` is; `never` if it is no such state. */
export type MethodPayload<M> = M extends (context: infer C) => unknown ? C extends { readonly payload: infer P } ? P
  : never
  : never;

/** Output of the state that the method `M` is. */
export type MethodOutput<M> = M extends (context: never) => infer R
  ? [MethodPayload<M>] extends [never] ? OutputOf<R> : readonly OutputOf<R>[]
  : never;

/** Outputs of the class `T` by name, whatever members it has: the compiler looks at those only that it is asked for. */
export type ClassStates<T> =
  & ClassTypesOf<T>["outputs"]
  & { readonly [N in MemberName<T>]: MethodOutput<T[N]> };

/** Outputs of the class `T` by state name: those of the agent that it stands on, and those of its public methods. */
export type ClassOutputs<T> =
  & ClassTypesOf<T>["outputs"]
  & { readonly [N in MemberName<T> as T[N] extends (context: AnyContext) => unknown ? N : never]: MethodOutput<T[N]> };

/** What the compiler keeps track of for the class `T`. */
export interface ClassExtras<T> extends AgentExtras {
  /** Values of the channels. */
  readonly channels: ChannelsOf<T>;
  /** Constants. */
  readonly constants: ConstantsOf<T>;
  /** What one write to each channel is. */
  readonly writes: ClassTypesOf<T>["extras"]["writes"];
  /** Payloads of the mapped states. */
  readonly payloads:
    & ClassTypesOf<T>["extras"]["payloads"]
    & {
      readonly [N in MemberName<T> as [MethodPayload<T[N]>] extends [never] ? never : N]: MethodPayload<T[N]>;
    };
  /** What states returned that names other states. */
  readonly wants:
    | ClassTypesOf<T>["extras"]["wants"]
    | { [N in MemberName<T>]: T[N] extends (context: AnyContext) => infer R ? WantsOf<R> : never }[MemberName<T>];
}

/**
 * Context of a state of the class `T` that waits for the states `N`, and softly, or as one among several, for the
 * states `S`: their outputs may be `undefined`.
 *
 * @example
 * ```ts
 * import { Agent, type ContextOf, optional, state } from "puffinflow";
 *
 * class Quote extends Agent<{ cents: number }> {
 *   @state()
 *   price({ input }: ContextOf<Quote>) {
 *     return input.cents / 100;
 *   }
 *
 *   @state()
 *   discount({ input }: ContextOf<Quote>) {
 *     return input.cents > 10_000 ? 0.1 : 0;
 *   }
 *
 *   @state({ after: ["price", optional("discount")] })
 *   offer({ from }: ContextOf<Quote, "price", "discount">) {
 *     return from.price * (1 - (from.discount ?? 0));
 *   }
 * }
 *
 * if ((await new Quote().run({ cents: 20_000 })).unwrap().offer !== 180) throw new Error("wrong offer");
 * ```
 */
export type ContextOf<T, N extends keyof ClassStates<T> = never, S extends keyof ClassStates<T> = never> = StateContext<
  InputOf<T>,
  { readonly [K in N]: ClassStates<T>[K] } & { readonly [K in S]: ClassStates<T>[K] | undefined },
  readonly unknown[],
  ChannelsOf<T>,
  ConstantsOf<T>
>;

/** Context of a mapped state of the class `T` that is sent payloads of type `P`. */
export type MappedContextOf<T, P> = MappedContext<InputOf<T>, P, ChannelsOf<T>, ConstantsOf<T>>;

/** What a method of the class `T` with `after: A` is given. */
export type GivenContext<T, A> = StateContext<
  InputOf<T>,
  FromOf<A, ClassStates<T>>,
  ValuesOf<A, ClassStates<T>>,
  ChannelsOf<T>,
  ConstantsOf<T>
>;

/** Names in `after: A` that the class `T` does not have. */
export type UnknownAfter<T, A extends After> = Exclude<
  A extends AnyOf<infer N> | ExactlyOneOf<infer N> ? N
    : A extends readonly unknown[] ? Extract<A[number], string> | SoftNames<A[number]>
    : never,
  keyof ClassStates<T>
>;
