/**
 * What members say to each other, as types: a desk lists the kinds of messages that each member takes, as functions from
 * payload to answer. No code runs here.
 * @module
 */

/** Kinds of messages that member `M` of desk `D` takes. */
export type KindOf<D, M extends keyof D> = keyof D[M] & string;

/** What a message of kind `K` to member `M` carries; `undefined` if the method takes nothing. */
export type PayloadOf<D, M extends keyof D, K extends keyof D[M]> = D[M][K] extends (...payload: infer P) => unknown
  ? P[0]
  : never;

/** What member `M` answers to a message of kind `K`. */
export type AnswerOf<D, M extends keyof D, K extends keyof D[M]> = D[M][K] extends (payload: never) => infer A
  ? Awaited<A>
  : never;

/** Kinds of messages that any member of desk `D` takes. */
export type AnyKindOf<D> = { readonly [M in keyof D]: KindOf<D, M> }[keyof D];

/** What a message of kind `K` carries if it is for all members that take it. */
export type SharedPayloadOf<D, K> = {
  readonly [M in keyof D]: K extends keyof D[M] ? (payload: PayloadOf<D, M, K>) => void : never;
}[keyof D] extends (payload: infer P) => void ? P : never;

/** What any member answers to a message of kind `K`. */
export type SharedAnswerOf<D, K> = {
  readonly [M in keyof D]: K extends keyof D[M] ? AnswerOf<D, M, K> : never;
}[keyof D];

/** One message: its kind, which says what handler it is for, and what it carries; what is nothing can be left out. */
export type Message<K extends string, P> =
  & { readonly kind: K }
  & (undefined extends P ? { readonly payload?: P } : { readonly payload: P });

/** What a handler knows beside the payload. */
export interface MessageContext<D> {
  /** Who sent the message. */
  readonly from: keyof D & string;
  /** Aborted when the sender waits no longer: pass it on to whatever you wait for. */
  readonly signal: AbortSignal;
}

/** What member `M` of desk `D` does with each kind of message that it takes. */
export type HandlersOf<D, M extends keyof D> = {
  readonly [K in keyof D[M]]: (
    payload: PayloadOf<D, M, K>,
    context: MessageContext<D>,
  ) => AnswerOf<D, M, K> | Promise<AnswerOf<D, M, K>>;
};

/** What became of a message to all at one member; `A` is the type of answers. */
export type Reply<D, A> =
  | { readonly from: keyof D & string; readonly status: "answered"; readonly answer: A }
  /** `error` is a `MessageFailedError`, a `MessageTimeoutError`, a `LimitReachedError`, or why the wait was aborted. */
  | { readonly from: keyof D & string; readonly status: "failed"; readonly error: unknown };
