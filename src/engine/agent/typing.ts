/**
 * The types that let the compiler follow an agent: which outputs a state may read, what a state's return
 * value means, and what is still missing before the agent can run. No code runs here.
 * @module
 */
import type { Direction, SendBatch, SendTask } from "../run/control.ts";
import type { After, AnyOf, ExactlyOneOf, SoftDependency } from "../graph/waiting.ts";

/** Outputs by state name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What an agent has beside its input and its outputs. */
export interface AgentExtras {
  /** Values of the channels, by name. */
  readonly channels: object;
  /** Constants, by name. */
  readonly constants: object;
  /** What one write to each channel is, by name. */
  readonly writes: object;
  /** Payloads of the mapped states, by name. */
  readonly payloads: object;
  /** What states returned that names other states: {@linkcode WantsState}, {@linkcode WantsPayload}, {@linkcode WantsChannels}. */
  readonly wants: unknown;
}

/** The extras of an agent that has none. */
export interface NoExtras extends AgentExtras {
  /** None. */
  readonly channels: Record<never, never>;
  /** None. */
  readonly constants: Record<never, never>;
  /** None. */
  readonly writes: Record<never, never>;
  /** None. */
  readonly payloads: Record<never, never>;
  /** Nothing. */
  readonly wants: never;
}

/** Some state goes to the state named `G`. */
export interface WantsState<G> {
  /** Its name. */
  readonly state: G;
}

/** Some state sends a payload of type `P` to the mapped state named `S`. */
export interface WantsPayload<S, P> {
  /** Name of the mapped state. */
  readonly mapped: S;
  /** What is sent. */
  readonly payload: P;
}

/** Some state writes `U` to channels. */
export interface WantsChannels<U> {
  /** The writes, by channel name. */
  readonly update: U;
}

/** A name that is not taken yet; `never` makes the compiler refuse it. Agents built in loops know no names. */
export type FreshName<N extends string, O> = string extends keyof O ? N : N extends keyof O ? never : N;

/** Outputs `O` with one more, `R` of the state named `N`. An agent built in a loop keeps one type for all its states. */
export type WithOutput<O, N extends string, R> = string extends keyof O
  ? Readonly<Record<string, O[string & keyof O] | R>>
  : O & Readonly<Record<N, R>>;

/** Outputs that a state with `after: A` reads by name. */
export type FromOf<A, O> = A extends readonly unknown[] ?
    & { readonly [K in Extract<A[number], string> & keyof O]: O[K] }
    & { readonly [K in SoftNames<A[number]> & keyof O]: O[K] | undefined }
  : A extends AnyOf<infer N> | ExactlyOneOf<infer N> ? { readonly [K in N & keyof O]: O[K] | undefined }
  : Record<never, never>;

/** Names among the members of a list that are waited for softly. */
export type SoftNames<D> = D extends SoftDependency<infer N> ? N : never;

/** Outputs that a state with `after: A` reads in the order of `A`. */
export type ValuesOf<A, O> = A extends readonly unknown[] ? { readonly [K in keyof A]: ValueOf<A[K], O> }
  : A extends AnyOf<infer N> | ExactlyOneOf<infer N> ? readonly (O[N & keyof O] | undefined)[]
  : readonly [];

/** Output that one member of a list stands for. */
export type ValueOf<D, O> = D extends SoftDependency<infer N> ? O[N & keyof O] | undefined : O[D & keyof O];

/** What may be written for `after` in an agent with the outputs `O`. */
export type AfterOf<O> = After<keyof O & string>;

/** Output of a state whose function returns `R`. */
export type OutputOf<R> = PlainOutput<Awaited<R>>;

/** Output of a state whose function gives `T` in the end. */
export type PlainOutput<T> = T extends Direction<infer _G, infer X, infer _U> ? X
  : T extends SendTask | SendBatch | readonly (Direction | SendTask | SendBatch)[]
    ? T extends readonly [] ? T : undefined
  : T;

/** What a return value of type `R` asks of the rest of the agent. */
export type WantsOf<R> = PlainWants<Awaited<R>>;

/** What a value of type `T` asks of the rest of the agent. */
export type PlainWants<T> = T extends Direction<infer G, infer _X, infer U>
  ? WantsState<G> | ([U] extends [never] ? never : WantsChannels<U>)
  : T extends SendTask<infer S, infer P> | SendBatch<infer S, infer P> ? WantsPayload<S, P>
  : T extends readonly (infer E)[] ? E extends Direction | SendTask | SendBatch ? PlainWants<E> : never
  : never;

/** What is wrong with an agent: texts that name it, or `never`. */
export type ProblemsOf<O, X extends AgentExtras> = ProblemOf<X["wants"], O, X>;

/** What is wrong with one wish. */
export type ProblemOf<W, O, X extends AgentExtras> = W extends WantsState<infer G> ? UnknownNames<G, O>
  : W extends WantsPayload<infer S, infer P> ? PayloadProblem<S, P, X>
  : W extends WantsChannels<infer U> ? ChannelProblem<U, X>
  : never;

/** Names of states that do not exist. */
export type UnknownNames<G, O> = string extends keyof O ? never
  : G extends string ? G extends keyof O ? never : `there is no state "${G}" to go to`
  : never;

/** What is wrong with a payload. */
export type PayloadProblem<S, P, X extends AgentExtras> = S extends keyof X["payloads"]
  ? P extends X["payloads"][S] ? never : `the payload sent to "${S & string}" is not of the type that it takes`
  : `there is no mapped state "${S & string}" to send to`;

/** What is wrong with writes to channels. */
export type ChannelProblem<U, X extends AgentExtras> = {
  [K in keyof U]: K extends keyof X["writes"]
    ? U[K] extends X["writes"][K] ? never : `the write to channel "${K & string}" is not of the channel's type`
    : `there is no channel "${K & string}"`;
}[keyof U];

/** `this` of an agent that can run; for one with problems a type that names them and that no agent has. */
export type Runnable<O, X extends AgentExtras> = [ProblemsOf<O, X>] extends [never] ? unknown
  : { readonly cannotRun: ProblemsOf<O, X> };

/** Extras after a state that wants `W`. */
export type WithWants<X extends AgentExtras, W> = {
  readonly channels: X["channels"];
  readonly constants: X["constants"];
  readonly writes: X["writes"];
  readonly payloads: X["payloads"];
  readonly wants: X["wants"] | W;
};

/** Extras after a mapped state named `N` that takes `P` and wants `W`. */
export type WithPayload<X extends AgentExtras, N extends string, P, W> = {
  readonly channels: X["channels"];
  readonly constants: X["constants"];
  readonly writes: X["writes"];
  readonly payloads: X["payloads"] & Readonly<Record<N, P>>;
  readonly wants: X["wants"] | W;
};

/** Extras after a channel named `N` with values `T`, written in pieces of `W`. */
export type WithChannel<X extends AgentExtras, N extends string, T, W> = {
  readonly channels: X["channels"] & Readonly<Record<N, T>>;
  readonly constants: X["constants"];
  readonly writes: X["writes"] & Readonly<Record<N, W>>;
  readonly payloads: X["payloads"];
  readonly wants: X["wants"];
};

/** Extras after the constants `K`. */
export type WithConstants<X extends AgentExtras, K> = {
  readonly channels: X["channels"];
  readonly constants: X["constants"] & Readonly<K>;
  readonly writes: X["writes"];
  readonly payloads: X["payloads"];
  readonly wants: X["wants"];
};
